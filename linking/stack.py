"""How much each feature of a link weighs: one model over all pairs of texts and concepts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

STRENGTH = 0.3
"""Inverse of the penalty on weights."""


class Stack(NamedTuple):
    """Weights of the features, which are standardised by `mean` and `std`."""

    weights: Floats
    bias: Floats
    mean: Floats
    std: Floats

    def __call__(self, features: Floats) -> Floats:
        """Return log odds (texts x concepts) for features (texts x concepts x kinds)."""
        found: Floats = (features - self.mean) / self.std @ self.weights + self.bias[0]
        return found

    def arrays(self, name: str) -> dict[str, Floats]:
        """Return what is stored, under names that begin with `name`."""
        return {f"{name}.{field}": value for field, value in self._asdict().items()}

    @classmethod
    def of_arrays(cls, name: str, arrays: Mapping[str, Floats]) -> Stack:
        """Return what was stored under a name."""
        return cls(*(arrays[f"{name}.{field}"] for field in cls._fields))


def learn(features: Floats, labels: Floats) -> Stack:
    """Learn from features (pairs x kinds) and whether the link of each pair holds.

    Without any pair nothing is known, and nothing speaks for a link.
    """
    kinds = features.shape[1]
    if not len(labels):
        return Stack(np.zeros(kinds), np.zeros(1), np.zeros(kinds), np.ones(kinds))
    mean, std = features.mean(axis=0), features.std(axis=0)
    std[std == 0] = 1.0
    if len(set(labels)) < 2:  # noqa: PLR2004 - nothing to tell apart
        odds = np.log((labels.sum() + 0.5) / (len(labels) - labels.sum() + 0.5))
        return Stack(np.zeros(kinds), np.array([odds]), mean, std)
    model = LogisticRegression(C=STRENGTH, max_iter=1000)
    model.fit((features - mean) / std, labels)
    return Stack(model.coef_[0], model.intercept_, mean, std)
