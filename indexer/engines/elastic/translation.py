"""From the query tree to Elasticsearch's query language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from indexer import query as tree
from indexer.engine import RELEVANCE, EngineQuery, Hit, Order
from indexer.engines.elastic.mapping import ID, MEANING
from indexer.selecting import Selecting

MOST_BUCKETS = 1000
"""Values counted per facet; more than any closed list has, and enough for organisations."""
COUNTED = "_counted"
STORED = {"docvalue_fields": [ID, "seq", MEANING]}
NOT_STORED = {**STORED, "stored_fields": "_none_"}
"""Reads nothing of what lies in blocks, which would have to be unpacked for each hit."""
ID_ASCENDING = {"id": "asc"}


def translate(node: tree.Query, boost: float = 1.0) -> dict[str, Any]:  # noqa: C901, PLR0911 - one case per kind of node
    """Translate one node with everything under it; a boost goes down to where it is one number."""
    match node:
        case tree.Term(field, token):
            return {"term": {field: {"value": token, "boost": boost}}}
        case tree.Phrase(field, tokens):
            return {"match_phrase": {field: {"query": " ".join(tokens), "boost": boost}}}
        case tree.DisMax(children, tie):
            queries = [translate(child) for child in children]
            return {"dis_max": {"queries": queries, "tie_breaker": tie, "boost": boost}}
        case tree.Boost(child, factor):
            return translate(child, boost * factor)
        case tree.Constant(child, score):
            return {"constant_score": {"filter": translate(child), "boost": score * boost}}
        case tree.OneOf(field, values):
            return {"terms": {field: list(values)}}
        case tree.NumberRange(field, low, high):
            return {"range": {field: _bounds(low, high)}}
        case tree.MatchAll():
            return {"match_all": {"boost": boost}}
        case tree.MatchNone():
            return {"match_none": {}}
        case tree.Bool():
            return {"bool": _bool(node, boost)}


def _bounds(low: int | None, high: int | None) -> dict[str, int]:
    return {name: value for name, value in (("gte", low), ("lte", high)) if value is not None}


def _bool(node: tree.Bool, boost: float) -> dict[str, Any]:
    clauses = {
        "must": [translate(child) for child in node.must],
        "should": [translate(child) for child in node.should],
        "filter": [translate(child) for child in node.filter],
        "must_not": [translate(child) for child in node.must_not],
    }
    if not (node.must or node.filter or node.should):
        clauses["must"] = [{"match_all": {}}]
    given: dict[str, Any] = {name: each for name, each in clauses.items() if each}
    # Elasticsearch asks for one of `should` by itself when nothing else is required.
    given["minimum_should_match"] = node.minimum
    return {**given, "boost": boost}


def search_body(request: EngineQuery) -> dict[str, Any]:
    """Return the whole request: hits, total and facets, each facet under the other selections."""
    if not request.limit:
        request = replace(request, query=Selecting().of(request.query))
    return {
        "query": restricted(request),
        "post_filter": {"bool": {"filter": _selected(request.selections)}},
        "aggs": {
            **{facet: _facet(facet, request.selections) for facet in request.facets},
            **_counted(request),
        },
        "sort": sort_of(request.order),
        "from": request.offset,
        "size": request.limit,
        "track_total_hits": True,
        "track_scores": request.order.field == RELEVANCE,
        **(STORED if request.whole else NOT_STORED),
    }


def entries_body(hits: Sequence[Hit]) -> dict[str, Any]:
    """Return the request for the entries of hits."""
    ids = tree.OneOf(ID, tuple([hit.id for hit in hits]))
    return {"query": translate(ids), "size": len(hits), "track_total_hits": False, **STORED}


def restricted(request: EngineQuery, *, selected: bool = False) -> dict[str, Any]:
    """Return the scored query narrowed by the filters, and by the selections if wanted."""
    narrowing = [translate(each) for each in request.filters]
    if selected:
        narrowing += _selected(request.selections)
    query = translate(request.query)
    return {"bool": {"must": [query], "filter": narrowing}} if narrowing else query


def sort_of(order: Order) -> list[dict[str, str]]:
    """Return the sort; ties go by id, and by relevance a single county comes first."""
    if order.field == RELEVANCE:
        return [{"_score": "desc"}, {"national": "asc"}, ID_ASCENDING]
    return [{order.field: "desc" if order.descending else "asc"}, ID_ASCENDING]


def _selected(selections: Mapping[str, Iterable[str]]) -> list[dict[str, Any]]:
    return [{"terms": {facet: list(values)}} for facet, values in selections.items()]


def _facet(facet: str, selections: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    others = {name: values for name, values in selections.items() if name != facet}
    values = {"values": terms_of(facet)}
    return {"filter": {"bool": {"filter": _selected(others)}}, "aggs": values}


def _counted(request: EngineQuery) -> dict[str, Any]:
    if request.counted is None:
        return {}
    narrowing = [translate(request.counted), *_selected(request.selections)]
    return {COUNTED: {"filter": {"bool": {"filter": narrowing}}}}


def terms_of(field: str) -> dict[str, Any]:
    """Count the values of a field."""
    return {"terms": {"field": field, "size": MOST_BUCKETS}}


def buckets(answer: Mapping[str, Any]) -> dict[str, int]:
    """Read value -> count from a terms aggregation's answer."""
    return {bucket["key"]: bucket["doc_count"] for bucket in answer["buckets"]}
