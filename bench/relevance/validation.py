"""Would the best of some settings still be the best with other queries? Leaving queries out."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from bench.relevance.measures import average

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDS = 5
REPEATS = 10


def cross_validated(
    quality: Sequence[Sequence[float]], seed: int, folds: int = FOLDS, repeats: int = REPEATS
) -> list[float]:
    """Return, for each way to divide the queries, the mean quality of queries left out.

    The setting is chosen on the other folds. As many folds as queries leave out one at a time.
    """
    choose = random.Random(seed)
    count = len(quality[0])
    return [
        average(_left_out(quality, folds, choose.sample(range(count), count)))
        for _ in range(repeats)
    ]


def _left_out(quality: Sequence[Sequence[float]], folds: int, order: Sequence[int]) -> list[float]:
    found: list[float] = []
    for fold in range(folds):
        out = order[fold::folds]
        chosen = quality[best_setting(quality, leaving=out)]
        found += [chosen[query] for query in out]
    return found


def leave_one_out(quality: Sequence[Sequence[float]]) -> float:
    """Return the mean quality of each query under the setting that the others choose."""
    count = len(quality[0])
    return average(_left_out(quality, count, range(count)))


def best_setting(quality: Sequence[Sequence[float]], leaving: Sequence[int] = ()) -> int:
    """Return the setting with the best mean over the queries that are not left out."""
    out = set(leaving)
    kept = [query for query in range(len(quality[0])) if query not in out]
    return max(range(len(quality)), key=lambda at: sum(quality[at][query] for query in kept))
