"""A search under way: what is searched, of which state of the index, and how it is understood."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from app.searching.finding import Found, find
from app.searching.resolving import resolve
from indexer.documents import microseconds
from indexer.engine import RELEVANCE, EngineQuery, Order
from indexer.fields import HOLDS, ORDERED, TITLE_ORDER, first_of, last_of, ordering_of
from indexer.query import NumberRange, OneOf, none_of
from indexer.scoring import complete
from indexer.understanding import understand
from record.filters import NATIONAL, SINCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.searching.requests import SearchRequest
    from app.wiring import Services
    from indexer.engine import Snapshot
    from indexer.lexicons import QueryLexicon
    from indexer.query import Query
    from indexer.readings import Understanding


MOMENTS = {"updatedAt": "updated", "publishedAt": "published"}
"""Field of the entry -> number field of the index that orders by it."""


@dataclass(frozen=True, slots=True)
class PreparedSearch:
    """All that the steps of a search need.

    Attributes:
        request: as sent, checked, with filters by id.
        after_seq: where the cursor stands in the ledger.
        lexicon: what texts are read with.
        read: understands a text, less what is to be ignored; each text once.
        find: finds what answers a text; each text once.
        reading: how the text of the request is understood.
        found: what answers it.
        query: what the engine searches for the whole search, wherever a cursor stands in it.
    """

    services: Services
    snapshot: Snapshot
    request: SearchRequest
    after_seq: int | None
    lexicon: QueryLexicon
    read: Callable[[str], Understanding]
    find: Callable[[str], Found]
    reading: Understanding
    found: Found
    query: EngineQuery

    def with_changes(self, **parts: Any) -> Self:  # noqa: ANN401 - fields of the request
        """Return the search of the same index with parts of the request replaced."""
        request = replace(self.request, **parts)
        reading, found = self.read(request.text), self.find(request.text)
        query = _build_query(request, reading, found)
        return replace(self, request=request, reading=reading, found=found, query=query)

    def label(self, filter_name: str, value: str) -> str:
        """Return the label of a filter's value in the language of the answer."""
        return self.services.vocabularies.label(filter_name, value, self.request.language)


def prepare(services: Services, snapshot: Snapshot, request: SearchRequest) -> PreparedSearch:
    """Check and understand a request.

    Raises:
        InvalidQuery: with every fault found.
    """
    resolved, ignored, after_seq = resolve(services, snapshot, request)
    lexicon = services.lexicons.of(snapshot)
    read = cache(lambda text: understand(text, lexicon, ignored))
    reading = read(resolved.text)
    find_text = cache(lambda text: find(snapshot, read(text)))
    found = find_text(resolved.text)
    query = _build_query(resolved, reading, found)
    return PreparedSearch(
        services, snapshot, resolved, after_seq, lexicon, read, find_text, reading, found, query
    )


def _build_query(request: SearchRequest, reading: Understanding, found: Found) -> EngineQuery:
    """Put text, filters (by id), order and page together for the engine."""
    return EngineQuery(
        query=found.query,
        filters=(*_filters(request), *_match_all_queries(request)),
        selections={
            name: _add_national_to_county(request, name, ids)
            for name, ids in request.filters.items()
            if name not in request.match_all
        },
        facets=request.facets,
        counted=complete(reading),
        order=_order(request, reading),
        offset=0 if request.cursor else (request.page - 1) * request.limit,
        limit=request.limit,
    )


def _add_national_to_county(
    request: SearchRequest, name: str, ids: tuple[str, ...]
) -> tuple[str, ...]:
    """A county's filter lets national entries through, unless they are excluded."""
    if name == "county" and request.national and NATIONAL not in ids:
        return (*ids, NATIONAL)
    return ids


def _match_all_queries(request: SearchRequest) -> Iterator[Query]:
    """Yield each value that must hold together with others of its filter.

    They narrow the filter's own facet, too: what it counts is what is left to choose.
    """
    for name in request.match_all:
        for value in request.filters.get(name, ()):
            yield OneOf(name, _add_national_to_county(request, name, (value,)))


def _filters(request: SearchRequest) -> tuple[Query, ...]:
    """Return all that narrows a search besides filters by value."""
    filters: list[Query] = []
    if not request.national and "county" not in request.filters:  # with a county: see `_selection`
        filters.append(NumberRange("national", high=0))
    if request.ids:
        filters.append(OneOf("id", request.ids))
    for name, (low, high) in request.ranges.items():
        if low is not None:
            filters.append(NumberRange(last_of(name), low=low))
        if high is not None:
            filters.append(NumberRange(first_of(name), high=high))
    for name, has in request.having.items():
        holding = OneOf(HOLDS, (name,))
        filters.append(holding if has else none_of(holding))
    for name, moment in request.since.items():
        filters.append(NumberRange(MOMENTS[SINCE[name].field], low=microseconds(moment)))
    return tuple(filters)


def _order(request: SearchRequest, reading: Understanding) -> Order:
    sort = request.sort or "relevance"
    name, descending = sort.removeprefix("-"), sort.startswith("-")
    if name == "title":
        return Order(TITLE_ORDER, descending)
    if name in MOMENTS:
        return Order(MOMENTS[name], descending)
    if name == "seq":
        return Order("seq", descending)
    if name in ORDERED:
        return Order(ordering_of(name, descending=descending), descending)
    if not (reading.terms or reading.required):  # nothing to be relevant to: latest first
        return Order("browse" if "county" in request.filters else "updated", descending=True)
    return Order(RELEVANCE)
