from __future__ import annotations

from typing import Any

from indexer import weights
from indexer.concepts import Concept, Name, Recogniser
from indexer.explaining import Reason, reasons
from indexer.topics import Topic, Topics
from indexer.understanding import Lexicon, understand
from indexer.words import Words
from tests.fixtures.entries import public_entry

LEXICON = Lexicon(
    Words({"biogas": 3, "gård": 2, "energirådgivning": 1, "återvinning": 2, "solceller": 1}, 10),
    Recogniser([Concept("county", "12", "Skåne län", (Name("Skåne", weights.CONCEPT_NAME),))]),
    Topics((Topic("solel", "solel", ("solel", "solceller")),)),
)


def explained(text: str, **changes: Any) -> list[Reason]:
    texts = {"title": "Ett exempel", "summary": "Om något.", "facts": [], **changes}
    entry = public_entry(1, **texts)
    return reasons(entry, understand(text, LEXICON), LEXICON.words, LEXICON.topics)


def test_a_word_is_told_with_its_fields() -> None:
    assert explained("biogas", title="Biogas på gårdar", facts=["Biogasen säljs."]) == [
        Reason("word", "biogas", fields=("title", "facts"))
    ]


def test_a_part_of_a_compound_is_told() -> None:
    found = explained("energi", summary="Energirådgivning till företag.")
    assert found == [Reason("part", "energi", fields=("summary",))]


def test_a_correction_is_told() -> None:
    found = explained("boigas", title="Biogas")
    assert found == [Reason("correction", "boigas", "biogas", fields=("title",))]


def test_a_derived_word_is_told() -> None:
    found = explained("återvinna", title="Återvinning av plast")
    assert found == [Reason("derived", "återvinna", fields=("title",))]


def test_a_concept_is_told_when_the_entry_is_linked_to_it() -> None:
    assert explained("Skåne", counties=["12"]) == [Reason("concept", "skåne", "12", "county")]
    assert explained("Skåne", counties=["01"]) == []


def test_a_national_entry_is_not_linked_to_a_county() -> None:
    assert explained("Skåne", counties=["12"], national=True) == []


def test_a_topic_is_told_when_the_entry_is_about_it() -> None:
    assert explained("solel", title="Solceller") == [Reason("topic", "solel", "solel")]


def test_a_phrase_is_told() -> None:
    assert explained('"ett exempel"') == [Reason("phrase", "ett exempel")]


def test_words_that_are_not_there_are_not_told() -> None:
    assert explained("biogas") == []
