"""What each county has: its own examples counted by every dimension, and those changed last."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from app.availability import translates_engine_errors
from app.overview import latest
from app.searching.crossing import AxisValue
from app.searching.prepared import prepare
from indexer.documents import facet_values
from indexer.engine import EngineQuery
from indexer.query import OneOf

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from app.overview import Latest
    from app.searching.requests import SearchRequest
    from app.wiring import Services
    from indexer.engine import Snapshot

COUNTY = "county"
PROFILED = ("objective", "goal", "sector", "lever", "kind")
"""Dimensions that describe a county."""


class Place(NamedTuple):
    """A county as its page names it; `board` is its administrative board, with its `website`."""

    id: str
    name: str
    short: str
    board: str
    website: str


@dataclass(frozen=True, slots=True)
class Profiles:
    """Own examples of every county, national ones under `record.filters.NATIONAL`.

    Attributes:
        counties: county id -> examples in all.
        values: dimension -> its values, with examples of the whole catalogue.
        counts: dimension -> (county, value) -> examples; a pair that is not there has none.
    """

    counties: Mapping[str, int]
    values: Mapping[str, tuple[AxisValue, ...]]
    counts: Mapping[str, Mapping[tuple[str, str], int]]

    def count(self, county: str, dimension: str, value: str) -> int:
        """Return how many examples of a county have a value."""
        return self.counts[dimension].get((county, value), 0)

    def having(self, dimension: str, value: str) -> int:
        """Return how many of the counties have an example with a value."""
        counts = self.counts[dimension]
        return sum((county, value) in counts for county in self.counties if county.isdigit())


@translates_engine_errors()
def profiles(services: Services, language: str, request: SearchRequest | None = None) -> Profiles:
    """Count by county what a search finds, whatever county it chooses; without one, everything.

    Raises:
        InvalidQuery: something in the search cannot be understood.
        SearchUnavailable: the engine does not answer.
    """
    snapshot = services.engine.snapshot()
    found = EngineQuery() if request is None else _anywhere(services, snapshot, request)
    counted = replace(found, facets=(COUNTY, *PROFILED), limit=0)
    totals = snapshot.search(counted).facets
    return Profiles(
        counties=totals[COUNTY],
        values={
            name: tuple(
                AxisValue(value["id"], value["label"], totals[name].get(value["id"], 0))
                for value in services.vocabularies.values(name, language)
            )
            for name in PROFILED
        },
        counts=snapshot.cross(counted, COUNTY, PROFILED),
    )


def _anywhere(services: Services, snapshot: Snapshot, request: SearchRequest) -> EngineQuery:
    """Return a search as the engine takes it, without the counties that it chooses."""
    prepared = prepare(services, snapshot, request)
    filters = {name: ids for name, ids in prepared.request.filters.items() if name != COUNTY}
    return prepared.with_changes(filters=filters).query


def changed_last(services: Services, county: str, limit: int) -> Latest:
    """Return what changed or began last of a county's own entries, no national ones.

    Raises:
        SearchUnavailable: the engine does not answer.
    """
    return latest(services, "updated", limit, OneOf(COUNTY, (county,)))


def group_by_value(
    entries: Iterable[Mapping[str, Any]], dimension: str
) -> Mapping[str, list[Mapping[str, Any]]]:
    """Return the entries that each value of a dimension counts, in their order."""
    grouped: dict[str, list[Mapping[str, Any]]] = {}
    for entry in entries:
        for value in facet_values(entry, dimension):
            grouped.setdefault(value, []).append(entry)
    return grouped


def places(services: Services, language: str) -> tuple[Place, ...]:
    """Return the counties in the order of their codes."""
    english = language == "en"
    return tuple(
        Place(
            id=each.id,
            name=each.pref_en if english else each.pref_sv,
            short=each.attributes["shortName"],
            board=each.attributes["board"]["nameEn" if english else "nameSv"],
            website=each.attributes["board"]["url"],
        )
        for each in services.vocabularies.concepts("counties")
    )
