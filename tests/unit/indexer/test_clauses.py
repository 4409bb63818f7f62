from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import weights
from indexer.clauses import QueryClause, combine, smallest_sets
from indexer.query import Bool, Boost, Term

BIOGAS = QueryClause(Term("text", "biogas"), 4.0)
SKANE = QueryClause(Term("county_tags", "12"), 2.0).as_place()
PROJECTS = QueryClause(Term("text", "projekt"), 1.0).as_generic()


def what_each_adds(*clauses: QueryClause) -> list[float]:
    """Return what the score of each clause counts where nothing else is matched."""
    alone = [each for each in combine(clauses, (), ()).should if isinstance(each, Boost)]
    total = sum(each.information for each in clauses)
    shares = [each.information / total for each in clauses]
    return [each.factor / share for each, share in zip(alone, shares, strict=True)]


def test_a_place_adds_less_than_it_tells_beside_what_is_sought() -> None:
    assert what_each_adds(BIOGAS, SKANE) == pytest.approx([1.0, weights.PLACE_ALONE])
    (pair,) = [each for each in combine([BIOGAS, SKANE], (), ()).should if isinstance(each, Bool)]
    said, placed = pair.must
    assert isinstance(said, Boost)
    assert isinstance(placed, Boost)
    assert said.factor == pytest.approx(SKANE.information / 7)
    assert placed.factor == pytest.approx(BIOGAS.information / 7 * weights.PLACE_BESIDE)


def test_a_place_that_is_all_that_is_asked_for_adds_what_it_tells() -> None:
    assert what_each_adds(PROJECTS, SKANE) == pytest.approx([1.0, 1.0])


def test_one_rare_word_outweighs_two_common_ones() -> None:
    assert smallest_sets([10.0, 1.0, 1.0]) == [(0,)]


def test_equal_words_suffice_one_by_one_when_the_share_allows() -> None:
    assert smallest_sets([1.0, 1.0]) == [(0,), (1,)]


@given(st.lists(st.floats(0.1, 10), min_size=2, max_size=6))
def test_every_set_reaches_the_share_and_needs_all_its_members(information: list[float]) -> None:
    needed = weights.SHARE_NEEDED * sum(information)
    for chosen in smallest_sets(information):
        reached = sum(information[i] for i in chosen)
        assert reached >= needed
        smallest = min(information[i] for i in chosen)
        assert reached - smallest < needed or len(chosen) == 1


@pytest.mark.parametrize("count", [2, 3, 6])
def test_all_words_together_always_suffice(count: int) -> None:
    everything = set(range(count))
    assert any(set(chosen) <= everything for chosen in smallest_sets([1.0] * count))
