"""From the query tree to tantivy's queries and aggregations."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from typing import Any

from tantivy import FieldType, Occur, Query

from indexer import query as tree
from indexer.engines.embedded.schema import SCHEMA
from indexer.fields import NUMBER_FIELDS, POSITIONED

MOST_BUCKETS = 1000
"""Values counted per facet; more than any closed list has, and enough for organisations."""


def restricted(node: tree.Query, filters: Iterable[tree.Query]) -> Query:
    """Return the scored query narrowed by filters."""
    made = _Translation()
    narrowing = [(Occur.Must, made.unscored(each)) for each in filters]
    if not narrowing:
        return made.of(node)
    return Query.boolean_query([(Occur.Must, made.of(node)), *narrowing])


class _Translation:
    """Translates each node once: the same clauses stand in what is scored, required and lifted."""

    def __init__(self) -> None:
        self._known: dict[int, Query] = {}

    def of(self, node: tree.Query) -> Query:
        found = self._known.get(id(node))
        if found is None:
            found = self._known[id(node)] = self._made(node)
        return found

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
        clauses = [(Occur.Must, self.of(child)) for child in node.must]
        clauses += [(Occur.Must, self.unscored(child)) for child in node.filter]
        clauses += [(Occur.Should, self.of(child)) for child in node.should]
        clauses += [(Occur.MustNot, self.of(child)) for child in node.must_not]
        if not (node.must or node.filter or node.should):
            clauses.append((Occur.Must, Query.all_query()))
        return Query.boolean_query(clauses, node.minimum or None)


def _term(field: str, token: str) -> Query:
    return Query.term_query(SCHEMA, field, token, "position" if field in POSITIONED else "freq")


def _range(node: tree.NumberRange) -> Query:
    field = f"n_{node.field}" if node.field in NUMBER_FIELDS else node.field
    return Query.range_query(SCHEMA, field, FieldType.Integer, node.low, node.high)


def selecting(node: tree.Query) -> tree.Query:
    """Return a query that finds the same documents, without what only decides their scores.

    Counting them takes a third of the time then: of two clauses that each suffice, how well both
    match together no longer matters, and nothing is looked at twice.
    """
    return _Selecting().of(node)


class _Selecting:
    """Knows nodes by identity: what a clause is scored and required by is one object."""

    def __init__(self) -> None:
        self._known: dict[int, tree.Query] = {}

    def of(self, node: tree.Query) -> tree.Query:
        found = self._known.get(id(node))
        if found is None:
            found = self._known[id(node)] = self._made(node)
        return found

    def _made(self, node: tree.Query) -> tree.Query:
        match node:
            case tree.Boost(child, _) | tree.Constant(child, _):
                return self.of(child)
            case tree.DisMax(children, _):
                return tree.Bool(should=self._each(children), minimum=1)
            case tree.Bool() if node.minimum or node.must or node.filter:
                return self._bool(node)
            case _:
                return node

    def _each(self, nodes: Iterable[tree.Query]) -> tuple[tree.Query, ...]:
        return tuple({id(each): each for each in map(self.of, nodes)}.values())

    def _bool(self, node: tree.Bool) -> tree.Query:
        must = self._each((*node.must, *node.filter))
        should = self._each(node.should) if node.minimum else ()
        if node.minimum == 1:
            ids = {id(each) for each in should}
            if any(_is_one_of(each, ids) for each in must):
                should = ()
            should = tuple(each for each in should if not _is_more_than(each, ids))
        unwanted = self._each(node.must_not)
        minimum = node.minimum if should else 0
        return tree.Bool(must=must, should=should, must_not=unwanted, minimum=minimum)


def _is_more_than(node: tree.Query, ids: AbstractSet[int]) -> bool:
    """Return whether a node asks for one of these, and for more."""
    return isinstance(node, tree.Bool) and any(id(each) in ids for each in node.must)


def _is_one_of(node: tree.Query, ids: AbstractSet[int]) -> bool:
    """Return whether whatever a node finds is found by one of these."""
    if not isinstance(node, tree.Bool):
        return False
    ways = bool(node.minimum and node.should)
    return ways and all(id(each) in ids or _is_more_than(each, ids) for each in node.should)


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
