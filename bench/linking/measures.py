"""Measures of suggested links, over all texts and concepts of a vocabulary."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]

SURE = 0.9
"""Precision at which recall is told."""


class Quality(NamedTuple):
    """Micro-averaged."""

    f1: float
    precision: float
    recall: float


def quality(chosen: Flags, holds: Flags) -> Quality:
    """Compare what was suggested with what holds."""
    right = int((chosen & holds).sum())
    suggested, held = max(int(chosen.sum()), 1), max(int(holds.sum()), 1)
    return Quality(2 * right / (suggested + held), right / suggested, right / held)


def mean(found: Iterable[Quality]) -> Quality:
    """Average over repetitions."""
    return Quality(*np.mean(list(found), axis=0).tolist())


def best_score(scores: Floats, holds: Flags) -> float:
    """Return the score from which on F1 is highest."""
    ordered, right, chosen = _downwards(scores, holds)
    return float(ordered[np.argmax(2 * right / (chosen + holds.sum()))])


def sure_score(scores: Floats, holds: Flags) -> float:
    """Return the lowest score from which on SURE of the links are right; above all if none is."""
    ordered, right, chosen = _downwards(scores, holds)
    sure = np.flatnonzero(right / chosen >= SURE)
    return float(ordered[sure[-1]]) if len(sure) else float(ordered[0]) + 1


def _downwards(scores: Floats, holds: Flags) -> tuple[Floats, Floats, Floats]:
    order = np.argsort(-scores.ravel(), kind="stable")
    right = np.cumsum(holds.ravel()[order], dtype=float)
    return scores.ravel()[order], right, np.arange(1, len(order) + 1, dtype=float)
