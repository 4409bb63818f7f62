"""A search under way: what is asked, of which state of the index, and how it is understood."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from app.searching.resolving import resolve
from indexer.engine import RELEVANCE, EngineQuery, Order
from indexer.fields import ORDERED, TITLE_ORDER, first_of, last_of, ordering_of
from indexer.query import NumberRange, OneOf
from indexer.scoring import LITTLE, MUCH, SOME, build_query, complete
from indexer.understanding import understand
from record.filters import NATIONAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from app.searching.requests import SearchRequest
    from app.wiring import Services
    from indexer.engine import Snapshot
    from indexer.lexicons import QueryLexicon
    from indexer.query import Query
    from indexer.readings import Understanding
    from indexer.scoring import Shares


MOMENTS = {"updatedAt": "updated", "publishedAt": "published"}
"""Field of the entry -> number field of the index that orders by it."""


@dataclass(frozen=True, slots=True)
class PreparedSearch:
    """All that the steps of a search need.

    Attributes:
        request: as asked for, checked, with filters by id.
        after_seq: where the cursor stands in the ledger.
        lexicon: what texts are read with.
        read: understands a text, less what is to be ignored; each text once.
        reading: how the text of the request is understood.
        query: what the engine is asked for the whole search, wherever a cursor stands in it.
    """

    services: Services
    snapshot: Snapshot
    request: SearchRequest
    after_seq: int | None
    lexicon: QueryLexicon
    read: Callable[[str], Understanding]
    reading: Understanding
    query: EngineQuery

    def changed(self, **parts: Any) -> Self:  # noqa: ANN401 - fields of the request
        """Return the search of the same index with parts of the request replaced."""
        request = replace(self.request, **parts)
        reading = self.read(request.text)
        query = _query_for(self.snapshot, request, reading)
        return replace(self, request=request, reading=reading, query=query)

    @property
    def every(self) -> EngineQuery:
        """The query with all that a list in another order than relevance leaves out."""
        return replace(self.query, filters=(*_filters(self.request), *_all_of(self.request)))

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
    query = _query_for(snapshot, resolved, reading)
    return PreparedSearch(services, snapshot, resolved, after_seq, lexicon, read, reading, query)


def _query_for(snapshot: Snapshot, request: SearchRequest, reading: Understanding) -> EngineQuery:
    """Return what the engine is asked: for some of what is sought, where little has much of it.

    Filters have no part in that: the count of a value is that of the hits once it is chosen.
    """
    shares = MUCH
    if reading.terms and not reading.required:
        much = replace(build_query(reading), must_not=())
        shares = SOME if snapshot.counts([EngineQuery(much)])[0] < LITTLE else MUCH
    return _narrowed(_build_query(request, reading, shares), reading, snapshot)


def _build_query(request: SearchRequest, reading: Understanding, shares: Shares) -> EngineQuery:
    """Put text, filters (by id), order and page together for the engine."""
    return EngineQuery(
        query=build_query(reading, shares),
        filters=(*_filters(request), *_all_of(request)),
        selections={
            name: _selection(request, name, ids)
            for name, ids in request.filters.items()
            if name not in request.match_all
        },
        facets=request.facets,
        counted=complete(reading),
        order=_order(request, reading),
        offset=0 if request.cursor else (request.page - 1) * request.limit,
        limit=request.limit,
    )


def _narrowed(query: EngineQuery, reading: Understanding, snapshot: Snapshot) -> EngineQuery:
    """List only what has all that is sought in another order than relevance, if anything has.

    Whoever reads everything, in the order of the ledger, gets it all.
    """
    every = complete(reading)
    if query.order.field in (RELEVANCE, "seq") or every is None:
        return query
    narrowed = replace(query, filters=(*query.filters, every))
    return narrowed if snapshot.counts([narrowed])[0] else query


def _selection(request: SearchRequest, name: str, ids: tuple[str, ...]) -> tuple[str, ...]:
    """A county's filter lets national entries through, unless they are to be left out."""
    if name == "county" and request.national and NATIONAL not in ids:
        return (*ids, NATIONAL)
    return ids


def _all_of(request: SearchRequest) -> Iterator[Query]:
    """Yield each value that must hold beside others of its filter.

    They narrow the filter's own facet, too: what it counts is what is left to choose.
    """
    for name in request.match_all:
        for value in request.filters.get(name, ()):
            yield OneOf(name, _selection(request, name, (value,)))


def _filters(request: SearchRequest) -> tuple[Query, ...]:
    """Entries asked for by id; those of single counties; of a range, those that reach into it."""
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
    if not reading.asks_something:  # nothing to be relevant to: latest first
        return Order("browse" if "county" in request.filters else "updated", descending=True)
    return Order(RELEVANCE)
