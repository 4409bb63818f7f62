"""What a search without hits would have found with one condition less."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from app.asking import engine_query
from app.resolving import Resolved
from indexer.understanding import understand
from swedish.analysis import is_stop
from swedish.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.requests import SearchRequest
    from app.wiring import Services
    from indexer.engine import EngineQuery, Snapshot
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
    services: Services, snapshot: Snapshot, request: SearchRequest, resolved: Resolved
) -> list[dict[str, Any]]:
    """Return the ways to loosen a search that lead somewhere, most hits first."""
    tried = [
        *_without_filters(services, request, resolved),
        *_without_words(request, resolved),
        *_without_years(request, resolved),
    ]
    counts = snapshot.counts([_engine_query(services, snapshot, each) for each in tried])
    found = sorted(zip(counts, tried, strict=True), key=lambda pair: -pair[0])
    return [_told(each, count) for count, each in found if count][:MOST]


def _told(relaxation: _Relaxation, count: int) -> dict[str, Any]:
    return {
        "type": relaxation.type,
        "label": relaxation.label,
        "parameters": _parameters(relaxation.request, relaxation.resolved),
        "count": count,
    }


def _engine_query(services: Services, snapshot: Snapshot, tried: _Relaxation) -> EngineQuery:
    reading = understand(tried.request.text, services.lexicons.of(snapshot))
    return engine_query(tried.request, tried.resolved, reading)


def _without_filters(
    services: Services, request: SearchRequest, resolved: Resolved
) -> Iterator[_Relaxation]:
    for name, ids in resolved.filters.items():
        rest = {other: kept for other, kept in resolved.filters.items() if other != name}
        label = ", ".join(services.vocabularies.label(name, each, "sv") for each in ids)
        yield _Relaxation("without-filter", label, request, Resolved(rest, resolved.after_seq))


def _down_to_one(
    services: Services, request: SearchRequest, resolved: Resolved
) -> Iterator[_Relaxation]:
    """Where no single step helps: each word, and each filter, by itself."""
    everywhere = replace(request, ids=(), year_from=None, year_to=None)
    for token in _content(request.text):
        word = request.text[token.start : token.end]
        alone = replace(everywhere, text=word)
        yield _Relaxation("only-word", word, alone, Resolved({}, None))
    for name, ids in resolved.filters.items():
        label = ", ".join(services.vocabularies.label(name, each, "sv") for each in ids)
        alone = replace(everywhere, text="")
        yield _Relaxation("only-filter", label, alone, Resolved({name: ids}, None))


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


def _parameters(request: SearchRequest, resolved: Resolved) -> dict[str, list[str]]:
    """Return the query string of the loosened search, parameter -> values."""
    parameters = {name: list(ids) for name, ids in resolved.filters.items()}
    if request.text:
        parameters["q"] = [request.text]
    if request.ids:
        parameters["id"] = list(request.ids)
    for name, year in (("yearFrom", request.year_from), ("yearTo", request.year_to)):
        if year is not None:
            parameters[name] = [str(year)]
    return parameters
