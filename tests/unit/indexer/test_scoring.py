from __future__ import annotations

from indexer.query import MatchAll
from indexer.query_terms import QueryTerm, Role
from indexer.readings import Understanding
from indexer.scoring import MOST_COMBINED, most_informative, smallest_sets
from indexer.signals.ngrams import MOST_GRAMS, grams_of

A, B, C = (QueryTerm(MatchAll(), information) for information in (5.0, 3.0, 2.0))
PLACE = QueryTerm(MatchAll(), 4.0, Role.SETTING)
LITTLE = QueryTerm(MatchAll(), 1.0, Role.GENERAL)


def test_the_smallest_sets_have_enough_and_none_holds_another() -> None:
    assert smallest_sets([A, B, C], 0.1) == [(A,), (B,), (C,)]
    assert smallest_sets([A, B, C], 0.5) == [(A,), (B, C)]
    assert smallest_sets([A, B, C], 0.6) == [(A, B), (A, C)]
    assert smallest_sets([A, B, C], 1.0) == [(A, B, C)]


def test_of_many_terms_those_with_most_information_are_combined() -> None:
    terms = [QueryTerm(MatchAll(), float(each)) for each in range(30)]
    assert [each.information for each in most_informative(terms)] == [
        float(each) for each in range(29, 29 - MOST_COMBINED, -1)
    ]


def test_places_and_then_general_words_are_sought_where_nothing_else_is() -> None:
    for terms, sought in (
        ([A, PLACE, LITTLE], [A]),
        ([PLACE, LITTLE], [PLACE]),
        ([LITTLE], [LITTLE]),
        ([], []),
    ):
        assert Understanding("", "", terms=terms).sought == sought


def test_ngrams_are_of_words_with_their_edges_each_once() -> None:
    assert grams_of(["el", "elel"]) == [" el ", " ele", "elel", "lel "]
    assert len(grams_of(f"ord{number}ord" for number in range(1_000))) == MOST_GRAMS
