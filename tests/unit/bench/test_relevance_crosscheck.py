"""The cross-check: weights put aside for others, and choices made with queries left out."""

from __future__ import annotations

import pytest

from bench.relevance.ablation import Ingredient, MovedError, without
from bench.relevance.settings import FACTORS, around, overridden, present, scaled
from bench.relevance.trials import Trial, admitted
from bench.relevance.validation import best_setting, cross_validated, leave_one_out
from indexer import weights

ALIKE = [[0.4] * 10, [0.6] * 10]
"""The second setting is better for every query."""
ODD = [[0.5] * 10, [1.0, *[0.45] * 9]]
"""The second setting is better on the whole, by one query alone."""


def test_weights_are_read_with_those_of_each_field() -> None:
    found = present()
    assert found["TIE"] == weights.TIE
    assert found["FIELD_WEIGHTS.title"] == weights.FIELD_WEIGHTS["title"]


def test_limits_of_work_are_no_weights() -> None:
    assert "MOST_SLOTS_WEIGHED" not in present()


def test_other_values_hold_inside_and_the_present_ones_afterwards() -> None:
    before = present()
    with overridden({"TIE": 0.1, "FIELD_WEIGHTS.title": 9.0}):
        assert (weights.TIE, weights.FIELD_WEIGHTS["title"]) == (0.1, 9.0)
        assert present() == {**before, "TIE": 0.1, "FIELD_WEIGHTS.title": 9.0}
    assert present() == before


def test_the_present_values_are_back_after_an_error() -> None:
    before = present()
    with pytest.raises(RuntimeError), overridden({"TIE": 0.1}):
        raise RuntimeError
    assert present() == before


def test_a_name_that_is_no_weight_is_refused() -> None:
    with pytest.raises(ValueError, match="TITLE"), overridden({"TITLE": 1.0}):
        pass


def test_settings_of_chance_begin_with_the_present_one_and_can_be_drawn_again() -> None:
    start = {"a": 1.0, "b": 2.0}
    drawn = around(start, 5, seed=3)
    assert (drawn[0], len(drawn)) == (start, 5)
    assert drawn == around(start, 5, seed=3)
    assert all(each["b"] / 2 in FACTORS for each in drawn)


def test_a_weight_that_is_zero_can_grow() -> None:
    assert [scaled(0.0, factor) for factor in (0.67, 1.0, 1.5)] == [0.0, 0.0, 0.5]


def test_only_the_weights_named_are_varied() -> None:
    assert {each["b"] for each in around({"a": 1.0, "b": 2.0}, 20, 3, ["a"])} == {2.0}


def test_the_best_setting_is_that_of_the_queries_not_left_out() -> None:
    assert best_setting(ODD) == 1
    assert best_setting(ODD, leaving=[0]) == 0


def test_a_setting_that_is_better_everywhere_keeps_its_quality() -> None:
    assert leave_one_out(ALIKE) == pytest.approx(0.6)
    assert cross_validated(ALIKE, seed=1) == pytest.approx([0.6] * 10)


def test_a_setting_that_one_query_chose_does_not() -> None:
    # left out itself, the odd query gets 0.5 under the first setting; the nine others get 0.45
    assert leave_one_out(ODD) == pytest.approx(0.455)


def test_a_trial_with_hits_where_there_is_no_answer_may_not_be_chosen() -> None:
    trials = [Trial((0.8,), 0.2), Trial((0.9,), 1.2), Trial((0.7,), 1.0)]
    assert admitted(trials) == [0, 2]


def test_an_ingredient_is_away_inside_and_back_afterwards() -> None:
    before = weights.TIE
    ingredient = Ingredient("tie", {"indexer.weights:TIE": 0.0})
    with without(ingredient):
        assert weights.TIE == 0
    assert before == weights.TIE


def test_an_ingredient_that_has_moved_is_told() -> None:
    for gone in (Ingredient("x", {"indexer.weights:GONE": 0}), Ingredient("y", weights={"G": 0.0})):
        with pytest.raises(MovedError, match="G"), without(gone):
            pass
