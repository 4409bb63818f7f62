"""What others would build first: a logistic regression on character n-grams for each concept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from bench.linking.curated import folds
from bench.linking.measures import best_score, sure_score

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Flags = NDArray[np.bool_]
    Numbers = NDArray[np.intp]

INNER = 4
STRENGTH = 30.0
"""Inverse of the penalty."""
NEVER = -20.0
"""Log odds of a concept without an example."""


class Answer(NamedTuple):
    """Scores of test texts (texts x concepts), and the thresholds that training texts gave."""

    scores: Floats
    best: float
    sure: float


def answers(
    texts: Sequence[str],
    holds: Mapping[str, Flags],
    groups: Numbers,
    learnt: Numbers,
    tested: Numbers,
) -> dict[str, Answer]:
    """Learn from some texts and score the others; thresholds come from folds inside the former.

    `holds` has the links of each vocabulary (texts x concepts).
    """
    left_out = {name: np.zeros((len(learnt), each.shape[1])) for name, each in holds.items()}
    for kept, out in folds(groups[learnt], INNER, 0):
        for name, scores in _scores(texts, holds, learnt[kept], learnt[out]).items():
            left_out[name][out] = scores
    return {
        name: Answer(
            scores,
            best_score(left_out[name], holds[name][learnt]),
            sure_score(left_out[name], holds[name][learnt]),
        )
        for name, scores in _scores(texts, holds, learnt, tested).items()
    }


def _scores(
    texts: Sequence[str], holds: Mapping[str, Flags], learnt: Numbers, tested: Numbers
) -> dict[str, Floats]:
    vectorizer = TfidfVectorizer(
        analyzer="char_wb", ngram_range=(2, 5), min_df=2, sublinear_tf=True
    )
    rows = vectorizer.fit_transform([texts[at] for at in learnt])
    asked = vectorizer.transform([texts[at] for at in tested])
    found = {}
    for name, each in holds.items():
        found[name] = np.full((len(tested), each.shape[1]), NEVER)
        for at in np.flatnonzero(each[learnt].any(axis=0)):
            model = LogisticRegression(
                C=STRENGTH, class_weight="balanced", solver="liblinear", tol=1e-3
            )
            found[name][:, at] = model.fit(rows, each[learnt, at]).decision_function(asked)
    return found
