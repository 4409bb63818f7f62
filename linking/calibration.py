"""What a score is worth: the precision measured at it, on examples that were not learnt from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


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
