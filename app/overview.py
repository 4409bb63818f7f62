"""What the start page tells of the catalogue as a whole."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from app.availability import engine_needed
from indexer.engine import EngineQuery
from indexer.fields import SOURCE
from seed.vocabularies import read_county_svg

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.wiring import Services

_COUNTY = re.compile(r'<path id="lan-(?P<id>\d\d)"[^>]* d="(?P<outline>[^"]+)"')


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


@cache
def county_shapes() -> Mapping[str, str]:
    """Return county id -> outline, as the `d` of an SVG path in a view box of 268 by 600."""
    return {found["id"]: found["outline"] for found in _COUNTY.finditer(read_county_svg())}
