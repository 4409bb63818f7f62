"""How similar an entry is to the first hits: what most of them are about is likely to be sought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from swedish.meaning import likeness, mean_meaning

if TYPE_CHECKING:
    from collections.abc import Sequence

    from swedish.meaning import Vector

FIRST = 5
"""Hits whose meaning counts."""


def centre_of(first: Sequence[tuple[bytes, float]]) -> Vector | None:
    """Return what the first hits are about, each by its meaning and the square of its score."""
    return mean_meaning([(meaning, score**2) for meaning, score in first[:FIRST]])


def similarity(centre: Vector | None, entries: Sequence[bytes]) -> list[float]:
    """Return for each entry the cosine of what it means and of the centre, 0 if negative."""
    return likeness(centre, entries)
