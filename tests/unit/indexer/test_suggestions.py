from __future__ import annotations

import pytest

from indexer import weights
from indexer.concepts import Concept, Name
from indexer.suggestions import Suggestions
from indexer.topics import Topic


def concept(facet: str, concept_id: str, *names: str) -> Concept:
    named = tuple(Name(name, weights.CONCEPT_NAME) for name in names)
    return Concept(facet, concept_id, names[0], named)


SUGGESTIONS = Suggestions(
    (
        concept("sector", "transport", "Transport och logistik", "åkeri"),
        concept("kind", "activity", "Aktivitet"),
        concept("sector", "lantbruk", "Lantbruk"),
        concept("goal", "1", "Ingen fattigdom"),
        concept("goal", "12", "Hållbar konsumtion och produktion"),
        concept("objective", "12", "Levande skogar"),
        concept("target", "12.3", "Halvera matsvinnet"),
    ),
    (Topic("lantbrukare", "lantbrukare", ("lantbrukare", "bönder")),),
)


def ids(text: str) -> list[str]:
    return [each.id for each in SUGGESTIONS.matching(text)]


def test_first_letters_find_a_concept_and_then_a_topic() -> None:
    assert ids("lant") == ["lantbruk", "lantbrukare"]


def test_a_middle_word_is_enough() -> None:
    assert ids("logis") == ["transport"]


def test_words_in_any_order_are_enough() -> None:
    assert ids("prod håll") == ["12"]


def test_letters_with_their_marks_come_before_those_without() -> None:
    assert ids("åk") == ["transport", "activity"]


@pytest.mark.parametrize("typed", ["lanbtruk", "lantburk", "lamtbruk", "lantbbruk"])
def test_one_slip_is_forgiven(typed: str) -> None:
    assert ids(typed)[0] == "lantbruk"


def test_two_slips_are_not() -> None:
    assert ids("lamtburk") == []


def test_the_name_that_was_typed_is_told() -> None:
    assert [each.name for each in SUGGESTIONS.matching("åker")] == ["åkeri"]


def test_other_names_of_topics_are_not_offered() -> None:
    assert ids("bönd") == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("mål 1", [("goal", "1"), ("goal", "12"), ("objective", "12")]),
        ("SDG 12", [("goal", "12")]),
        ("globala målet 12", [("goal", "12")]),
        ("miljömål 12", [("objective", "12")]),
        ("mal 12.", [("target", "12.3")]),
        ("mål 99", []),
    ],
)
def test_numbers_are_finished(typed: str, found: list[tuple[str, str]]) -> None:
    assert [(each.facet, each.id) for each in SUGGESTIONS.matching(typed)] == found


@pytest.mark.parametrize("typed", ["", " ", "-", "\x00"])
def test_nothing_typed_suggests_nothing(typed: str) -> None:
    assert ids(typed) == []
