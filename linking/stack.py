"""How much each feature of a link weighs: one model over all pairs of texts and concepts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


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
