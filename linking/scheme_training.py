"""Learning one scheme: what is measured rests on examples that were left out of learning."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.sparse import vstack
from sklearn.model_selection import GroupKFold

from linking.fitting import calibrate, fit_linear, fit_stack
from linking.linear import FEWEST
from linking.scheme_model import BY_WORDS, Learnt, SchemeModel, Weighing, all_features

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


class TrainingSet(NamedTuple):
    """What a scheme is learnt from.

    Attributes:
        learnt: which concepts have examples enough to be learnt from their words.
        rows: the examples.
        labels: texts x concepts: 1, 0, or NaN where nobody knows.
        quoted: sentences x concepts, in the same way: whether a link rests on the sentence.
        wordings: names and descriptions of the concepts, as sentences.
        named: wordings x concepts: 1 or 0.
        groups: of each example; one group is never on both sides of a fold.
    """

    learnt: NDArray[np.bool_]
    rows: Rows
    labels: Floats
    quoted: Floats
    wordings: csr_matrix
    named: Floats
    groups: Numbers

    def take(self, texts: Numbers) -> TrainingSet:
        """Return the lesson of some of the examples."""
        sentences = [np.flatnonzero(self.rows.owner == text) for text in texts]
        return TrainingSet(
            self.learnt,
            self.rows.take(texts),
            self.labels[texts],
            self.quoted[np.concatenate(sentences)],
            self.wordings,
            self.named,
            self.groups[texts],
        )

    def folds(self) -> Iterator[tuple[Numbers, Numbers]]:
        """Yield what is learnt from and what is left out."""
        count = min(FOLDS, len(set(self.groups)))
        yield from GroupKFold(count, shuffle=True, random_state=0).split(
            self.labels, groups=self.groups
        )


def learn_scheme(training: TrainingSet) -> tuple[SchemeModel, Floats]:
    """Return the model and the scores that examples had while they were left out."""
    features = _out_of_fold_features(training)
    scores = np.zeros(training.labels.shape)
    for inside, out in training.folds():
        scores[out] = _weigh(features[inside], training.take(inside)).scores(
            features[out], training.rows.take(out)
        )
    return SchemeModel(
        _learn(training), _weigh(features, training), calibrate(scores, training.labels)
    ), scores


def _out_of_fold_features(training: TrainingSet) -> Floats:
    features = np.zeros((*training.labels.shape, len(Learnt._fields)))
    for inside, out in training.folds():
        features[out] = _learn(training.take(inside)).features(training.rows.take(out))
    return features


def _learn(training: TrainingSet) -> Learnt:
    return Learnt(
        fit_linear(training.rows.texts, training.labels, training.learnt),
        fit_linear(
            vstack([training.rows.sentences, training.wordings], format="csr"),
            np.concatenate([training.quoted, training.named]),
            training.learnt,
        ),
        _trust(training),
    )


def _trust(training: TrainingSet) -> Floats:
    """Return the log odds of each concept where a rule speaks for it.

    A concept of which little was seen is as sure as all together.
    """
    ruled = training.rows.has_rule & ~np.isnan(training.labels)
    held = np.where(ruled, training.labels, 0)
    share = (held.sum() + 1) / (ruled.sum() + 2)
    odds = (held.sum(axis=0) + CAUTION * share) / (ruled.sum(axis=0) + CAUTION)
    return np.asarray(np.log(odds / (1 - odds)))


def _weigh(features: Floats, training: TrainingSet) -> Weighing:
    known = ~np.isnan(training.labels)
    seen = np.nansum(training.labels, axis=0)
    often = seen / np.maximum(known.sum(axis=0), 1) + NEVER
    prior = np.log(often / (1 - np.minimum(often, 1 - NEVER)))
    features = all_features(features, training.rows, prior)
    full = known & (seen >= FEWEST)
    return Weighing(
        prior,
        seen,
        fit_stack(features[full], training.labels[full]),
        fit_stack(features[known][:, BY_WORDS:], training.labels[known]),
    )
