"""What others would build first: a logistic regression on character n-grams for each concept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from bench.linking.curated import folds
from bench.linking.measures import best_score, sure_score
from harvest.linking import linear

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Numbers = NDArray[np.intp]

INNER = 5
STRENGTH = 10.0
"""Inverse of the penalty; of 1, 10 and 100 what helps the baseline most."""
NEVER = -20.0
"""Log odds of a concept without an example."""


class Answer(NamedTuple):
    """Scores of test texts (texts x concepts), and the thresholds that training texts gave."""

    scores: Floats
    best: float
    sure: float


def answer(
    texts: Sequence[str], holds: Flags, groups: Numbers, learnt: Numbers, tested: Numbers
) -> Answer:
    """Learn from some texts and score the others; thresholds come from folds inside the former."""
    left_out = np.zeros((len(learnt), holds.shape[1]))
    for kept, out in folds(groups[learnt], INNER, 0):
        left_out[out] = _scores(texts, holds, learnt[kept], learnt[out])
    known = holds[learnt]
    return Answer(
        _scores(texts, holds, learnt, tested),
        best_score(left_out, known),
        sure_score(left_out, known),
    )


def _scores(texts: Sequence[str], holds: Flags, learnt: Numbers, tested: Numbers) -> Floats:
    vectorizer = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True
    )
    rows = vectorizer.fit_transform([texts[at] for at in learnt])
    model = linear.learn(rows, holds[learnt].astype(float), np.asarray(holds.any(axis=0)), STRENGTH)
    scores = model(vectorizer.transform([texts[at] for at in tested]))
    return np.where(holds[learnt].any(axis=0), scores, NEVER)
