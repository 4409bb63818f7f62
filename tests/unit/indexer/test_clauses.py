from __future__ import annotations

import pytest

from indexer import weights
from indexer.clauses import combine
from indexer.query import Bool, Boost, Term
from indexer.query_clause import QueryClause

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
