"""The same search with changes, as a query string: parameter -> values."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.searching.ignored import ignore_value
from app.searching.text_clauses import pieces, without
from record.filters import RANGES
from schemas.parameters import write_moment

if TYPE_CHECKING:
    from app.searching.requests import SearchRequest
    from indexer.periods import Period
    from indexer.readings import ConceptReading, TopicReading, Understanding


def parameters(request: SearchRequest) -> dict[str, list[str]]:
    """Return the query string of a search, without order and page."""
    found = {name: list(ids) for name, ids in request.filters.items()}
    all_of = [name for name in request.match_all if name in found]
    if all_of:
        found["matchAll"] = all_of
    if request.text:
        found["q"] = [request.text]
    if request.ids:
        found["id"] = list(request.ids)
    if request.ignore:
        found["ignore"] = list(request.ignore)
    if not request.national:
        found["national"] = ["false"]
    for each in RANGES:
        bounds = zip((each.low, each.high), request.ranges.get(each.name, ()), strict=False)
        found |= {name: [str(bound)] for name, bound in bounds if bound is not None}
    found |= {name: ["true" if has else "false"] for name, has in request.having.items()}
    found |= {name: [write_moment(moment)] for name, moment in request.since.items()}
    return found


def search_for(name: str | None, value: str | None, label: str) -> dict[str, list[str]]:
    """Return the parameters of a search for a value of a filter; where that is none, for a text."""
    return {name: [value]} if name and value else {"q": [label]}


def as_filter(
    request: SearchRequest, reading: Understanding, concept: ConceptReading
) -> dict[str, list[str]]:
    """Return the search with a concept that the text names as a filter, without its words."""
    chosen = request.filters.get(concept.facet, ())
    filters = {**request.filters, concept.facet: tuple(dict.fromkeys((*chosen, concept.id)))}
    text = without(reading, concept.start, concept.end)
    return parameters(replace(request, filters=filters, text=text))


def in_period(request: SearchRequest, reading: Understanding, period: Period) -> SearchRequest:
    """Return the search with the years that the text names as a filter, without its words.

    With them go words that say nothing of a subject ("projekt").
    """
    text = without(reading, period.start, period.end)
    is_left = any(each.meaningful or each.excluded for each in pieces(text))
    changed = replace(request, text=text if is_left else "")
    if period.begun:
        return replace(changed, filters={**request.filters, "year": period.years})
    return replace(changed, ranges={**request.ranges, "year": (period.first, period.last)})


def has_years(request: SearchRequest) -> bool:
    """Return whether years are chosen by a filter."""
    return "year" in request.ranges or "year" in request.filters


def without_meaning(
    request: SearchRequest, meaning: ConceptReading | TopicReading
) -> dict[str, list[str]]:
    """Return the search without a concept or a topic in the reading."""
    ignore = tuple(dict.fromkeys((*request.ignore, ignore_value(meaning))))
    return parameters(replace(request, ignore=ignore))
