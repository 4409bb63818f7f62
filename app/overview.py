"""What the start page, the page about the catalogue and the sitemap tell of it as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.availability import engine_needed
from indexer.engine import EngineQuery, Order
from indexer.fields import SOURCE, TOLD
from indexer.query import NumberRange

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from app.wiring import Services

OF_SITEMAP = 2_000
"""Changes that one part of the sitemap covers: as many entries at most, in some hundred kB."""


@engine_needed()
def published_by_source(services: Services) -> dict[str, int]:
    """Return type of source -> published entries that come from one, most first.

    Asked of the index, which counts them in a moment and keeps that until its next change.

    Raises:
        SearchUnavailable: the engine does not answer.
    """
    return _counted(services, SOURCE)


@engine_needed()
def published_by_told(services: Services) -> dict[str, int]:
    """Return field -> published entries that tell what those who copy a practice ask for in it.

    Raises:
        SearchUnavailable: the engine does not answer.
    """
    return _counted(services, TOLD)


def _counted(services: Services, name: str) -> dict[str, int]:
    counts = services.engine.snapshot().search(EngineQuery(facets=(name,), limit=0)).facets[name]
    return {
        value: counts[value] for value in sorted(counts, key=lambda each: (-counts[each], each))
    }


@engine_needed()
def added_last(services: Services, limit: int) -> tuple[Mapping[str, Any], ...]:
    """Return the newest public entries, by when each was first published.

    Raises:
        SearchUnavailable: the engine does not answer.
    """
    query = EngineQuery(order=Order("published", descending=True), limit=limit)
    return tuple(hit.entry for hit in services.engine.snapshot().search(query).hits)


@engine_needed()
def sitemap_ends(services: Services) -> tuple[int, ...]:
    """Return the last ledger position of each part of the sitemap.

    Raises:
        SearchUnavailable: the engine does not answer.
    """
    parts = -(-services.engine.snapshot().seq // OF_SITEMAP)
    return tuple(OF_SITEMAP * number for number in range(1, parts + 1))


@engine_needed()
def published_between(services: Services, end: int) -> tuple[Mapping[str, Any], ...]:
    """Return the entries whose last change lies in the part of the sitemap that ends there.

    Raises:
        SearchUnavailable: the engine does not answer.
    """
    part = NumberRange("seq", low=end - OF_SITEMAP + 1, high=end)
    query = EngineQuery(filters=(part,), order=Order("seq"), limit=OF_SITEMAP)
    return tuple(hit.entry for hit in services.engine.snapshot().search(query).hits)
