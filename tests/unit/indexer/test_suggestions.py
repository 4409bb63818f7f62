from __future__ import annotations

import pytest

from indexer.concepts import ConceptName, SearchConcept
from indexer.suggestions import Suggested, SuggestionIndex, Typed, split_typed
from indexer.topics import SearchTopic


def concept(facet: str, concept_id: str, *names: str) -> SearchConcept:
    named = tuple(ConceptName(name) for name in names)
    return SearchConcept(facet, concept_id, names[0], named)


SUGGESTIONS = SuggestionIndex(
    (
        concept("sector", "transport", "Transport och logistik", "åkeri"),
        concept("kind", "activity", "Aktivitet"),
        concept("sector", "lantbruk", "Lantbruk"),
        concept("county", "25", "Norrbottens län", "Norrbotten", "Luleå"),
        concept("county", "12", "Skåne län", "Skåne"),
        concept("objective", "4", "Giftfri miljö"),
        concept("sector", "handel", "Handel", "second hand"),
        concept("goal", "1", "Ingen fattigdom"),
        concept("goal", "12", "Hållbar konsumtion och produktion"),
        concept("objective", "12", "Levande skogar"),
        concept("target", "12.3", "Halvera matsvinnet"),
    ),
    (
        SearchTopic("lantbrukare", "lantbrukare", ("lantbrukare", "bönder", "Mälarens bönder")),
        SearchTopic("laddning", "laddinfrastruktur", ("laddinfrastruktur", "laddstolpe")),
        SearchTopic("org-lrf", "Lantbrukarnas Riksförbund", ("Lantbrukarnas Riksförbund", "LRF")),
    ),
)


def ids(text: str) -> list[str]:
    return [each.id for each in SUGGESTIONS.matching(text)]


def test_first_letters_find_a_concept_and_then_a_topic() -> None:
    assert ids("lant") == ["lantbruk", "lantbrukare", "org-lrf"]


def test_a_middle_word_is_enough() -> None:
    assert ids("logis") == ["transport"]


def test_words_in_any_order_are_enough() -> None:
    assert ids("prod håll") == ["12"]


def test_letters_with_their_marks_mean_just_those() -> None:
    assert ids("åk") == ["transport"]


def test_letters_without_their_marks_come_after_those_that_have_none() -> None:
    assert ids("ak") == ["activity", "transport"]
    assert ids("skane") == ["12"]


def test_marks_too_many_are_forgiven_when_nothing_has_them() -> None:
    assert ids("håndel") == ["handel"]


def test_a_word_inside_a_compound_is_enough() -> None:
    assert ids("fri miljö") == ["4"]


def test_function_words_are_not_looked_for() -> None:
    assert ids("hur får vi åk") == ["transport"]
    assert ids("i norr") == ["25"]


@pytest.mark.parametrize("typed", ["hund", "hunden", "kran", "handla"])
def test_a_word_that_is_right_or_short_is_not_taken_for_another(typed: str) -> None:
    assert ids(typed) == []


@pytest.mark.parametrize("typed", ["lanbtruk", "lantburk", "lamtbruk", "lantbbruk"])
def test_one_slip_is_forgiven(typed: str) -> None:
    assert ids(typed)[0] == "lantbruk"


def test_two_slips_are_not() -> None:
    assert ids("lamtburk") == []


def test_the_name_that_was_typed_is_told() -> None:
    assert [each.name for each in SUGGESTIONS.matching("åker")] == ["åkeri"]


@pytest.mark.parametrize(
    ("typed", "topic", "name"),
    [
        ("bönd", "lantbrukare", "bönder"),
        ("laddstolp", "laddning", "laddstolpe"),
        ("LRF", "org-lrf", "LRF"),
    ],
)
def test_a_topic_is_offered_by_its_other_names(typed: str, topic: str, name: str) -> None:
    assert SUGGESTIONS.matching(typed) == [Suggested(None, topic, name)]


def test_other_names_of_topics_come_last_and_begin_as_typed() -> None:
    assert [each.name for each in SUGGESTIONS.matching("ladd")] == ["laddinfrastruktur"]
    assert ids("mälar") == ["lantbrukare"]
    assert SUGGESTIONS.matching("lrf bönd") == []


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("mål 1", [("goal", "1"), ("goal", "12"), ("objective", "12")]),
        ("SDG 12", [("goal", "12")]),
        ("globala målet 12", [("goal", "12")]),
        ("miljömål 12", [("objective", "12")]),
        ("mal 12.", [("target", "12.3")]),
        ("mål 99", []),
        ("sdg", [("goal", "1"), ("goal", "12")]),
        ("miljömål", [("objective", "4"), ("objective", "12")]),
        ("12", [("goal", "12"), ("objective", "12")]),
        ("1", [("goal", "1")]),
        ("12.", [("target", "12.3")]),
    ],
)
def test_numbers_are_finished(typed: str, found: list[tuple[str, str]]) -> None:
    assert [(each.facet, each.id) for each in SUGGESTIONS.matching(typed)] == found


def test_a_number_is_told_with_its_kind() -> None:
    assert [each.name for each in SUGGESTIONS.matching("12")] == ["mål 12", "miljömål 12"]


@pytest.mark.parametrize(
    ("word", "names"),
    [("n", ["Norrbotten"]), ("sk", ["Skåne"]), ("lul", []), ("transp", ["Transport och logistik"])],
)
def test_a_last_word_is_finished_by_the_shortest_label_of_a_concept(
    word: str, names: list[str]
) -> None:
    assert [each.name for each in SUGGESTIONS.suggest_completions(word)] == names


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("energi i n", Typed("energi i", "n", meaningful=True, opens=True)),
        ("biogas sk", Typed("biogas", "sk", meaningful=True, opens=False)),
        ("hur får vi åk", Typed("hur får vi", "åk", meaningful=False, opens=True)),
        ("åk", Typed("", "åk", meaningful=False, opens=False)),
        (" ", Typed("", "", meaningful=False, opens=False)),
    ],
)
def test_what_is_finished_is_parted_from_what_is_typed(text: str, typed: Typed) -> None:
    assert split_typed(text) == typed


@pytest.mark.parametrize("typed", ["", " ", "-", "\x00"])
def test_nothing_typed_suggests_nothing(typed: str) -> None:
    assert ids(typed) == []
