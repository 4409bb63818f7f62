"""From the query tree to tantivy's queries and aggregations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import repeat
from typing import Any

from tantivy import FieldType, Occur, Query

from indexer import query as tree
from indexer.engines.embedded.schema import SCHEMA
from indexer.fields import NUMBER_FIELDS, POSITIONED
from indexer.selecting import Selecting

MOST_BUCKETS = 1000
"""Values counted per facet; more than any closed list has, and enough for organisations."""
TOTAL, COUNT_ALL = "_total", {"value_count": {"field": "n_seq"}}
"""Counts documents next to facets: each has a position in the ledger."""


class Translation:
    """Translates each node once: the same clauses stand in what is scored, required and counted."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[tree.Query, Query]] = {}  # with the node, which keeps its id
        self._selecting = Selecting()

    def scored(self, node: tree.Query, filters: Iterable[tree.Query]) -> Query:
        """Return the scored query narrowed by filters."""
        narrowing = [(Occur.Must, self.unscored(each)) for each in filters]
        if not narrowing:
            return self.of(node)
        return Query.boolean_query([(Occur.Must, self.of(node)), *narrowing])

    def selected(self, node: tree.Query, filters: Iterable[tree.Query]) -> Query:
        """Return a query that finds the same, without scores."""
        return self.scored(self._selecting.of(node), filters)

    def of(self, node: tree.Query) -> Query:
        """Translate one node with everything under it."""
        found = self._known.get(id(node))
        if found is None:
            found = self._known[id(node)] = node, self._made(node)
        return found[1]

    def unscored(self, node: tree.Query) -> Query:
        """Select without adding to the score."""
        return Query.const_score_query(self.of(node), 0.0)

    def _made(self, node: tree.Query) -> Query:  # noqa: C901, PLR0911 - one case per kind of node
        match node:
            case tree.Term(field, token):
                return _term(field, token)
            case tree.Phrase(field, (token,)):
                return _term(field, token)
            case tree.Phrase(field, tokens):
                return Query.phrase_query(SCHEMA, field, list(tokens))
            case tree.DisMax(children, tie):
                return Query.disjunction_max_query([self.of(child) for child in children], tie)
            case tree.Boost(child, factor):
                return Query.boost_query(self.of(child), factor)
            case tree.Constant(child, score):
                return Query.const_score_query(self.of(child), score)
            case tree.OneOf(field, (value,)):
                return Query.term_query(SCHEMA, field, value, "basic")
            case tree.OneOf(field, values):
                return Query.term_set_query(SCHEMA, field, list(values))
            case tree.NumberRange():
                return _range(node)
            case tree.MatchAll():
                return Query.all_query()
            case tree.MatchNone():
                return Query.empty_query()
            case tree.Bool():
                return self._bool(node)

    def _bool(self, node: tree.Bool) -> Query:
        clauses = [
            *zip(repeat(Occur.Must), map(self.of, node.must)),
            *zip(repeat(Occur.Must), map(self.unscored, node.filter)),
            *zip(repeat(Occur.Should), map(self.of, node.should)),
            *zip(repeat(Occur.MustNot), map(self.of, node.must_not)),
        ]
        if not (node.must or node.filter or node.should):
            clauses.append((Occur.Must, Query.all_query()))
        return Query.boolean_query(clauses, node.minimum or None)


def _term(field: str, token: str) -> Query:
    return Query.term_query(SCHEMA, field, token, "position" if field in POSITIONED else "freq")


def _range(node: tree.NumberRange) -> Query:
    field = f"n_{node.field}" if node.field in NUMBER_FIELDS else node.field
    return Query.range_query(SCHEMA, field, FieldType.Integer, node.low, node.high)


def facet_aggregations(
    facets: Iterable[str], selections: Mapping[str, tuple[str, ...]]
) -> dict[str, Any]:
    """Count each facet under the other facets' selections.

    tantivy's filter aggregation takes a query-parser string, the only one we write; values are
    quoted and escaped.
    """
    return {facet: _facet_aggregation(facet, selections) for facet in facets}


def _facet_aggregation(facet: str, selections: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    terms = {"terms": {"field": facet, "size": MOST_BUCKETS}}
    others = " AND ".join(
        f"({' OR '.join(f'{name}:{_quoted(value)}' for value in values)})"
        for name, values in selections.items()
        if name != facet
    )
    return {"filter": others, "aggs": {"values": terms}} if others else terms


def _quoted(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def buckets(answer: Mapping[str, Any]) -> dict[str, int]:
    """Read value -> count from one facet's part of an aggregation's answer."""
    counted = answer.get("values", answer)
    return {bucket["key"]: bucket["doc_count"] for bucket in counted["buckets"]}
