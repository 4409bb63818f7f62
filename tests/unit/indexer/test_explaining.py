from __future__ import annotations

from typing import Any

import pytest

from indexer.concept_recogniser import ConceptRecogniser
from indexer.concepts import ConceptName, SearchConcept
from indexer.explaining import Reason, reasons
from indexer.lexicons import QueryLexicon
from indexer.topics import SearchTopic, Topics
from indexer.understanding import understand
from indexer.word_statistics import WordStatistics
from tests.fixtures.entries import public_entry


def concept(facet: str, concept_id: str, *names: str) -> SearchConcept:
    named = tuple(ConceptName(name) for name in names)
    return SearchConcept(facet, concept_id, names[0], named)


LEXICON = QueryLexicon(
    WordStatistics(
        {
            "biogas": 3,
            "gård": 2,
            "energirådgivning": 1,
            "återvinning": 2,
            "solceller": 1,
            "energi": 4,
            "kartläggning": 2,
            "livsmedel": 3,
        },
        10,
    ),
    ConceptRecogniser(
        [
            concept("county", "12", "Skåne län", "Skåne"),
            concept("county", "national", "Nationella exempel", "Sverige"),
            concept("sector", "lantbruk", "Lantbruk", "jordbruk"),
        ]
    ),
    Topics(
        (
            SearchTopic(
                "solel", "solel", ("solel", "solceller", "solpark"), broader=("fornybart",)
            ),
            SearchTopic(
                "fornybart", "förnybar energi", ("förnybar energi",), hidden=("grön ström",)
            ),
            SearchTopic("solceller", "solceller", ("solceller",)),
        )
    ),
)


def explained(text: str, **changes: Any) -> list[Reason]:
    texts = {"title": "Ett exempel", "summary": "Om något.", "facts": [], **changes}
    entry, reading = public_entry(1, **texts), understand(text, LEXICON)
    return reasons(entry, reading, LEXICON)


def test_a_word_is_told_with_its_fields() -> None:
    assert explained("biogas", title="Biogas på gårdar", facts=["Biogasen säljs."]) == [
        Reason("word", "biogas", fields=("title", "facts"))
    ]


def test_another_form_that_cannot_be_seen_to_be_the_word_is_named() -> None:
    found = explained("gård", summary="Gårdarna är många.")
    assert found == [Reason("word", "gård", fields=("summary",))]
    found = explained("gårdar", summary="En gård.")
    assert found == [Reason("word", "gårdar", fields=("summary",), words=("gård",))]


def test_a_part_of_a_compound_is_told_with_the_compound() -> None:
    found = explained("energi", summary="Energirådgivning till företag.")
    assert found == [Reason("part", "energi", fields=("summary",), words=("Energirådgivning",))]


def test_a_compound_that_hangs_together_with_another_stands_there() -> None:
    found = explained("energirådgivning", facts=["Energi- och klimatrådgivning."])
    assert found == [Reason("word", "energirådgivning", fields=("facts",))]


def test_a_correction_is_told() -> None:
    found = explained("boigas", title="Biogas")
    assert found == [Reason("correction", "boigas", "biogas", fields=("title",))]


def test_a_side_of_a_compound_in_the_name_of_a_linked_concept_is_no_reason() -> None:
    assert explained("papperskartläggning", sectors=["papper"], title="Kartläggning") == []


def test_a_word_in_the_name_of_a_linked_concept_is_no_reason() -> None:
    assert explained("massa", sectors=["papper"]) == []


def test_a_concept_is_told_when_the_entry_is_linked_to_it() -> None:
    assert explained("Skåne", counties=["12"]) == [Reason("concept", "skåne", "12", "county")]
    assert explained("Skåne", counties=["01"]) == []


def test_a_national_entry_is_not_linked_to_a_county() -> None:
    assert explained("Skåne", counties=["12"], national=True) == []
    assert explained("Sverige", counties=["12"], national=True) == [
        Reason("concept", "sverige", "national", "county")
    ]


def test_a_part_of_a_name_says_nothing_by_itself() -> None:
    found = explained("Skåne län", title="Ett län", counties=["12"])
    assert found == [Reason("concept", "skåne län", "12", "county")]
    found = explained("Skåne län", title="Skåne län", counties=["01"])
    assert [each.text for each in found] == ["skåne", "län"]


def test_a_part_that_hangs_is_told_as_it_was_read() -> None:
    found = explained("jord- och skogsbruk", facts=["Om jordbruket."], sectors=["lantbruk"])
    assert found == [
        Reason("word", "jordbruk", fields=("facts",)),
        Reason("concept", "jordbruk", "lantbruk", "sector"),
    ]


def test_a_topic_is_told_by_what_the_entry_says_of_it() -> None:
    found = explained("solel", title="Solceller", facts=["En solpark."])
    assert found == [
        Reason("topic", "solel", "solel", fields=("title", "facts"), words=("Solceller", "solpark"))
    ]


def test_a_topic_is_told_by_what_the_entry_says_of_a_narrower_one() -> None:
    found = explained("grön ström", title="Solceller")
    assert found == [
        Reason("topic", "grön ström", "förnybar energi", fields=("title",), words=("Solceller",))
    ]


def test_a_topic_is_not_told_beside_the_word_that_names_it() -> None:
    assert explained("solel", title="Solel", facts=["Solceller."]) == [
        Reason("word", "solel", fields=("title",))
    ]


def test_one_topic_is_told_for_the_same_words() -> None:
    found = explained("solceller", title="En solpark")
    assert [(each.kind, each.found) for each in found] == [("topic", "solel")]


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"facts": ["Från jord till bord."]}, ("facts",)),
        ({"summary": "En jord.", "facts": ["Ett bord."]}, ()),
    ],
)
def test_a_phrase_is_told_with_its_fields(changes: dict[str, Any], fields: tuple[str, ...]) -> None:
    assert explained('"jord till bord"', **changes) == [
        Reason("phrase", "jord till bord", fields=fields)
    ]


def test_words_that_are_not_there_are_not_told() -> None:
    assert explained("biogas") == []
