"""What pages and the sitemap tell of the catalogue as a whole, and of what is new in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.availability import translates_engine_errors
from indexer.engine import EngineQuery, Order
from indexer.fields import DETAIL_FIELDS, HOLDS, SOURCE, ordering_of
from indexer.query import NumberRange

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from app.wiring import Services
    from indexer.engine import Snapshot
    from indexer.query import Query

DAY = len("2026-11-27")
"""Characters of a moment that tell its day."""
OF_SITEMAP = 2_000
"""Changes that one part of the sitemap covers: as many entries at most, in some hundred kB."""


@translates_engine_errors()
def published_by_source(services: Services) -> dict[str, int]:
    """Return type of source -> published entries that come from one, most first.

    The index counts them in a moment, and the result is cached until its next change.

    Raises:
        SearchUnavailable: the engine does not answer.
    """
    return _count_by_value(services, SOURCE)


@translates_engine_errors()
def published_by_field(services: Services) -> dict[str, int]:
    """Return field -> published entries that tell what those who copy a practice ask for in it.

    Also the name of each of `record.filters.HOLDINGS` -> those that it finds.

    Raises:
        SearchUnavailable: the engine does not answer.
    """
    return {**_count_by_value(services, DETAIL_FIELDS), **_count_by_value(services, HOLDS)}


def _count_by_value(services: Services, name: str) -> dict[str, int]:
    counts = services.engine.snapshot().search(EngineQuery(facets=(name,), limit=0)).facets[name]
    return {
        value: counts[value] for value in sorted(counts, key=lambda each: (-counts[each], each))
    }


class Latest(NamedTuple):
    """Entries that were added or changed last; `by_year`: those that began last, in their place."""

    entries: tuple[Mapping[str, Any], ...]
    by_year: bool


@translates_engine_errors()
def latest(services: Services, order: str, limit: int, *only: Query) -> Latest:
    """Return the public entries that were added ("published") or changed ("updated") last.

    A load that fills the catalogue makes nothing new: of its day there are none. Where there are
    no others, those that began last are listed, which is true of them.

    Raises:
        SearchUnavailable: the engine does not answer.
    """
    snapshot = services.engine.snapshot()
    first = _entries(snapshot, EngineQuery(order=Order("published"), limit=1))
    since = first[0]["publishedAt"][:DAY] if first else ""
    newest = EngineQuery(filters=only, order=Order(order, descending=True), limit=limit)
    found = tuple(
        entry for entry in _entries(snapshot, newest) if entry[f"{order}At"][:DAY] > since
    )
    if found:
        return Latest(found, by_year=False)
    started = Order(ordering_of("startYear", descending=True), descending=True)
    begun = EngineQuery(filters=only, order=started, limit=limit)
    return Latest(_entries(snapshot, begun), by_year=True)


def _entries(snapshot: Snapshot, query: EngineQuery) -> tuple[Mapping[str, Any], ...]:
    return tuple(hit.entry for hit in snapshot.search(query).hits)


@translates_engine_errors()
def sitemap_ends(services: Services) -> tuple[int, ...]:
    """Return the last ledger position of each part of the sitemap.

    Raises:
        SearchUnavailable: the engine does not answer.
    """
    parts = -(-services.engine.snapshot().seq // OF_SITEMAP)
    return tuple(OF_SITEMAP * number for number in range(1, parts + 1))


@translates_engine_errors()
def published_between(services: Services, end: int) -> tuple[Mapping[str, Any], ...]:
    """Return the entries whose last change lies in the part of the sitemap that ends there.

    Raises:
        SearchUnavailable: the engine does not answer.
    """
    part = NumberRange("seq", low=end - OF_SITEMAP + 1, high=end)
    query = EngineQuery(filters=(part,), order=Order("seq"), limit=OF_SITEMAP)
    return _entries(services.engine.snapshot(), query)
