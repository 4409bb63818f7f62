"""One linear model for each concept of a scheme, learnt from rows of which some are unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Floats = NDArray[np.float64]

FEWEST = 5
"""Examples that a concept must have to be learnt; below that only rules speak for it."""
STRENGTH = 1.0
"""Inverse of the penalty on weights: scikit-learn's own default."""


class Linear(NamedTuple):
    """Weights (concepts x terms) and what each concept begins with."""

    weights: Floats
    bias: Floats

    def __call__(self, rows: csr_matrix) -> Floats:
        """Return log odds (rows x concepts)."""
        return np.asarray(rows @ self.weights.T) + self.bias

    def arrays(self, name: str) -> dict[str, Floats]:
        """Return what is stored, under names that begin with `name`."""
        return {f"{name}.weights": self.weights, f"{name}.bias": self.bias}

    @classmethod
    def of_arrays(cls, name: str, arrays: Mapping[str, Floats]) -> Linear:
        """Return what was stored under a name."""
        return cls(arrays[f"{name}.weights"], arrays[f"{name}.bias"])


def learn(
    rows: csr_matrix,
    labels: Floats,
    concepts: NDArray[np.bool_],
) -> Linear:
    """Learn from rows and what holds of them: 1, 0, or NaN where nobody knows.

    A concept without both kinds of rows, or that is none of `concepts`, gets weights of 0.
    """
    weights = np.zeros((labels.shape[1], rows.shape[1]))
    bias = np.zeros(labels.shape[1])
    for at in np.flatnonzero(concepts):
        column = labels[:, at]
        known = ~np.isnan(column)
        if len(set(column[known])) == 2:  # noqa: PLR2004 - both kinds
            model = LogisticRegression(C=STRENGTH, solver="liblinear", tol=1e-3)
            model.fit(rows[known], column[known])
            weights[at], bias[at] = model.coef_[0], model.intercept_[0]
    return Linear(weights, bias)
