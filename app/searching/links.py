"""The same search asked otherwise, as a query string: parameter -> values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.searching.ignored import ignore_value
from app.searching.text_clauses import without
from record.filters import RANGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.searching.requests import SearchRequest
    from app.searching.resolving import Resolved
    from indexer.readings import ConceptReading, TopicReading


def parameters(request: SearchRequest, resolved: Resolved) -> dict[str, list[str]]:
    """Return the query string of a search, without order and page."""
    return _parameters(request, resolved.filters, request.text)


def as_filter(
    request: SearchRequest, resolved: Resolved, concept: ConceptReading
) -> dict[str, list[str]]:
    """Return the search with a concept that the text names as a filter, its words taken out."""
    chosen = resolved.filters.get(concept.facet, ())
    filters = {**resolved.filters, concept.facet: tuple(dict.fromkeys((*chosen, concept.id)))}
    return _parameters(request, filters, without(request.text, concept.start, concept.end))


def without_meaning(
    request: SearchRequest, resolved: Resolved, meaning: ConceptReading | TopicReading
) -> dict[str, list[str]]:
    """Return the search with a concept or a topic left out of the reading."""
    found = parameters(request, resolved)
    found["ignore"] = list(dict.fromkeys((*request.ignore, ignore_value(meaning))))
    return found


def _parameters(
    request: SearchRequest, filters: Mapping[str, tuple[str, ...]], text: str
) -> dict[str, list[str]]:
    found = {name: list(ids) for name, ids in filters.items()}
    if text:
        found["q"] = [text]
    if request.ids:
        found["id"] = list(request.ids)
    if request.ignore:
        found["ignore"] = list(request.ignore)
    for each in RANGES:
        bounds = zip((each.low, each.high), request.ranges.get(each.name, ()), strict=False)
        found |= {name: [str(bound)] for name, bound in bounds if bound is not None}
    return found
