"""The search use case: the same for pages and API."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from app.availability import engine_needed
from app.errors import NotFound
from app.messages import NO_SUCH_ENTRY
from app.searching.cursors import make_cursor
from app.searching.explaining import explanation
from app.searching.facets import labelled_facets
from app.searching.query_builder import build_query, without_position
from app.searching.query_echo import query_echo
from app.searching.requests import SearchAnswer, SearchRequest
from app.searching.resolving import resolve
from app.searching.zero_hits import relaxations
from indexer.engine import EngineAnswer, EngineQuery
from indexer.highlight import Highlighter
from indexer.query import OneOf
from indexer.similar import similar_query
from indexer.understanding import understand

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from app.searching.resolving import Resolved
    from app.wiring import Services
    from indexer.engine import Hit, Snapshot
    from indexer.readings import Understanding

    Explain = Callable[[Mapping[str, Any], Understanding], list[dict[str, Any]]]

SCORE_DECIMALS = 4


@engine_needed()
def search(services: Services, request: SearchRequest) -> SearchAnswer:
    """Answer a search.

    Raises:
        InvalidQuery: something in the request cannot be understood.
        SearchUnavailable: the engine does not answer.
    """
    snapshot = services.engine.snapshot()
    resolved = resolve(services, snapshot, request)
    lexicon = services.lexicons.of(snapshot)
    reading = understand(request.text, lexicon, resolved.ignored)
    asked = build_query(request, resolved, reading)
    answer = _whole(snapshot, request, asked)
    query = query_echo(services, snapshot, request, resolved, reading, asked)
    explain = partial(explanation, services, lexicon) if request.explain else None
    marker = Highlighter(reading.marks)
    if answer.total == 0:
        query["relaxations"] = relaxations(services, snapshot, request, resolved, reading)
    return SearchAnswer(
        items=tuple(_item(hit, reading, marker, explain) for hit in answer.hits),
        total=answer.total,
        facets=labelled_facets(services, answer.facets, resolved.filters),
        query=query,
        generation=snapshot.generation,
        index_seq=snapshot.seq,
        next_cursor=_next_cursor(services, request, resolved, answer),
    )


def _whole(snapshot: Snapshot, request: SearchRequest, asked: EngineQuery) -> EngineAnswer:
    """Return hits with total and facets of the whole search, wherever a cursor stands in it."""
    if request.cursor is None:
        return snapshot.search(asked)
    page = snapshot.search(replace(asked, facets=()))
    before = replace(asked, filters=without_position(asked.filters), limit=0)
    whole = snapshot.search(before)
    return EngineAnswer(page.hits, whole.total, whole.facets)


@engine_needed()
def search_etag(services: Services, request: SearchRequest) -> str:
    """Return what an answer depends on: the state of the index, and the request."""
    generation = services.engine.snapshot().generation
    parts = f"{generation}|{services.fingerprint}|{request}"
    return hashlib.sha256(parts.encode()).hexdigest()[:24]


def _item(
    hit: Hit, reading: Understanding, marker: Highlighter, explain: Explain | None
) -> dict[str, Any]:
    entry = dict(hit.entry)
    entry["score"] = None if hit.score is None else round(hit.score, SCORE_DECIMALS)
    entry["highlights"] = marker.highlight(entry)
    if explain is not None:
        entry["explanation"] = explain(hit.entry, reading)
    return entry


def _next_cursor(
    services: Services, request: SearchRequest, resolved: Resolved, answer: EngineAnswer
) -> str | None:
    """Offer a cursor while a search in ledger order may have more."""
    if request.sort != "seq" or not answer.hits or len(answer.hits) < request.limit:
        return None
    return make_cursor(services.settings, request, resolved.filters, answer.hits[-1].seq)


@engine_needed()
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
    request = EngineQuery(query=similar_query(found[0].entry), limit=limit)
    return tuple(
        {**hit.entry, "score": round(hit.score or 0.0, SCORE_DECIMALS)}
        for hit in snapshot.search(request).hits
    )
