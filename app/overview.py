"""What the start page tells of the catalogue as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.availability import engine_needed
from indexer.engine import EngineQuery
from indexer.fields import SOURCE

if TYPE_CHECKING:
    from app.wiring import Services


@engine_needed()
def published_by_source(services: Services) -> dict[str, int]:
    """Return type of source -> published entries that come from one, most first.

    Asked of the index, which counts them in a moment and keeps that until its next change.

    Raises:
        SearchUnavailable: the engine does not answer.
    """
    counted = services.engine.snapshot().search(EngineQuery(facets=(SOURCE,), limit=0))
    counts = counted.facets[SOURCE]
    return {name: counts[name] for name in sorted(counts, key=lambda name: (-counts[name], name))}
