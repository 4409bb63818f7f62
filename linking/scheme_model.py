"""What is learnt of one scheme, and the features that speak for its links."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from linking.calibration import Calibration
from linking.linear import FEWEST, Linear
from linking.stack import Stack

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Floats = NDArray[np.float64]
    Numbers = NDArray[np.intp]


BY_WORDS = 2
"""The first features rest on words, and say nothing of a concept with few examples."""
NO_RULE = -4.0
"""Log odds where no rule speaks; as good as any number below those that are learnt."""


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

    @property
    def has_rule(self) -> NDArray[np.bool_]:
        """Return for each text and concept whether any rule speaks for it."""
        return np.asarray(self.rules.any(axis=2))

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
    """What is learnt for each concept: whole texts, single sentences, and how far rules hold.

    Attributes:
        text, sentence: log odds by words.
        trust: log odds of each concept where a rule speaks for it.
    """

    text: Linear
    sentence: Linear
    trust: Floats

    def features(self, rows: Rows) -> Floats:
        """Return texts x concepts x 3: log odds by the text, its best sentence, and its rules."""
        first = np.flatnonzero(np.diff(rows.owner, prepend=-1))
        best = np.maximum.reduceat(self.sentence(rows.sentences), first, axis=0)
        trust = np.where(rows.has_rule, self.trust, NO_RULE)
        return np.stack([self.text(rows.texts), best, trust], axis=2)


class Weighing(NamedTuple):
    """Weighs the features of all concepts of a scheme.

    Attributes:
        prior: log odds of each concept, whatever the text.
        seen: examples of each concept; with fewer than FEWEST only rules speak for it.
        full, rules: weigh the features of concepts that are learnt, and of those that are not; the
            latter do without the words.
    """

    prior: Floats
    seen: Floats
    full: Stack
    rules: Stack

    @property
    def is_learnt(self) -> NDArray[np.bool_]:
        """Tell which concepts have examples enough."""
        return self.seen >= FEWEST

    def scores(self, features: Floats, rows: Rows) -> Floats:
        """Return log odds (texts x concepts)."""
        features = all_features(features, rows, self.prior)
        full, rules = self.full(features), self.rules(features[:, :, BY_WORDS:])
        return np.where(self.is_learnt, full, rules)


def all_features(features: Floats, rows: Rows, prior: Floats) -> Floats:
    """Return the learnt inputs and the given ones: rules, other schemes, the prior."""
    shape = (*rows.above.shape[:2], 1)
    columns = [rows.rules, rows.above, np.broadcast_to(prior[None, :, None], shape)]
    return np.concatenate([features, *columns], axis=2)


class SchemeModel(NamedTuple):
    """Everything that is learnt of one scheme."""

    learnt: Learnt
    weighing: Weighing
    calibration: Calibration

    def scores(self, rows: Rows) -> Floats:
        """Return log odds of all links (texts x concepts)."""
        return self.weighing.scores(self.learnt.features(rows), rows)

    def arrays(self, name: str) -> dict[str, Floats]:
        """Return what is stored, under names that begin with `name`."""
        return {
            f"{name}.prior": self.weighing.prior,
            f"{name}.seen": self.weighing.seen,
            **self.weighing.full.arrays(f"{name}.full"),
            **self.weighing.rules.arrays(f"{name}.rules"),
            **self.learnt.text.arrays(f"{name}.text"),
            **self.learnt.sentence.arrays(f"{name}.sentence"),
            f"{name}.trust": self.learnt.trust,
            **self.calibration.arrays(f"{name}.calibration"),
        }

    @classmethod
    def of_arrays(cls, name: str, arrays: Mapping[str, Floats]) -> SchemeModel:
        """Return what was stored under a name."""
        return cls(
            Learnt(
                Linear.of_arrays(f"{name}.text", arrays),
                Linear.of_arrays(f"{name}.sentence", arrays),
                arrays[f"{name}.trust"],
            ),
            Weighing(
                arrays[f"{name}.prior"],
                arrays[f"{name}.seen"],
                Stack.of_arrays(f"{name}.full", arrays),
                Stack.of_arrays(f"{name}.rules", arrays),
            ),
            Calibration.of_arrays(f"{name}.calibration", arrays),
        )
