from __future__ import annotations

import pytest

from app.errors import Issue, NotFound
from app.vocabularies import Vocabularies
from record.filters import FILTER_NAMES
from record.lists import KINDS, STATES
from seed.vocabularies import read_mappings, read_vocabularies, vocabulary


@pytest.fixture(scope="module")
def vocabularies() -> Vocabularies:
    return Vocabularies(read_vocabularies(), read_mappings())


@pytest.mark.parametrize(
    ("parameter", "value", "expected"),
    [
        ("county", "12", "12"),
        ("county", "Skåne", "12"),
        ("county", "skåne LÄN", "12"),
        ("county", "Skåne County", "12"),
        ("county", "M", "12"),
        ("county", "SE-M", "12"),
        ("county", "skånska", "12"),
        ("county", "national", "national"),
        ("goal", "Ingen hunger", "2"),
        ("goal", "Mål 7", "7"),
        ("goal", "sdg7", "7"),
        ("objective", "Miljömål 4", "4"),
        ("target", "Delmål 12.3", "12.3"),
        ("target", "12.3", "12.3"),
        ("objective", "Giftfri miljö", "4"),
        ("objective", "a non-toxic environment", "4"),
        ("lever", "Dela", "share"),
        ("kind", "working-method", "working-method"),
        ("sector", "jordbruk", "lantbruk"),
    ],
)
def test_a_value_may_be_id_code_or_name(
    vocabularies: Vocabularies, parameter: str, value: str, expected: str
) -> None:
    assert vocabularies.resolve(parameter, value) == expected


def test_an_unknown_value_names_the_nearest_in_both_languages(vocabularies: Vocabularies) -> None:
    issue = vocabularies.resolve("county", "Skane")
    assert isinstance(issue, Issue)
    assert (issue.parameter, issue.code, issue.value) == ("county", "unknown-value", "Skane")
    assert issue.nearest == ("12",)
    assert "Skåne län" in issue.message.sv
    assert "Skåne County" in issue.message.en


def test_a_landscape_in_three_counties_is_told_as_such(vocabularies: Vocabularies) -> None:
    issue = vocabularies.resolve("county", "Småland")
    assert isinstance(issue, Issue)
    assert (issue.code, issue.nearest) == ("ambiguous-value", ("06", "07", "08"))


def test_every_id_of_a_filter_resolves_to_itself(vocabularies: Vocabularies) -> None:
    for parameter in set(FILTER_NAMES) - {"organisation", "year"}:
        for value in vocabularies.values(parameter):
            assert vocabularies.resolve(parameter, value["id"]) == value["id"]


def test_labels_come_in_both_languages(vocabularies: Vocabularies) -> None:
    assert vocabularies.label("county", "12", "sv") == "Skåne län"
    assert vocabularies.label("county", "12", "en") == "Skåne County"
    assert vocabularies.label("year", "unknown", "sv") == "År okänt"
    assert vocabularies.label("organisation", "Region Skåne", "sv") == "Region Skåne"


def test_a_mapping_is_seen_from_both_ends(vocabularies: Vocabularies) -> None:
    outward = vocabularies.concept("sectors", "lantbruk")["mappings"]
    inward = vocabularies.concept("sni2007", "01")["mappings"]
    assert ("01", "relatedMatch") in {(one["id"], one["relation"]) for one in outward}
    assert ("lantbruk", "relatedMatch") in {(one["id"], one["relation"]) for one in inward}


def test_a_target_is_narrower_than_its_goal(vocabularies: Vocabularies) -> None:
    target, goal = vocabularies.concept("targets", "12.3"), vocabularies.concept("goals", "12")
    assert target["broader"] == {"vocabulary": "goals", "id": "12"}
    assert {"vocabulary": "targets", "id": "12.3"} in goal["narrowerConcepts"]


@pytest.mark.parametrize("path", [("nothing", "1"), ("goals", "99")])
def test_what_is_in_no_vocabulary_is_not_found(
    vocabularies: Vocabularies, path: tuple[str, str]
) -> None:
    with pytest.raises(NotFound):
        vocabularies.concept(*path)


def test_the_closed_lists_of_the_load_format_are_those_of_the_vocabularies() -> None:
    assert tuple(concept.id for concept in vocabulary("kinds").concepts) == KINDS
    assert tuple(concept.id for concept in vocabulary("states").concepts) == STATES


def test_the_organisation_whose_name_is_typed_in_full_comes_first(
    vocabularies: Vocabularies,
) -> None:
    for concept in vocabulary("organisations").concepts:
        found = vocabularies.names_beginning("organisation", concept.pref_sv)
        _, called = next(iter(found.values()))
        assert called.casefold() == concept.pref_sv.casefold()
