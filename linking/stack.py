"""How much each sign of a link weighs: one model over all pairs of texts and concepts."""

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
    """Weights of the signs; a sign counts by how far it is from `usual`, in units of `spread`."""

    weights: Floats
    bias: Floats
    usual: Floats
    spread: Floats

    def __call__(self, signs: Floats) -> Floats:
        """Return log odds (texts x concepts) for signs (texts x concepts x kinds)."""
        found: Floats = (signs - self.usual) / self.spread @ self.weights + self.bias[0]
        return found

    def arrays(self, name: str) -> dict[str, Floats]:
        """Return what is stored, under names that begin with `name`."""
        return {f"{name}.{field}": value for field, value in self._asdict().items()}

    @classmethod
    def of_arrays(cls, name: str, arrays: Mapping[str, Floats]) -> Stack:
        """Return what was stored under a name."""
        return cls(*(arrays[f"{name}.{field}"] for field in cls._fields))


def learn(signs: Floats, holds: Floats) -> Stack:
    """Learn from signs (pairs x kinds) and whether the link of each pair holds.

    Without any pair nothing is known, and nothing speaks for a link.
    """
    kinds = signs.shape[1]
    if not len(holds):
        return Stack(np.zeros(kinds), np.zeros(1), np.zeros(kinds), np.ones(kinds))
    usual, spread = signs.mean(axis=0), signs.std(axis=0)
    spread[spread == 0] = 1.0
    if len(set(holds)) < 2:  # noqa: PLR2004 - nothing to tell apart
        odds = np.log((holds.sum() + 0.5) / (len(holds) - holds.sum() + 0.5))
        return Stack(np.zeros(kinds), np.array([odds]), usual, spread)
    model = LogisticRegression(C=STRENGTH, max_iter=1000)
    model.fit((signs - usual) / spread, holds)
    return Stack(model.coef_[0], model.intercept_, usual, spread)
