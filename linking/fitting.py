"""Everything that scikit-learn fits: words, the weights of features, and what a score is worth.

A process that only suggests imports none of it: scikit-learn takes 60 MB and seconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression

from linking.calibration import Calibration
from linking.linear import Linear
from linking.stack import Stack

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_matrix

    Floats = NDArray[np.float64]

STRENGTH_OF_WORDS = 1.0
"""Inverse of the penalty on weights of words: scikit-learn's own default."""
STRENGTH_OF_FEATURES = 0.3
"""Inverse of the penalty on weights of features."""
DRAWS = 50


def fit_linear(
    rows: csr_matrix,
    labels: Floats,
    concepts: NDArray[np.bool_],
) -> Linear:
    """Learn from rows and what holds of them: 1, 0, or NaN where nobody knows.

    A concept without both kinds of rows, or that is none of `concepts`, is not learnt.
    """
    bias = np.zeros(labels.shape[1])
    weights: dict[int, Floats] = {}
    for at in np.flatnonzero(concepts).tolist():
        column = labels[:, at]
        known = ~np.isnan(column)
        if len(set(column[known])) == 2:  # noqa: PLR2004 - both kinds
            model = LogisticRegression(C=STRENGTH_OF_WORDS, solver="liblinear", tol=1e-3)
            model.fit(rows[known], column[known])
            weights[at], bias[at] = model.coef_[0], model.intercept_[0]
    columns = [np.empty((rows.shape[1], 0)), *(each[:, None] for each in weights.values())]
    return Linear(np.hstack(columns), np.array([*weights], np.intp), bias)


def fit_stack(features: Floats, labels: Floats) -> Stack:
    """Learn from features (pairs x kinds) and whether the link of each pair holds.

    Without any pair nothing is known, and nothing speaks for a link.
    """
    kinds = features.shape[1]
    if not len(labels):
        return Stack(np.zeros(kinds), np.zeros(1), np.zeros(kinds), np.ones(kinds))
    mean, std = features.mean(axis=0), features.std(axis=0)
    std[std == 0] = 1.0
    if len(set(labels)) < 2:  # noqa: PLR2004 - nothing to separate
        odds = np.log((labels.sum() + 0.5) / (len(labels) - labels.sum() + 0.5))
        return Stack(np.zeros(kinds), np.array([odds]), mean, std)
    model = LogisticRegression(C=STRENGTH_OF_FEATURES, max_iter=1000)
    model.fit((features - mean) / std, labels)
    return Stack(model.coef_[0], model.intercept_, mean, std)


def calibrate(scores: Floats, labels: Floats) -> Calibration:
    """Measure on scores of links (texts x concepts) and whether they hold (1, 0, NaN: unknown).

    Steps come from isotonic regression. Of a step with n links of which k hold, (k + 1) / (n + 2)
    is reported: three of three are no promise of 100 %.
    """
    known = ~np.isnan(labels)
    text = np.nonzero(known)[0]
    order = np.argsort(scores[known], kind="stable")
    scores, labels, text = scores[known][order], labels[known][order], text[order]
    fitted = IsotonicRegression().fit_transform(scores, labels)
    starts = np.flatnonzero(np.diff(fitted, prepend=-1.0) > 0)
    counts = np.diff(starts, append=len(scores))
    means = (np.add.reduceat(labels, starts) + 1) / (counts + 2)
    rising = np.minimum.accumulate(means[::-1])[::-1]
    return Calibration(scores[starts], rising, _best_threshold(scores, labels, text))


def _best_threshold(scores: Floats, labels: Floats, text: NDArray[np.intp]) -> float:
    """Return the score from which on suggesting gives the highest F1.

    The median of what is best for draws of the texts with replacement: a few lucky links at one
    score move it less than they move the best of all texts.
    """
    draw = np.random.default_rng(0)
    texts = int(text.max()) + 1
    found = []
    for _ in range(DRAWS):
        times = np.bincount(draw.integers(0, texts, texts), minlength=texts)[text]
        chosen = np.cumsum(times[::-1])
        right = np.cumsum((times * labels)[::-1])
        f1 = 2 * right / np.maximum(chosen + right[-1], 1)
        found.append(scores[::-1][np.argmax(f1)])
    return float(np.median(found))
