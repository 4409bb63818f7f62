"""One linear model for each concept of a scheme, learnt from rows of which some are unknown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Floats = NDArray[np.float64]
    Numbers = NDArray[np.intp]

FEWEST = 5
"""Examples that a concept must have to be learnt; below that only rules speak for it."""


class Linear(NamedTuple):
    """Weights of terms for the concepts that are learnt, and what every concept begins with.

    Attributes:
        weights: terms x learnt concepts.
        learnt: the numbers of these among all concepts; most of a large scheme are not.
        bias: of each concept.
    """

    weights: Floats
    learnt: Numbers
    bias: Floats

    def __call__(self, rows: csr_matrix) -> Floats:
        """Return log odds (rows x concepts)."""
        found = np.tile(self.bias, (rows.shape[0], 1))
        found[:, self.learnt] += rows @ self.weights
        return found

    def of_concept(self, concept: int) -> Floats:
        """Return the weights of the terms for one concept, all 0 where it is not learnt."""
        weights: Floats = self.weights[:, self.learnt == concept].sum(axis=1)
        return weights

    def arrays(self, name: str) -> dict[str, Any]:
        """Return what is stored, under names that begin with `name`."""
        return {f"{name}.{field}": value for field, value in self._asdict().items()}

    @classmethod
    def of_arrays(cls, name: str, arrays: Mapping[str, Any]) -> Linear:
        """Return what was stored under a name."""
        return cls(*(arrays[f"{name}.{field}"] for field in cls._fields))
