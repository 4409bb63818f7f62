"""The measures, against values worked out by hand."""

from __future__ import annotations

import pytest

from bench.relevance.measures import (
    average,
    gain,
    is_doubtful,
    ndcg,
    precision,
    recall,
    reciprocal_rank,
    standard_error,
)


def test_a_gain_is_two_to_the_grade_less_one_over_the_logarithm_of_the_place() -> None:
    # seven whole, one over 1.58496, three over two
    assert gain([3, 1, 2]) == pytest.approx(7 + 0.63093 + 1.5, abs=1e-5)


def test_the_best_order_has_a_quality_of_one() -> None:
    assert ndcg([3, 2, 1], [1, 2, 3]) == 1


def test_another_order_has_less() -> None:
    # 5.41650 of 7.63093
    assert ndcg([1, 3], [3, 1]) == pytest.approx(0.70981, abs=1e-5)


def test_what_was_not_judged_takes_a_place_and_gives_nothing() -> None:
    assert ndcg([0, 3], [3]) == pytest.approx(0.63093, abs=1e-5)


def test_nothing_found_is_nothing() -> None:
    assert ndcg([], [2]) == 0


def test_only_the_first_hits_count_on_both_sides() -> None:
    assert ndcg([0] * 10 + [3], [3]) == 0
    assert ndcg([1] * 10, [1] * 40) == 1


def test_the_reciprocal_rank_is_that_of_the_first_useful_hit() -> None:
    assert reciprocal_rank([0, 1, 2, 3]) == pytest.approx(1 / 3)


def test_a_marginal_hit_is_not_useful() -> None:
    assert reciprocal_rank([1, 1]) == 0


def test_recall_is_the_share_of_all_relevant_entries_on_the_first_page() -> None:
    assert recall([3, 0, 1], [3, 2, 1, 1, 0]) == 0.5


def test_recall_stops_at_the_end_of_the_page() -> None:
    assert recall([0] * 20 + [3], [3]) == 0


def test_precision_counts_the_marginal_among_the_first_five() -> None:
    assert precision([3, 0, 1, 0, 0, 2], [3, 2, 1, 1, 1, 1]) == 0.4


def test_precision_asks_for_no_more_than_there_is() -> None:
    assert precision([0, 3], [3, 0]) == 1


def test_an_irrelevant_hit_before_a_relevant_one_is_doubtful() -> None:
    assert is_doubtful([3, 0, 1], [3, 1])
    assert is_doubtful([3, 0], [3, 1])


def test_an_irrelevant_hit_after_all_relevant_ones_is_not() -> None:
    assert not is_doubtful([3, 1, 0], [3, 1])
    assert not is_doubtful([1, 1, 1, 1, 1, 0], [1] * 6)


def test_a_standard_error_is_the_deviation_over_the_root_of_their_number() -> None:
    # the deviation is 1.29099; half of it
    assert standard_error([1, 2, 3, 4]) == pytest.approx(0.64550, abs=1e-5)


def test_one_value_has_no_error_and_none_no_mean() -> None:
    assert standard_error([0.4]) == 0
    assert average([]) == 0
