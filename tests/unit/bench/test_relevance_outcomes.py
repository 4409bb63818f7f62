"""Outcomes of queries: their means, and what has changed since an accepted run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bench.relevance.accepted import changes, reached, read_accepted, write_accepted
from bench.relevance.judged import DEVELOPMENT_SET, JudgedQuery, read_queries
from bench.relevance.outcomes import Found, Outcome, by_trait, summarise
from bench.relevance.tables import missed

if TYPE_CHECKING:
    from pathlib import Path


def outcome(
    query_id: str, found: str, grades: dict[str, int], traits: tuple[str, ...] = ("place",)
) -> Outcome:
    """Return an outcome whose hits are named by single letters."""
    query = JudgedQuery(query_id, query_id, {}, traits, "", grades)
    return Outcome(query, tuple(Found(name, name, 1.0) for name in found), len(found))


GOOD = outcome("q1", "ab", {"a": 3, "b": 1})
LATE = outcome("q2", "xa", {"a": 3}, ("place", "vague"))
EMPTY = outcome("q3", "xyz", {}, ("none",))


def test_a_summary_is_a_mean_over_the_answerable_queries() -> None:
    summary = summarise([GOOD, LATE, EMPTY])
    assert summary.queries == 2
    assert summary.ndcg.value == pytest.approx((1 + 0.63093) / 2, abs=1e-5)
    assert summary.mrr == 0.75
    assert summary.recall == 1


def test_hits_count_where_there_is_no_answer() -> None:
    summary = summarise([GOOD, EMPTY, outcome("q4", "", {"a": 0})])
    assert (summary.unanswerable, summary.no_answer_hits.value) == (2, 1.5)


def test_a_query_whose_entries_are_all_marginal_has_no_place_in_the_reciprocal_rank() -> None:
    assert summarise([GOOD, outcome("q5", "a", {"a": 1})]).mrr == 1


def test_queries_with_a_good_answer_have_a_mean_of_their_own() -> None:
    summary = summarise([GOOD, outcome("q5", "xa", {"a": 1})])
    assert (summary.queries, summary.good, summary.good_ndcg.value) == (2, 1, 1)


def test_an_irrelevant_hit_that_shares_next_to_nothing_is_counted_with_or_without_an_answer() -> (
    None
):
    slight = tuple(Found(name, name, 1.0, slight=True) for name in "ax")
    first = [Outcome(each.query, slight, 2) for each in (LATE, EMPTY)]
    assert summarise([GOOD, *first]).slight.value == pytest.approx(2 / 3)
    assert not Outcome(LATE.query, slight[:1], 1).slight


def test_each_trait_has_its_own_mean_with_the_most_frequent_first() -> None:
    traits = by_trait([LATE, GOOD, EMPTY])
    assert [(trait, each.queries) for trait, each in traits.items()] == [("place", 2), ("vague", 1)]


def test_a_run_that_is_accepted_is_the_one_to_compare_with(tmp_path: Path) -> None:
    file = tmp_path / "accepted.json"
    write_accepted([GOOD, EMPTY], file)
    kept = read_accepted(file)
    assert (kept["q1"].ndcg, kept["q1"].first) == (1, ("a", "b"))
    assert (kept["q3"].ndcg, kept["q3"].hits) == (None, 3)
    assert changes([GOOD, EMPTY], kept) == []


def test_a_new_run_takes_the_place_of_the_accepted_one_of_the_same_queries(tmp_path: Path) -> None:
    file = tmp_path / "accepted.json"
    write_accepted([GOOD, LATE], file)
    write_accepted([outcome("q1", "cb", {"a": 3, "b": 1})], file)
    kept = read_accepted(file)
    assert kept["q1"].first == ("c", "b")
    assert changes([LATE], kept) == []


def test_before_a_run_is_accepted_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    assert read_accepted(tmp_path / "accepted.json") == {}


def test_a_change_tells_what_came_and_what_went(tmp_path: Path) -> None:
    file = tmp_path / "accepted.json"
    write_accepted([GOOD, LATE], file)
    worse = outcome("q1", "cb", {"a": 3, "b": 1})
    (change,) = changes([worse, LATE], read_accepted(file))
    assert change.gained < 0
    assert (change.entered, change.left) == (("c",), ("a",))


def test_the_totals_compare_only_queries_that_both_runs_have(tmp_path: Path) -> None:
    file = tmp_path / "accepted.json"
    write_accepted([GOOD, EMPTY], file)
    now, before = reached([GOOD, LATE, EMPTY], read_accepted(file))
    assert (now, before) == (1, 1)


def test_the_best_entries_missed_come_first() -> None:
    query = outcome("q6", "a", {"a": 3, "b": 1, "c": 3, "d": 0})
    assert missed(query) == [("c", 3), ("b", 1)]


def test_a_query_that_stands_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="d01"):
        read_queries([DEVELOPMENT_SET, DEVELOPMENT_SET])
