"""Columns of a page, in the order that they are read: a recursive cut over the boxes of words.

After the XY cut of Nagy and Seth (1984): where a gap runs down the page between lines on both
sides, what is above it comes first, then the left side, the right one, and what is below.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

Word = dict[str, Any]
"""Of pdfplumber: "x0", "x1", "top" and "bottom" in points."""
GAP = 9
"""Points between columns, at least; between words there are three or so."""
FEWEST_LINES = 4
"""Lines on each side of a gap."""
FULL = 0.5
"""Share of its column that a third of the lines fill; labels beside what they tell of do not."""
STEP = 3
MIDDLE = (0.25, 0.75)
"""Where on the width of the text a gap may be."""
SAME_LINE = 3
DEEPEST = 4


class Box(NamedTuple):
    """A part of a page, in points from the left and the top."""

    left: float
    top: float
    right: float
    bottom: float


def columns(words: Sequence[Word], depth: int = 0) -> list[Box]:
    """Return the parts that words stand in, in reading order; one where there are no columns."""
    if not words:
        return []
    gap = _widest_gap(words) if depth < DEEPEST else None
    if gap is None:
        return [_around(words)]
    at, top, bottom = gap
    inside = [each for each in words if top <= _middle(each) <= bottom]
    parts = (
        [each for each in words if _middle(each) < top],
        [each for each in inside if each["x1"] <= at],
        [each for each in inside if each["x1"] > at],
        [each for each in words if _middle(each) > bottom],
    )
    return [box for part in parts for box in columns(part, depth + 1)]


def _middle(word: Word) -> float:
    return float(word["top"] + word["bottom"]) / 2


def _around(words: Sequence[Word]) -> Box:
    return Box(
        min(each["x0"] for each in words) - 1,
        min(each["top"] for each in words) - 1,
        max(each["x1"] for each in words) + 1,
        max(each["bottom"] for each in words) + 1,
    )


def _widest_gap(words: Sequence[Word]) -> tuple[float, float, float] | None:
    """Return where a gap runs down between most words: its middle, top and bottom."""
    around = _around(words)
    width = around.right - around.left
    first, last = (round(around.left + share * width) for share in MIDDLE)
    downwards = sorted(words, key=_middle)
    middles = [*map(_middle, downwards)]
    most, best = 0, None
    for at in range(first, last, STEP):
        for top, bottom in _free(downwards, at, around):
            inside = downwards[bisect_left(middles, top) : bisect_right(middles, bottom)]
            if len(inside) <= most:
                continue
            left = [each for each in inside if each["x1"] <= at]
            right = [each for each in inside if each["x1"] > at]
            if _is_column(left) and _is_column(right):
                most, best = len(inside), (float(at), top, bottom)
    return best


def _free(downwards: Sequence[Word], at: float, around: Box) -> Iterator[tuple[float, float]]:
    """Yield the stretches of a page in which no word comes near a place."""
    half = GAP / 2
    crossing = [
        _middle(each) for each in downwards if each["x0"] < at + half and each["x1"] > at - half
    ]
    bounds = [around.top, *crossing, around.bottom]
    for top, bottom in pairwise(bounds):
        if bottom - top > FEWEST_LINES * SAME_LINE:
            yield (
                top + (SAME_LINE if top in crossing else 0),
                bottom - (SAME_LINE if bottom in crossing else 0),
            )


def _is_column(words: Sequence[Word]) -> bool:
    """Return whether words are several lines that fill their column as a rule."""
    lines: dict[int, tuple[float, float]] = {}
    for each in words:
        key = round(_middle(each) / SAME_LINE)
        left, right = lines.get(key, (each["x0"], each["x1"]))
        lines[key] = min(left, each["x0"]), max(right, each["x1"])
    if len(lines) < FEWEST_LINES:
        return False
    width = max(right for _, right in lines.values()) - min(left for left, _ in lines.values())
    widths = sorted(right - left for left, right in lines.values())
    return widths[len(widths) * 2 // 3] >= FULL * width
