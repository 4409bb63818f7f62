"""The account of how a search was understood."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.searching.links import as_filter, without_meaning
from indexer.engine import EngineQuery
from indexer.fields import AFTER_ALL, first_of, last_of
from indexer.query import NumberRange, OneOf
from record.filters import RANGES

if TYPE_CHECKING:
    from app.searching.requests import SearchRequest
    from app.searching.resolving import Resolved
    from app.wiring import Services
    from indexer.engine import Snapshot
    from indexer.readings import Understanding


def query_echo(  # noqa: PLR0913, PLR0917 - it puts together what every step knows
    services: Services,
    snapshot: Snapshot,
    request: SearchRequest,
    resolved: Resolved,
    reading: Understanding,
    asked: EngineQuery,
) -> dict[str, Any]:
    """Return the query echo: words, concepts, filters, order."""
    return {
        "text": request.text,
        "words": [
            {"text": word.text, "status": word.status, "corrections": list(word.corrections)}
            for word in reading.words
        ],
        "phrases": list(reading.phrases),
        "excluded": list(reading.excluded),
        "concepts": [
            {
                "filter": concept.facet,
                "vocabulary": services.vocabularies.vocabulary_of(concept.facet),
                "id": concept.id,
                "label": concept.label,
                "text": concept.text,
                "meant": reading.meant(concept.text),
                "asFilter": as_filter(request, resolved, concept),
                "ignored": without_meaning(request, resolved, concept),
            }
            for concept in reading.concepts
        ],
        "topics": [
            {
                "id": topic.id,
                "label": topic.label,
                "text": topic.text,
                "ignored": without_meaning(request, resolved, topic),
            }
            for topic in reading.topics
        ],
        "ignored": list(request.ignore),
        "filters": {
            name: [
                {"id": each, "label": services.vocabularies.label(name, each, "sv")} for each in ids
            ]
            for name, ids in resolved.filters.items()
        },
        "ids": list(request.ids),
        "unknownIds": _unknown_ids(snapshot, request),
        **_ranges(snapshot, request, asked),
        "sort": _sort(request, asked),
        "relaxations": [],
    }


def _unknown_ids(snapshot: Snapshot, request: SearchRequest) -> list[str]:
    """Name the ids asked for that no published entry has."""
    if not request.ids:
        return []
    asked = EngineQuery(filters=(OneOf("id", request.ids),), limit=len(request.ids))
    found = {hit.entry["id"] for hit in snapshot.search(asked).hits}
    return [each for each in request.ids if each not in found]


def _sort(request: SearchRequest, asked: EngineQuery) -> str:
    if request.sort not in (None, "relevance", "-relevance"):
        return str(request.sort)
    return "-updatedAt" if asked.order.field in ("updated", "browse") else "relevance"


def _ranges(snapshot: Snapshot, request: SearchRequest, asked: EngineQuery) -> dict[str, Any]:
    """Tell both bounds of each range, and how many entries it leaves out for want of a number."""
    echo: dict[str, Any] = {}
    for each in RANGES:
        low, high = request.ranges.get(each.name, (None, None))
        echo |= {each.low: low, each.high: high, each.without: None}
        if each.name in request.ranges:
            echo[each.without] = _without(snapshot, each.name, asked)
    return echo


def _without(snapshot: Snapshot, name: str, asked: EngineQuery) -> int:
    bounds = (first_of(name), last_of(name))
    others = tuple(
        each
        for each in asked.filters
        if not (isinstance(each, NumberRange) and each.field in bounds)
    )
    missing = replace(
        asked,
        filters=(*others, NumberRange(first_of(name), low=AFTER_ALL)),
        facets=(),
        offset=0,
        limit=0,
    )
    return snapshot.counts([missing])[0]
