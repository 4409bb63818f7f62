"""From a resolved request to one for the engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.engine import RELEVANCE, EngineQuery, Order
from indexer.fields import ORDERED, TITLE_ORDER, first_of, last_of, ordering_of
from indexer.query import MatchAll, NumberRange, OneOf
from record.filters import NATIONAL

if TYPE_CHECKING:
    from app.searching.requests import SearchRequest
    from indexer.query import Query
    from indexer.readings import Understanding


def build_query(
    request: SearchRequest, reading: Understanding, after_seq: int | None = None
) -> EngineQuery:
    """Put text, filters (by id), order and page together for the engine."""
    return EngineQuery(
        query=reading.query,
        filters=_filters(request, after_seq),
        selections={name: _selection(name, ids) for name, ids in request.filters.items()},
        facets=request.facets,
        order=_order(request, reading),
        offset=0 if request.cursor else (request.page - 1) * request.limit,
        limit=request.limit,
    )


def without_position(filters: tuple[Query, ...]) -> tuple[Query, ...]:
    """Leave out the filter that a cursor adds."""
    return tuple(
        one for one in filters if not (isinstance(one, NumberRange) and one.field == "seq")
    )


def _selection(name: str, ids: tuple[str, ...]) -> tuple[str, ...]:
    """A county's filter lets national entries through."""
    if name == "county" and NATIONAL not in ids:
        return (*ids, NATIONAL)
    return ids


def _filters(request: SearchRequest, after_seq: int | None) -> tuple[Query, ...]:
    filters: list[Query] = []
    if request.ids:
        filters.append(OneOf("id", request.ids))
    filters += range_filters(request)
    if after_seq is not None:
        filters.append(NumberRange("seq", low=after_seq + 1))
    return tuple(filters)


def range_filters(request: SearchRequest) -> list[Query]:
    """Entries that reach into the ranges asked for."""
    filters: list[Query] = []
    for name, (low, high) in request.ranges.items():
        if low is not None:
            filters.append(NumberRange(last_of(name), low=low))
        if high is not None:
            filters.append(NumberRange(first_of(name), high=high))
    return filters


def _order(request: SearchRequest, reading: Understanding) -> Order:
    sort = request.sort or "relevance"
    name, descending = sort.removeprefix("-"), sort.startswith("-")
    if name == "title":
        return Order(TITLE_ORDER, descending)
    if name == "updatedAt":
        return Order("updated", descending)
    if name == "seq":
        return Order("seq", descending)
    if name in ORDERED:
        return Order(ordering_of(name, descending=descending), descending)
    if isinstance(reading.query, MatchAll):  # nothing to be relevant to: latest first
        return Order("browse" if "county" in request.filters else "updated", descending=True)
    return Order(RELEVANCE)
