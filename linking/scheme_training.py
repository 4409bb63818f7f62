"""Learning one scheme: what is measured rests on examples that were left out of learning."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.sparse import vstack
from sklearn.model_selection import GroupKFold

from linking import linear, stack
from linking.precision import measure
from linking.scheme_model import BY_WORDS, Learnt, SchemeModel, Weighing, all_signs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    from linking.scheme_model import Rows

    Floats = NDArray[np.float64]
    Numbers = NDArray[np.intp]

FOLDS = 5
CAUTION = 3.0
"""Texts that a concept's own ones are weighed against."""
NEVER = 0.003
"""Added to how often a concept is linked: one that never was may be, some day."""


class Lesson(NamedTuple):
    """What a scheme is learnt from.

    Attributes:
        learnt: which concepts have examples enough to be learnt from their words.
        rows: the examples.
        holds: texts x concepts: 1, 0, or NaN where nobody knows.
        quoted: sentences x concepts, in the same way: whether a link rests on the sentence.
        wordings: names and descriptions of the concepts, as sentences.
        meant: wordings x concepts: 1 or 0.
        groups: of each example; one group is never on both sides of a fold.
    """

    learnt: NDArray[np.bool_]
    rows: Rows
    holds: Floats
    quoted: Floats
    wordings: csr_matrix
    meant: Floats
    groups: Numbers

    def take(self, texts: Numbers) -> Lesson:
        """Return the lesson of some of the examples."""
        sentences = [np.flatnonzero(self.rows.owner == text) for text in texts]
        return Lesson(
            self.learnt,
            self.rows.take(texts),
            self.holds[texts],
            self.quoted[np.concatenate(sentences)],
            self.wordings,
            self.meant,
            self.groups[texts],
        )

    def folds(self) -> Iterator[tuple[Numbers, Numbers]]:
        """Yield what is learnt from and what is left out."""
        count = min(FOLDS, len(set(self.groups)))
        yield from GroupKFold(count, shuffle=True, random_state=0).split(
            self.holds, groups=self.groups
        )


def learn_scheme(lesson: Lesson) -> tuple[SchemeModel, Floats]:
    """Return the model and the scores that examples had while they were left out."""
    signs = _left_out_signs(lesson)
    scores = np.zeros(lesson.holds.shape)
    for kept, out in lesson.folds():
        scores[out] = _weigh(signs[kept], lesson.take(kept)).scores(
            signs[out], lesson.rows.take(out)
        )
    return SchemeModel(_learn(lesson), _weigh(signs, lesson), measure(scores, lesson.holds)), scores


def _left_out_signs(lesson: Lesson) -> Floats:
    signs = np.zeros((*lesson.holds.shape, len(Learnt._fields)))
    for kept, out in lesson.folds():
        signs[out] = _learn(lesson.take(kept)).signs(lesson.rows.take(out))
    return signs


def _learn(lesson: Lesson) -> Learnt:
    return Learnt(
        linear.learn(lesson.rows.texts, lesson.holds, lesson.learnt),
        linear.learn(
            vstack([lesson.rows.sentences, lesson.wordings], format="csr"),
            np.concatenate([lesson.quoted, lesson.meant]),
            lesson.learnt,
        ),
        _trust(lesson),
    )


def _trust(lesson: Lesson) -> Floats:
    """Return the log odds of each concept where a rule speaks for it.

    A concept of which little was seen is as sure as all together.
    """
    spoken = lesson.rows.has_rule & ~np.isnan(lesson.holds)
    held = np.where(spoken, lesson.holds, 0)
    share = (held.sum() + 1) / (spoken.sum() + 2)
    odds = (held.sum(axis=0) + CAUTION * share) / (spoken.sum(axis=0) + CAUTION)
    return np.asarray(np.log(odds / (1 - odds)))


def _weigh(signs: Floats, lesson: Lesson) -> Weighing:
    known = ~np.isnan(lesson.holds)
    seen = np.nansum(lesson.holds, axis=0)
    often = seen / np.maximum(known.sum(axis=0), 1) + NEVER
    usual = np.log(often / (1 - np.minimum(often, 1 - NEVER)))
    signs = all_signs(signs, lesson.rows, usual)
    full = known & (seen >= linear.FEWEST)
    return Weighing(
        usual,
        seen,
        stack.learn(signs[full], lesson.holds[full]),
        stack.learn(signs[known][:, BY_WORDS:], lesson.holds[known]),
    )
