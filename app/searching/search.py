"""The search use case: the same for pages and API."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.availability import translates_engine_errors
from app.errors import NO_SUCH_ENTRY, NotFound
from app.searching.cursors import make_cursor
from app.searching.explaining import explanation, score_parts
from app.searching.facets import labelled_facets
from app.searching.finding import DECIMALS, WEIGHED
from app.searching.prepared import PreparedSearch, prepare
from app.searching.query_echo import query_echo
from app.searching.ranking import list_nearby, rank
from app.searching.requests import SearchAnswer, SearchRequest
from app.searching.zero_hits import relaxations
from indexer.engine import EngineAnswer, EngineQuery
from indexer.highlight import highlight
from indexer.query import OneOf
from indexer.scoring import weights
from indexer.similar import similar_query

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from app.wiring import Services
    from indexer.engine import Hit, Snapshot


@translates_engine_errors()
def live_index(services: Services) -> Snapshot:
    """Return the state of the index that a search is answered from, and its ETag made of.

    Raises:
        SearchUnavailable: the engine does not answer.
    """
    return services.engine.snapshot()


def index_state(services: Services, snapshot: Snapshot) -> str:
    """Return what an answer depends on besides its address: the index, and what it is read with."""
    parts = f"{snapshot.generation}|{services.fingerprint}|{weights()}"
    return hashlib.sha256(parts.encode()).hexdigest()[:24]


@translates_engine_errors()
def search(
    services: Services, request: SearchRequest, snapshot: Snapshot | None = None
) -> SearchAnswer:
    """Answer a search from a state of the index, or from the one that is live now.

    Raises:
        InvalidQuery: something in the request cannot be understood.
        SearchUnavailable: the engine does not answer.
    """
    snapshot = snapshot or services.engine.snapshot()
    prepared = prepare(services, snapshot, request)
    answer = rank(prepared)
    query = query_echo(prepared)
    query["complete"] = answer.counted if prepared.query.counted else answer.total
    if answer.total == 0:
        query["relaxations"] = relaxations(prepared)
    nearby = list_nearby(prepared) if request.page == 1 else ()
    weighed = max(0, WEIGHED - prepared.query.offset) if prepared.found.first else 0
    return SearchAnswer(
        items=_items(prepared, answer.hits, weighed),
        nearby=_items(prepared, nearby, len(nearby)),
        total=answer.total,
        facets=labelled_facets(prepared, answer.facets),
        query=query,
        generation=snapshot.generation,
        index_seq=snapshot.changed,
        next_cursor=_next_cursor(prepared, answer),
        off_topic=prepared.reading.off_topic,
    )


def _items(search: PreparedSearch, hits: Sequence[Hit], weighed: int) -> tuple[dict[str, Any], ...]:
    """Return the entries of hits; `weighed` of them are scored by all signals."""
    entries = [hit.entry for hit in hits]
    marked = highlight(entries, search.reading.marks)
    items = tuple(map(_item, hits, entries, marked))
    if search.request.explain:
        for item, entry, parts in zip(
            items, entries, score_parts(search, hits, weighed), strict=True
        ):
            item |= {"explanation": explanation(search, entry), "signals": parts}
    return items


def _item(hit: Hit, entry: Mapping[str, Any], highlights: dict[str, list[str]]) -> dict[str, Any]:
    score = None if hit.score is None else round(hit.score, DECIMALS)
    return {**entry, "highlights": highlights, "score": score}


def _next_cursor(search: PreparedSearch, answer: EngineAnswer) -> str | None:
    """Offer a cursor while a search in ledger order may have more."""
    request = search.request
    if request.sort != "seq" or not answer.hits or len(answer.hits) < request.limit:
        return None
    return make_cursor(search.services.settings, request, answer.hits[-1].seq)


@translates_engine_errors()
def find_among(
    services: Services, request: SearchRequest, snapshot: Snapshot, ids: Collection[str]
) -> frozenset[str]:
    """Return those of some published entries that a search finds.

    Raises:
        InvalidQuery: something in the request cannot be understood.
        SearchUnavailable: the engine does not answer.
    """
    sought = tuple(each for each in ids if not request.ids or each in request.ids)
    among = replace(request, ids=sought, sort="seq", limit=len(sought))
    query = prepare(services, snapshot, among).query
    hits = snapshot.search(replace(query, whole=False)).hits if sought else ()
    return frozenset(hit.id for hit in hits)


@translates_engine_errors()
def similar(services: Services, entry_id: str, limit: int = 5) -> tuple[dict[str, Any], ...]:
    """Return entries like this one, best first.

    Raises:
        NotFound: no such entry is in the index.
        SearchUnavailable: the engine does not answer.
    """
    snapshot = services.engine.snapshot()
    found = snapshot.search(EngineQuery(filters=(OneOf("id", (entry_id,)),), limit=1)).hits
    if not found:
        raise NotFound(NO_SUCH_ENTRY)
    (entry,) = found
    query = similar_query(entry.entry, sorted(entry.about))
    hits = snapshot.search(EngineQuery(query=query, limit=limit)).hits
    return tuple({**hit.entry, "score": round(hit.score or 0.0, DECIMALS)} for hit in hits)
