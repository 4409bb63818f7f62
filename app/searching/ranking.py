"""A page of hits in order, with total and facets."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.searching.finding import WEIGHED, add_meaning, add_similarity
from indexer.engine import RELEVANCE, EngineAnswer
from indexer.query import NumberRange, OneOf

if TYPE_CHECKING:
    from app.searching.prepared import PreparedSearch
    from indexer.engine import Hit


MOST_NEARBY = 5


def list_nearby(search: PreparedSearch) -> tuple[Hit, ...]:
    """Return what comes nearest where nothing answers, of what the filters let through."""
    nearby, query = search.found.nearby, search.query
    if not nearby:
        return ()
    if query.filters or query.selections:
        ids = OneOf("id", tuple(hit.id for hit in nearby))
        let_through = replace(
            query, query=ids, facets=(), counted=None, offset=0, limit=WEIGHED, whole=False
        )
        found = {hit.id for hit in search.snapshot.search(let_through).hits}
        nearby = tuple(hit for hit in nearby if hit.id in found)
    return search.snapshot.with_entries(nearby[:MOST_NEARBY])


def rank(search: PreparedSearch) -> EngineAnswer:
    """Return a page of hits, with total and facets of the whole search wherever a cursor stands."""
    snapshot, query = search.snapshot, search.query
    if search.found.nearby:  # instead of hits
        return EngineAnswer((), 0, {facet: {} for facet in query.facets})
    if search.after_seq is not None:
        rest = (*query.filters, NumberRange("seq", low=search.after_seq + 1))
        page = snapshot.search(replace(query, filters=rest, facets=(), counted=None))
        whole = snapshot.search(replace(query, limit=0))
        return replace(whole, hits=page.hits)
    end = query.offset + query.limit
    if search.request.is_in_order_of_ids:
        place = {entry_id: at for at, entry_id in enumerate(search.request.ids)}
        answer = snapshot.search(replace(query, offset=0, limit=len(place)))
        ordered = sorted(answer.hits, key=lambda hit: place[hit.id])
        return replace(answer, hits=tuple(ordered[query.offset : end]))
    weighed = query.order.field == RELEVANCE and search.found.first and query.offset < WEIGHED
    if not weighed or not query.limit:
        return snapshot.search(query)
    if end <= WEIGHED and not (query.filters or query.selections):
        return snapshot.complete(search.found.first[query.offset : end], query)
    answer = snapshot.search(replace(query, offset=0, limit=max(end, WEIGHED)))
    first = add_similarity(
        add_meaning(answer.hits[:WEIGHED], search.reading.canonical), search.found.centre
    )
    hits = (*first, *answer.hits[WEIGHED:])
    return replace(answer, hits=hits[query.offset : end])
