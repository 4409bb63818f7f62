"""The measures that link suggestions are judged by."""

from __future__ import annotations

import numpy as np
import pytest

from bench.linking.curated import curated
from bench.linking.measures import best_score, quality, sure_score

SCORES = np.array([[0.9, 0.8], [0.7, 0.1], [0.6, 0.2]])
HOLDS = np.array([[True, True], [False, False], [True, False]])


def test_quality_counts_links_of_all_texts_alike() -> None:
    chosen = np.array([[True, True], [True, True], [False, False]])
    found = quality(chosen, HOLDS)
    assert (found.precision, found.recall) == (pytest.approx(2 / 4), pytest.approx(2 / 3))
    assert found.f1 == pytest.approx(4 / 7)


def test_nothing_chosen_is_worth_nothing() -> None:
    assert quality(np.zeros_like(HOLDS), HOLDS) == (0, 0, 0)


def test_the_best_score_is_where_f1_is_highest() -> None:
    assert best_score(SCORES, HOLDS) == 0.6


def test_the_sure_score_is_the_lowest_with_nine_of_ten_right() -> None:
    assert sure_score(SCORES, HOLDS) == 0.8


def test_where_nothing_is_sure_nothing_is_chosen() -> None:
    assert not (sure_score(SCORES, ~HOLDS) <= SCORES).any()


def test_no_organisation_and_no_page_is_on_both_sides_of_a_fold() -> None:
    data = curated()
    for learnt, tested in data.folds(10, 0):
        known = {source for at in learnt for source in data.examples[at].sources}
        assert known.isdisjoint(source for at in tested for source in data.examples[at].sources)
