"""The measures of a ranking, each over the grades of what was found, best hit first."""

from __future__ import annotations

from math import log2, sqrt
from statistics import mean, stdev
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

NDCG_DEPTH = 10
RECALL_DEPTH = 20
FIRST_LOOK = 5
"""Hits that are looked at before anything else is tried."""
USEFUL = 2
"""The grade from which a hit is what the reader came for."""


def gain(grades: Sequence[int]) -> float:
    """Return the discounted cumulative gain: 2^grade - 1, divided by log2(rank + 1)."""
    return sum(float(2**grade - 1) / log2(rank + 1) for rank, grade in enumerate(grades, start=1))


def ndcg(found: Sequence[int], judged: Sequence[int], depth: int = NDCG_DEPTH) -> float:
    """Return the gain of the first hits as a share of the best order's.

    Args:
        found: grade of each hit, 0 for what was not judged.
        judged: grades of everything judged, in any order; one at least above 0.
        depth: hits that count.
    """
    best = sorted(judged, reverse=True)
    return gain(found[:depth]) / gain(best[:depth])


def reciprocal_rank(found: Sequence[int], least: int = USEFUL) -> float:
    """Return 1 / rank of the first hit of that grade or better, 0 without one."""
    return next((1 / rank for rank, grade in enumerate(found, start=1) if grade >= least), 0.0)


def recall(found: Sequence[int], judged: Sequence[int], depth: int = RECALL_DEPTH) -> float:
    """Return the share of the relevant entries (grade 1 or better) among the first hits.

    It stays below 1 for a query that has more of them than `depth`.
    """
    return sum(grade > 0 for grade in found[:depth]) / sum(grade > 0 for grade in judged)


def precision(found: Sequence[int], judged: Sequence[int], depth: int = FIRST_LOOK) -> float:
    """Return how many of the first hits are relevant (grade 1 or better), of those that can be."""
    possible = min(depth, sum(grade > 0 for grade in judged))
    return sum(grade > 0 for grade in found[:depth]) / possible


def is_doubtful(found: Sequence[int], judged: Sequence[int], depth: int = FIRST_LOOK) -> bool:
    """Return whether an irrelevant hit is among the first, before all relevant ones were shown."""
    relevant = sum(grade > 0 for grade in judged)
    shown = found[:depth]
    return any(
        grade == 0 and sum(each > 0 for each in shown[:at]) < relevant
        for at, grade in enumerate(shown)
    )


def standard_error(values: Sequence[float]) -> float:
    """Return the standard error of a mean, 0 for fewer than two values."""
    return stdev(values) / sqrt(len(values)) if len(values) > 1 else 0.0


def average(values: Sequence[float]) -> float:
    """Return the mean, 0 for no values."""
    return mean(values) if values else 0.0
