"""The counties as shapes: their outlines, where a number fits in them, and who borders on whom."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from typing import Any, TypeAlias

from seed.vocabularies import read_county_shapes, read_county_svg

_COUNTY = re.compile(r'<path id="lan-(?P<id>\d\d)"[^>]* d="(?P<outline>[^"]+)"')
_PAIR = re.compile(r"(-?[\d.]+)[ ,](-?[\d.]+)")
LINE = 2
"""Points that two counties share when they have a border, not just a corner, in common."""
HALF = (9, 6)
"""Half the width and height of a number on the map, in the units of its view box."""
_STEPS = range(-24, 25, 4)
_INLAND = frozenset({"06", "07", "17", "18", "19", "20", "23"})
_WITH_MOUNTAINS = frozenset({"20", "23", "24", "25"})

Point: TypeAlias = tuple[float, float]


@cache
def county_shapes() -> Mapping[str, str]:
    """Return county id -> outline, as the `d` of an SVG path in a view box of 268 by 600."""
    return {found["id"]: found["outline"] for found in _COUNTY.finditer(read_county_svg())}


def has_nature_of(objective: str, county: str) -> bool:
    """Return whether a county has what an objective is about: the sea (10), mountains (14)."""
    if objective == "10":
        return county not in _INLAND
    return objective != "14" or county in _WITH_MOUNTAINS


@cache
def county_middles() -> Mapping[str, Point]:
    """Return county id -> where a number fits, near the middle of its largest part, off lakes."""
    return {county: _middle(outline) for county, outline in county_shapes().items()}


@cache
def county_neighbours() -> Mapping[str, tuple[str, ...]]:
    """Return county id -> the counties that it has a border on land with; Gotland has none."""
    features: list[dict[str, Any]] = read_county_shapes()["features"]
    corners = {each["id"]: set(_corners(each["geometry"])) for each in features}
    return {
        county: tuple(
            other for other in corners if other != county and len(mine & corners[other]) >= LINE
        )
        for county, mine in corners.items()
    }


def _corners(geometry: Mapping[str, Any]) -> Iterator[Point]:
    """Yield every corner of a shape (longitude, latitude)."""
    waiting = [geometry["coordinates"]]
    while waiting:
        part = waiting.pop()
        if isinstance(part, list) and isinstance(part[0], list):
            waiting += part
        elif isinstance(part, list):
            yield part[0], part[1]


def _middle(outline: str) -> Point:
    rings = [
        [(float(x), float(y)) for x, y in _PAIR.findall(part)]
        for part in outline.split("M")
        if part
    ]
    area, x, y = max(map(_area_and_moments, rings))
    middle = (round(x / (6 * area), 1), round(y / (6 * area), 1))
    steps = sorted(((dx, dy) for dx in _STEPS for dy in _STEPS), key=lambda each: math.hypot(*each))
    near = ((round(middle[0] + dx, 1), round(middle[1] + dy, 1)) for dx, dy in steps)
    return next((point for point in near if _has_room(point, rings)), middle)


def _has_room(point: Point, rings: Sequence[Sequence[Point]]) -> bool:
    """Return whether a number there lies on land within the borders, with no shore through it."""
    x, y = point
    within = False
    for ring in rings:
        for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
            if abs(x1 - x) < HALF[0] and abs(y1 - y) < HALF[1]:
                return False
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
                within = not within
    return within


def _area_and_moments(ring: list[Point]) -> tuple[float, float, float]:
    """Return a ring's area and first moments, whichever way it runs round."""
    area = x = y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        cross = x1 * y2 - x2 * y1
        area += cross / 2
        x += (x1 + x2) * cross
        y += (y1 + y2) * cross
    return (area, x, y) if area > 0 else (-area, -x, -y)
