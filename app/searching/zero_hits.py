"""What a search without hits would have found with one condition less."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from app.searching.links import parameters
from app.searching.query_builder import build_query
from app.searching.related import related_concepts, wider_topics
from app.searching.text_clauses import as_read, text_clauses, without
from indexer.engine import EngineQuery
from indexer.understanding import understand
from record.filters import RANGES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from app.searching.requests import SearchRequest
    from app.searching.resolving import Resolved
    from app.searching.text_clauses import TextClause
    from app.wiring import Services
    from indexer.engine import Snapshot
    from indexer.readings import Ignored, Understanding

MOST = 6
"""Relaxations offered."""
MOST_CLAUSES = 8
"""Pieces of the text tried one by one; a longer text is a sentence, and few of them decide."""
MOST_RELATED = 12
"""Searches next to what was asked that are tried; who names a dozen concepts asks for a list."""
MOST_WIDER = 6
"""Topics whose wider ones are tried."""
WIDEST = 0.5
"""Share of the entries that a wider topic may find: one of most of them leads nowhere."""


@dataclass(frozen=True, slots=True)
class _Relaxation:
    type: str
    label: str
    request: SearchRequest
    resolved: Resolved


class _Counter:
    """Counts what searches find; a text that several of them have is understood once."""

    def __init__(self, services: Services, snapshot: Snapshot, ignored: Ignored) -> None:
        lexicon = services.lexicons.of(snapshot)
        self._snapshot = snapshot
        self._read = cache(lambda text: understand(text, lexicon, ignored))

    def everything(self) -> int:
        """Return how many entries there are."""
        return self._snapshot.counts([EngineQuery()])[0]

    def counts(self, tried: Sequence[_Relaxation]) -> Sequence[int]:
        """Return how many entries each finds."""
        asked = [
            build_query(each.request, each.resolved, self._read(each.request.text))
            for each in tried
        ]
        return self._snapshot.counts(asked)

    def leading_somewhere(self, tried: Sequence[_Relaxation]) -> list[dict[str, Any]]:
        """Tell of those that find something, most first."""
        found = sorted(zip(self.counts(tried), tried, strict=True), key=lambda pair: -pair[0])
        return [_to_dict(each, count) for count, each in found if count]


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
    counter = _Counter(services, snapshot, resolved.ignored)
    clauses = text_clauses(reading, request.text)[:MOST_CLAUSES]
    one_step = [
        *_without_filters(services, request, resolved),
        *_without_clauses(clauses, request, resolved),
        *_without_ranges(request, resolved),
    ]
    found = counter.leading_somewhere(one_step)
    if len(found) < MOST:
        found += _next_to(services, counter, request, resolved, reading)
    if not found:
        found = counter.leading_somewhere([*_down_to_one(services, clauses, request, resolved)])
    return found[:MOST]


def _to_dict(relaxation: _Relaxation, count: int) -> dict[str, Any]:
    return {
        "type": relaxation.type,
        "label": relaxation.label,
        "parameters": parameters(relaxation.request, relaxation.resolved),
        "count": count,
    }


def _without_filters(
    services: Services, request: SearchRequest, resolved: Resolved
) -> Iterator[_Relaxation]:
    for name, ids in resolved.filters.items():
        rest = {other: kept for other, kept in resolved.filters.items() if other != name}
        label = _labelled(services, name, ids)
        yield _Relaxation("without-filter", label, request, replace(resolved, filters=rest))


def _labelled(services: Services, name: str, ids: Sequence[str]) -> str:
    return ", ".join(services.vocabularies.label(name, each, "sv") for each in ids)


def _without_clauses(
    clauses: Sequence[TextClause], request: SearchRequest, resolved: Resolved
) -> Iterator[_Relaxation]:
    """Leave out each piece of the text, as long as something is still sought; or its quotes."""
    filtered = bool(resolved.filters or request.ranges)
    for one in clauses:
        others = [each for each in clauses if each is not one]
        if any(each.meaningful for each in others) or (filtered and not others):
            kind = "without-exclusion" if one.excluded else "without-word"
            text = without(request.text, one.start, one.end)
            yield _Relaxation(kind, one.label, replace(request, text=text), resolved)
    quoted = [one.label for one in clauses if one.phrase]
    if quoted:
        text = " ".join(as_read(request.text).replace('"', " ").split())
        yield _Relaxation(
            "without-quotes", ", ".join(quoted), replace(request, text=text), resolved
        )


def _without_ranges(request: SearchRequest, resolved: Resolved) -> Iterator[_Relaxation]:
    for each in RANGES:
        if each.name in request.ranges:
            low, high = request.ranges[each.name]
            rest = {name: both for name, both in request.ranges.items() if name != each.name}
            label = f"{'' if low is None else low}–{'' if high is None else high}"
            yield _Relaxation(each.relaxation, label, replace(request, ranges=rest), resolved)


def _next_to(
    services: Services,
    counter: _Counter,
    request: SearchRequest,
    resolved: Resolved,
    reading: Understanding,
) -> list[dict[str, Any]]:
    """Tell of related concepts, and of each topic the nearest wider one, that have hits."""
    label = services.vocabularies.label
    found = related_concepts(services, request, resolved, reading)
    related = [
        _Relaxation("related-concept", label(facet, concept, "sv"), other, filters)
        for facet, concept, other, filters in islice(found, MOST_RELATED)
    ]
    return [
        *counter.leading_somewhere(related),
        *_wider(services, counter, request, resolved, reading),
    ]


def _wider(
    services: Services,
    counter: _Counter,
    request: SearchRequest,
    resolved: Resolved,
    reading: Understanding,
) -> list[dict[str, Any]]:
    everything = counter.everything()
    found: dict[str, dict[str, Any]] = {}
    for chain in islice(wider_topics(services, request, reading), MOST_WIDER):
        tried = [_Relaxation("wider-topic", name, other, resolved) for name, other in chain]
        counts = counter.counts(tried)
        with_hits = (
            _to_dict(one, count) for one, count in zip(tried, counts, strict=True) if count
        )
        nearest = next(with_hits, None)
        if nearest and nearest["count"] <= everything * WIDEST:
            found[nearest["label"]] = nearest
    return list(found.values())


def _down_to_one(
    services: Services, clauses: Sequence[TextClause], request: SearchRequest, resolved: Resolved
) -> Iterator[_Relaxation]:
    """Where no single step helps: each piece of the text, and each filter, by itself."""
    everywhere = replace(request, ids=(), ranges={})
    for one in clauses:
        if one.meaningful:
            alone = replace(everywhere, text=one.text)
            yield _Relaxation("only-word", one.label, alone, replace(resolved, filters={}))
    for name, ids in resolved.filters.items():
        label = _labelled(services, name, ids)
        alone = replace(everywhere, text="")
        yield _Relaxation("only-filter", label, alone, replace(resolved, filters={name: ids}))
