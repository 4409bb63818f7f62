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
    said, placed = what_each_adds(BIOGAS, SKANE)
    assert said == pytest.approx(1 - weights.LED)
    assert placed == pytest.approx(weights.PLACE_ALONE)


def test_beside_a_place_some_counts_only_where_an_entry_leads_with_what_is_sought() -> None:
    tree = combine([BIOGAS, SKANE], (), ())
    led = [each for each in tree.should if isinstance(each, Bool) and each.filter]
    assert [each.filter for each in led] == [(Term("lead", "biogas"),)] * 2
    (alone,), (said, placed) = (each.must for each in led)
    share = SKANE.information / 7 * weights.LED_IN_PLACE
    place = BIOGAS.information / 7 * weights.PLACE_BESIDE * weights.LED_IN_PLACE
    factors = [each.factor for each in (alone, said, placed) if isinstance(each, Boost)]
    assert factors == pytest.approx([BIOGAS.information / 7 * weights.LED, share, place])
    assert not any(
        each.filter for each in combine([BIOGAS, PROJECTS], (), ()).should if isinstance(each, Bool)
    )


def test_a_place_that_is_all_that_is_asked_for_adds_what_it_tells() -> None:
    assert what_each_adds(PROJECTS, SKANE) == pytest.approx([1.0, 1.0])
