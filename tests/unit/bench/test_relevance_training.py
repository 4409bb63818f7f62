"""Fitting weights to judged queries, on a few that are made up."""

from __future__ import annotations

import numpy as np

from bench.relevance.training import (
    MOST_UNANSWERED,
    Judged,
    cross_validated,
    fit,
    fit_threshold,
)


def query(values: list[list[float]], grades: list[float], *, good: bool = True) -> Judged:
    return Judged("made-up", np.array(values), np.array(grades), 3.0, good, off_topic=False)


QUERIES = [
    query([[0.9, 0.1], [0.2, 0.8]], [0, 3]),
    query([[0.8, 0.0], [0.5, 0.4]], [0, 3]),
    query([[0.3, 0.3], [0.6, 0.5]], [0, 3]),
]


def test_a_signal_that_tells_gains_weight_and_another_fit_gives_the_same() -> None:
    weights = fit(QUERIES, 2)
    assert weights[0] == 1
    assert weights[1] > 1
    assert all(each.values[1] @ weights > each.values[0] @ weights for each in QUERIES)
    assert weights.tolist() == fit(QUERIES, 2).tolist()
    assert cross_validated(QUERIES * 3, 2) == cross_validated(QUERIES * 3, 2)


def test_a_signal_left_out_has_no_weight() -> None:
    assert fit(QUERIES, 2, left_out=1).tolist() == [1, 0]


def test_the_threshold_is_the_least_with_few_hits_where_nothing_answers() -> None:
    many = [query([[each / 40] for each in range(20)], [0] * 20, good=False)]
    threshold = fit_threshold(many, np.ones(1))
    assert many[0].hits(np.ones(1), threshold) <= MOST_UNANSWERED
    assert many[0].hits(np.ones(1), threshold - 0.01) > MOST_UNANSWERED


def test_similarity_helps_only_what_says_the_thing_sought_to_answer() -> None:
    rows = [[0.1, 0, 0, 0, 0, 0.9], [0.1, 0, 0, 0, 0, 0.9], [0.5, 0, 0, 0, 0, 0.0]]
    judged = query(rows, [0, 0, 0])._replace(having=np.array([1.0, 0.0, 0.0]))
    weights = np.array([1.0, 0, 0, 0, 0, 0.0, 0.5])
    assert judged.answering(weights, 0.4).tolist() == [True, False, True]
    assert judged.answering(weights, 0.6).tolist() == [False, False, False]
    single = judged._replace(is_single=True)
    assert single.answering(weights, 0.6).tolist() == [True, False, False]
