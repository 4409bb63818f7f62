"""The account of how a search was understood."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from app.searching.links import as_filter, has_years, in_period, parameters, without_meaning
from app.searching.requests import ORDER_OF_IDS
from app.searching.text_clauses import without
from indexer.engine import EngineQuery
from indexer.fields import AFTER_ALL, first_of
from indexer.query import NumberRange, OneOf
from record.filters import HOLDING, RANGES, SINCE, VOCABULARY_OF
from schemas.parameters import write_moment

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from app.searching.prepared import PreparedSearch
    from app.searching.requests import SearchRequest


def query_echo(search: PreparedSearch) -> dict[str, Any]:
    """Return how a search was understood: words, concepts, filters, order."""
    request, reading = search.request, search.reading
    return {
        "text": request.text,
        "words": [
            {"text": word.text, "status": word.status, "corrections": list(word.corrections)}
            for word in reading.words
        ],
        "phrases": list(reading.phrases),
        "excluded": list(reading.excluded),
        "withoutExclusions": _without_exclusions(search),
        "notExcluded": list(reading.wishes),
        "concepts": [
            {
                "filter": concept.facet,
                "vocabulary": VOCABULARY_OF.get(concept.facet),
                "id": concept.id,
                "label": search.label(concept.facet, concept.id),
                "text": concept.text,
                "meant": reading.as_read(concept.text),
                "asFilter": as_filter(request, reading, concept),
                "ignored": without_meaning(request, concept),
            }
            for concept in reading.concepts
        ],
        "topics": [
            {
                "id": topic.id,
                "label": topic.label,
                "text": topic.text,
                "narrower": topic.narrower,
                "ignored": without_meaning(request, topic),
            }
            for topic in reading.topics
        ],
        "period": _period(search),
        "place": _place(search),
        "ignored": list(request.ignore),
        "filters": {
            name: [{"id": each, "label": search.label(name, each)} for each in ids]
            for name, ids in request.filters.items()
        },
        "matchAllFilters": list(request.match_all),
        "national": request.national,
        "ids": list(request.ids),
        "unknownIds": _unknown_ids(search),
        **_ranges(search),
        **{name: request.having.get(name) for name in HOLDING},
        **{name: since and write_moment(since) for name, since in _moments(request)},
        "sort": _sort(search),
        "complete": None,
        "relaxations": [],
    }


def _without_exclusions(search: PreparedSearch) -> dict[str, list[str]]:
    """Offer the search that leaves nothing out, if this one does."""
    if not search.reading.excluded:
        return {}
    return parameters(replace(search.request, text=search.reading.without_exclusions))


def _period(search: PreparedSearch) -> dict[str, Any] | None:
    """Return how many hits are of the years that the text names, unless years are chosen.

    As a place, they lift hits and exclude none.
    """
    request, found = search.request, search.reading.period
    if found is None or has_years(request):
        return None
    filtered = in_period(request, search.reading, found)
    changes = {"text": filtered.text, "ranges": filtered.ranges, "filters": filtered.filters}
    query = search.with_changes(**changes).query
    return {
        "text": search.reading.text[found.start : found.end],
        "yearFrom": found.first,
        "yearTo": found.last,
        "begun": found.begun,
        "sought": _text_without_places(search) if filtered.text else "",
        "total": search.snapshot.counts([query])[0],
        "asFilter": parameters(filtered),
    }


def _place(search: PreparedSearch) -> dict[str, Any] | None:
    """Return how many hits are of the counties that the text names, and what it seeks there.

    A place lifts hits and excludes none, so their total says nothing of it.
    """
    ids, sought = named_counties(search), _text_without_places(search)
    if not (ids and sought):
        return None
    filters = (*search.query.filters, OneOf("county", ids))
    (total,) = search.snapshot.counts([replace(search.query, filters=filters)])
    return {
        "counties": [{"id": each, "label": search.label("county", each)} for each in ids],
        "sought": sought,
        "total": total,
    }


def named_counties(search: PreparedSearch) -> tuple[str, ...]:
    """Return the counties that a text names, unless some are chosen."""
    if "county" in search.request.filters:
        return ()
    named = (each.id for each in search.reading.concepts if each.facet == "county")
    return tuple(dict.fromkeys(named))


def _text_without_places(search: PreparedSearch) -> str:
    """Return the text without the names of counties and without years."""
    text, reading = search.request.text, search.reading
    if when := reading.period:
        text = without(reading, when.start, when.end)
        reading = search.read(text)
    while named := next((one for one in reading.concepts if one.facet == "county"), None):
        text = without(reading, named.start, named.end)
        reading = search.read(text)
    return text


def _unknown_ids(search: PreparedSearch) -> list[str]:
    """Return the requested ids that no published entry has."""
    ids = search.request.ids
    if not ids:
        return []
    published = EngineQuery(filters=(OneOf("id", ids),), limit=len(ids), whole=False)
    found = {hit.id for hit in search.snapshot.search(published).hits}
    return [each for each in ids if each not in found]


def _moments(request: SearchRequest) -> Iterator[tuple[str, datetime | None]]:
    return ((name, request.since.get(name)) for name in SINCE)


def _sort(search: PreparedSearch) -> str:
    sort = search.request.sort
    if sort not in (None, "relevance"):
        return sort
    if search.request.is_in_order_of_ids:
        return ORDER_OF_IDS
    return "-updatedAt" if search.query.order.field in ("updated", "browse") else "relevance"


def _ranges(search: PreparedSearch) -> dict[str, Any]:
    """Return both bounds of each range, and how many entries it leaves out for want of a number."""
    ranges: dict[str, Any] = {}
    for each in RANGES:
        low, high = search.request.ranges.get(each.name, (None, None))
        ranges |= {each.low: low, each.high: high, each.without: None}
        if each.name in search.request.ranges:
            ranges[each.without] = _count_without(search, each.name)
    return ranges


def _count_without(search: PreparedSearch, name: str) -> int:
    rest = {other: both for other, both in search.request.ranges.items() if other != name}
    query = search.with_changes(ranges=rest).query
    missing = NumberRange(first_of(name), low=AFTER_ALL)
    return search.snapshot.counts([replace(query, filters=(*query.filters, missing))])[0]
