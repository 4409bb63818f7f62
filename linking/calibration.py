"""What a score is worth: the precision measured at it, on examples that were not learnt from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from sklearn.isotonic import IsotonicRegression

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


DRAWS = 50


class Calibration(NamedTuple):
    """Precision by score: `precision[i]` holds from `scores[i]` on.

    `threshold` is the score from which links are suggested: there F1 was highest.
    """

    scores: Floats
    precision: Floats
    threshold: float

    def at(self, scores: Floats) -> Floats:
        """Return the precision at scores; below all that were measured, that of the lowest."""
        places = np.searchsorted(self.scores, scores, side="right") - 1
        return self.precision[np.maximum(places, 0)]

    def arrays(self, name: str) -> dict[str, Floats]:
        """Return what is stored, under names that begin with `name`."""
        return {
            f"{name}.scores": self.scores,
            f"{name}.precision": self.precision,
            f"{name}.threshold": np.array([self.threshold]),
        }

    @classmethod
    def of_arrays(cls, name: str, arrays: Mapping[str, Floats]) -> Calibration:
        """Return what was stored under a name."""
        threshold = float(arrays[f"{name}.threshold"][0])
        return cls(arrays[f"{name}.scores"], arrays[f"{name}.precision"], threshold)


def calibrate(scores: Floats, labels: Floats) -> Calibration:
    """Measure on scores of links (texts x concepts) and whether they hold (1, 0, NaN: unknown).

    Steps come from isotonic regression. Of a step with n links of which k hold, (k + 1) / (n + 2)
    is told: three of three are no promise of 100 %.
    """
    known = ~np.isnan(labels)
    text = np.nonzero(known)[0]
    order = np.argsort(scores[known], kind="stable")
    scores, labels, text = scores[known][order], labels[known][order], text[order]
    fitted = IsotonicRegression().fit_transform(scores, labels)
    starts = np.flatnonzero(np.diff(fitted, prepend=-1.0) > 0)
    counts = np.diff(starts, append=len(scores))
    told = (np.add.reduceat(labels, starts) + 1) / (counts + 2)
    rising = np.minimum.accumulate(told[::-1])[::-1]
    return Calibration(scores[starts], rising, _threshold(scores, labels, text))


def _threshold(scores: Floats, labels: Floats, text: NDArray[np.intp]) -> float:
    """Return the score from which on suggesting gives the highest F1.

    The median of what is best for draws of the texts with replacement: a few lucky links at one
    score move it less than they move the best of all texts.
    """
    draw = np.random.default_rng(0)
    texts = int(text.max()) + 1
    found = []
    for _ in range(DRAWS):
        times = np.bincount(draw.integers(0, texts, texts), minlength=texts)[text]
        chosen = np.cumsum(times[::-1])
        right = np.cumsum((times * labels)[::-1])
        f1 = 2 * right / np.maximum(chosen + right[-1], 1)
        found.append(scores[::-1][np.argmax(f1)])
    return float(np.median(found))
