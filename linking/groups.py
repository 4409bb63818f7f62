"""Which examples speak of the same thing, so that none is measured with another in sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.csgraph import connected_components

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from linking.examples import Example

    Numbers = NDArray[np.intp]

ALIKE = 0.5
"""Cosine of two texts from which on they speak of the same thing."""
FEWEST = 10
"""Groups that are needed for folds of about one size."""


def groups(examples: Sequence[Example], texts: csr_matrix) -> Numbers:
    """Return the number of each example's group: those of one source, or nearly of one text.

    Where that leaves too few groups (one organisation leads them all), likeness alone decides, and
    at last each example is by itself.
    """
    alike = texts @ texts.T > ALIKE
    sources = _sources(examples)
    shared = (sources @ sources.T).astype(bool)
    for joined in (alike + shared, alike):
        count, found = connected_components(joined, directed=False)
        if count >= FEWEST:
            return np.asarray(found)
    return np.arange(len(examples))


def _sources(examples: Sequence[Example]) -> csr_matrix:
    """Return examples x sources: 1 where an example has the source."""
    places = {source: at for at, source in enumerate({s for e in examples for s in e.sources})}
    pairs = [(at, places[source]) for at, e in enumerate(examples) for source in e.sources]
    rows, columns = [row for row, _ in pairs], [column for _, column in pairs]
    shape = (len(examples), max(len(places), 1))
    return coo_matrix((np.ones(len(pairs)), (rows, columns)), shape=shape).tocsr()
