"""What is learnt of one scheme, and the signs that speak for its links."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from harvest.linking.linear import FEWEST, Linear
from harvest.linking.precision import Measured
from harvest.linking.stack import Stack

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Floats = NDArray[np.float64]
    Numbers = NDArray[np.intp]


class Rows(NamedTuple):
    """Texts made ready for a scheme.

    Attributes:
        texts: a row of weighted terms for each text.
        sentences: a row for each sentence of all texts, in order.
        owner: the number of the text that each sentence stands in.
        rules: texts x concepts x kinds of rule.
        above: texts x concepts x 1: log odds of what speaks for them in other schemes.
    """

    texts: csr_matrix
    sentences: csr_matrix
    owner: Numbers
    rules: Floats
    above: Floats

    def take(self, texts: Numbers) -> Rows:
        """Return some of the texts."""
        sentences = [np.flatnonzero(self.owner == text) for text in texts]
        counts = [len(each) for each in sentences]
        return Rows(
            self.texts[texts],
            self.sentences[np.concatenate(sentences)],
            np.repeat(np.arange(len(texts)), counts),
            self.rules[texts],
            self.above[texts],
        )


class Learnt(NamedTuple):
    """The two views that are learnt for each concept: of whole texts and of single sentences."""

    text: Linear
    sentence: Linear

    def signs(self, rows: Rows) -> Floats:
        """Return texts x concepts x 2: the text's log odds, and those of its best sentence."""
        first = np.flatnonzero(np.diff(rows.owner, prepend=-1))
        best = np.maximum.reduceat(self.sentence(rows.sentences), first, axis=0)
        return np.stack([self.text(rows.texts), best], axis=2)


class Weighing(NamedTuple):
    """Weighs the signs of all concepts of a scheme.

    Attributes:
        usual: log odds of each concept, whatever the text.
        seen: examples of each concept; with fewer than FEWEST only rules speak for it.
        full, rules: weigh the signs of concepts that are learnt, and of those that are not.
    """

    usual: Floats
    seen: Floats
    full: Stack
    rules: Stack

    @property
    def is_learnt(self) -> NDArray[np.bool_]:
        """Tell which concepts have examples enough."""
        return self.seen >= FEWEST

    def scores(self, signs: Floats, rows: Rows) -> Floats:
        """Return log odds (texts x concepts)."""
        told = told_signs(rows, self.usual)
        full = self.full(np.concatenate([signs, told], axis=2))
        return np.where(self.is_learnt, full, self.rules(told))


def told_signs(rows: Rows, usual: Floats) -> Floats:
    """Return the signs that do not rest on words that were learnt."""
    shape = (*rows.above.shape[:2], 1)
    return np.concatenate(
        [rows.rules, rows.above, np.broadcast_to(usual[None, :, None], shape)], axis=2
    )


class SchemeModel(NamedTuple):
    """Everything that is learnt of one scheme."""

    learnt: Learnt
    weighing: Weighing
    measured: Measured

    def scores(self, rows: Rows) -> Floats:
        """Return log odds of all links (texts x concepts)."""
        return self.weighing.scores(self.learnt.signs(rows), rows)

    def arrays(self, name: str) -> dict[str, Floats]:
        """Return what is stored, under names that begin with `name`."""
        return {
            f"{name}.usual": self.weighing.usual,
            f"{name}.seen": self.weighing.seen,
            **self.weighing.full.arrays(f"{name}.full"),
            **self.weighing.rules.arrays(f"{name}.rules"),
            **self.learnt.text.arrays(f"{name}.text"),
            **self.learnt.sentence.arrays(f"{name}.sentence"),
            **self.measured.arrays(f"{name}.measured"),
        }

    @classmethod
    def of_arrays(cls, name: str, arrays: Mapping[str, Floats]) -> SchemeModel:
        """Return what was stored under a name."""
        return cls(
            Learnt(
                Linear.of_arrays(f"{name}.text", arrays),
                Linear.of_arrays(f"{name}.sentence", arrays),
            ),
            Weighing(
                arrays[f"{name}.usual"],
                arrays[f"{name}.seen"],
                Stack.of_arrays(f"{name}.full", arrays),
                Stack.of_arrays(f"{name}.rules", arrays),
            ),
            Measured.of_arrays(f"{name}.measured", arrays),
        )
