"""What a search without hits would have found with one condition less."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from app.asking import engine_query
from app.related import related_concepts, wider_topics
from app.rephrasing import parameters
from indexer.understanding import understand
from swedish.analysis import is_stop
from swedish.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.requests import SearchRequest
    from app.resolving import Resolved
    from app.wiring import Services
    from indexer.engine import EngineQuery, Snapshot
    from indexer.readings import Understanding
    from swedish.tokens import Token

MOST = 6
"""Relaxations offered."""
MOST_WORDS = 8
"""Words tried one by one; a longer text is a sentence, and few of its words are decisive."""


@dataclass(frozen=True, slots=True)
class _Relaxation:
    type: str
    label: str
    request: SearchRequest
    resolved: Resolved


def relaxations(
    services: Services,
    snapshot: Snapshot,
    request: SearchRequest,
    resolved: Resolved,
    reading: Understanding,
) -> list[dict[str, Any]]:
    """Return the ways to loosen a search that lead somewhere, most hits first.

    One step comes before what is only next to what was asked, and that before a lone condition.
    """
    one_step = [
        *_without_filters(services, request, resolved),
        *_without_words(request, resolved),
        *_without_years(request, resolved),
    ]
    found = _leading_somewhere(services, snapshot, one_step)
    found += _leading_somewhere(
        services, snapshot, [*_next_to(services, request, resolved, reading)]
    )
    if not found:
        found = _leading_somewhere(services, snapshot, [*_down_to_one(services, request, resolved)])
    return found[:MOST]


def _leading_somewhere(
    services: Services, snapshot: Snapshot, tried: Sequence[_Relaxation]
) -> list[dict[str, Any]]:
    counts = snapshot.counts([_engine_query(services, snapshot, each) for each in tried])
    found = sorted(zip(counts, tried, strict=True), key=lambda pair: -pair[0])
    return [_told(each, count) for count, each in found if count]


def _told(relaxation: _Relaxation, count: int) -> dict[str, Any]:
    return {
        "type": relaxation.type,
        "label": relaxation.label,
        "parameters": parameters(relaxation.request, relaxation.resolved),
        "count": count,
    }


def _engine_query(services: Services, snapshot: Snapshot, tried: _Relaxation) -> EngineQuery:
    reading = understand(tried.request.text, services.lexicons.of(snapshot), tried.resolved.unread)
    return engine_query(tried.request, tried.resolved, reading)


def _without_filters(
    services: Services, request: SearchRequest, resolved: Resolved
) -> Iterator[_Relaxation]:
    for name, ids in resolved.filters.items():
        rest = {other: kept for other, kept in resolved.filters.items() if other != name}
        label = ", ".join(services.vocabularies.label(name, each, "sv") for each in ids)
        yield _Relaxation("without-filter", label, request, replace(resolved, filters=rest))


def _next_to(
    services: Services, request: SearchRequest, resolved: Resolved, reading: Understanding
) -> Iterator[_Relaxation]:
    label = services.vocabularies.label
    for facet, concept, other, filters in related_concepts(services, request, resolved, reading):
        yield _Relaxation("related-concept", label(facet, concept, "sv"), other, filters)
    for name, other in wider_topics(services, request):
        yield _Relaxation("wider-topic", name, other, resolved)


def _down_to_one(
    services: Services, request: SearchRequest, resolved: Resolved
) -> Iterator[_Relaxation]:
    """Where no single step helps: each word, and each filter, by itself."""
    everywhere = replace(request, ids=(), year_from=None, year_to=None)
    for token in _content(request.text):
        word = request.text[token.start : token.end]
        alone = replace(everywhere, text=word)
        yield _Relaxation("only-word", word, alone, replace(resolved, filters={}))
    for name, ids in resolved.filters.items():
        label = ", ".join(services.vocabularies.label(name, each, "sv") for each in ids)
        alone = replace(everywhere, text="")
        yield _Relaxation("only-filter", label, alone, replace(resolved, filters={name: ids}))


def _content(text: str) -> list[Token]:
    return [token for token in tokenize(text) if not is_stop(token.text)][:MOST_WORDS]


def _without_words(request: SearchRequest, resolved: Resolved) -> Iterator[_Relaxation]:
    tokens = _content(request.text)
    years = (request.year_from, request.year_to) != (None, None)
    if len(tokens) == 1 and not (resolved.filters or years):
        return  # without its only word nothing is asked
    for token in tokens:
        rest = f"{request.text[: token.start]} {request.text[token.end :]}"
        text = " ".join(rest.replace('"', " ").split())
        label = request.text[token.start : token.end]
        yield _Relaxation("without-word", label, replace(request, text=text), resolved)


def _without_years(request: SearchRequest, resolved: Resolved) -> Iterator[_Relaxation]:
    if request.year_from is None and request.year_to is None:
        return
    label = f"{request.year_from or ''}–{request.year_to or ''}"
    anytime = replace(request, year_from=None, year_to=None)
    yield _Relaxation("without-years", label, anytime, resolved)
