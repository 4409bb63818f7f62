from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.concept_recogniser import ConceptRecogniser
from indexer.concepts import ConceptName, SearchConcept
from indexer.parsing import parse
from swedish.tokens import lowered

RECOGNISER = ConceptRecogniser(
    [
        SearchConcept("goal", "12", "Hållbar konsumtion", (ConceptName("Hållbar konsumtion"),)),
        SearchConcept("goal", "13", "Bekämpa klimatförändringarna", ()),
        SearchConcept("goal", "6", "Rent vatten", ()),
        SearchConcept("target", "12.3", "Matsvinn", ()),
        SearchConcept("objective", "4", "Giftfri miljö", ()),
        SearchConcept("county", "12", "Skåne län", ()),
    ]
)


def words(text: str) -> list[str]:
    return [token.text for token in parse(text, RECOGNISER).words]


def numbered(text: str) -> list[tuple[str, str]]:
    return [(f.concept.facet, f.concept.id) for f in parse(text, RECOGNISER).numbered]


def test_words_in_quotation_marks_are_a_phrase() -> None:
    parsed = parse('biogas "från jord till bord"', RECOGNISER)
    assert parsed.phrases == ("från jord till bord",)
    assert [token.text for token in parsed.words] == ["biogas"]


def test_typographic_quotation_marks_make_phrases_too() -> None:
    assert parse("”cirkulär ekonomi”", RECOGNISER).phrases == ("cirkulär ekonomi",)


def test_a_lone_quotation_mark_is_read_as_a_blank() -> None:
    assert words('biogas "från jord') == ["biogas", "från", "jord"]


def test_a_word_after_a_minus_sign_is_excluded() -> None:
    parsed = parse("biogas -lantbruk", RECOGNISER)
    assert parsed.excluded == ("lantbruk",)
    assert [token.text for token in parsed.words] == ["biogas"]


def test_a_hyphen_inside_or_after_a_word_excludes_nothing() -> None:
    assert parse("energi- och klimatråd i Dals-Ed", RECOGNISER).excluded == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mål 12", ("goal", "12")),
        ("Mål nr 12", ("goal", "12")),
        ("SDG13", ("goal", "13")),
        ("sdg 13", ("goal", "13")),
        ("globala målen 6", ("goal", "6")),
        ("Agenda 2030-mål 6", ("goal", "6")),
        ("miljömål 4", ("objective", "4")),
        ("miljökvalitetsmålet 4", ("objective", "4")),
        ("delmål 12.3", ("target", "12.3")),
        ("mål 12.3", ("target", "12.3")),
        ("mal 12", ("goal", "12")),
        ("mal12", ("goal", "12")),
        ("miljomal 4", ("objective", "4")),
        ("mål nummer 12", ("goal", "12")),
        ("globala målet nummer 6", ("goal", "6")),
        ("mål tolv", ("goal", "12")),
        ('"mål 12"', ("goal", "12")),
        ("delmål 12,3", ("target", "12.3")),
        ("12.3", ("target", "12.3")),
        ("mål 12 och 30 procent", ("goal", "12")),
        ("län 12", ("county", "12")),
    ],
)
def test_a_concept_is_named_by_its_number(text: str, expected: tuple[str, str]) -> None:
    assert numbered(text) == [expected]


@pytest.mark.parametrize(
    "text", ["mål 12 och 13", "mål 12, 13", "mål 12-13", "mål 12–13", "målen tolv och tretton"]
)
def test_a_list_or_a_range_names_several(text: str) -> None:
    found = parse(text, RECOGNISER).numbered
    assert [one.concept.id for one in found] == ["12", "13"]
    assert {(one.start, one.end) for one in found} == {(0, len(text))}
    assert words(text) == []


@pytest.mark.parametrize("text", ["-SDG12", "-mål 12", "–mål 12", "nätverk −SDG12"])
def test_a_concept_after_a_minus_sign_is_unwanted(text: str) -> None:
    parsed = parse(text, RECOGNISER)
    assert [one.concept.id for one in parsed.without] == ["12"]
    assert parsed.numbered == parsed.excluded == ()
    assert [token.text for token in parsed.words] in ([], ["nätverk"])


@pytest.mark.parametrize("dash", "-–—−‑‐")
def test_every_dash_excludes_at_the_beginning_of_a_word(dash: str) -> None:
    parsed = parse(f"{dash}biogas klimat {dash} energi", RECOGNISER)
    assert parsed.excluded == ("biogas",)
    assert [token.text for token in parsed.words] == ["klimat", "energi"]


@pytest.mark.parametrize(
    "text",
    ["mål 99", "målet 12 %", "12", "mål 2030", "omål 12", "12.3 procent", "mål ett", "län 2030"],
)
def test_other_numbers_are_just_words(text: str) -> None:
    assert numbered(text) == []


@given(st.text(max_size=200))
def test_any_text_can_be_taken_apart(text: str) -> None:
    parsed = parse(text, RECOGNISER)
    assert all(lowered(parsed.text[t.start : t.end]) == t.text for t in parsed.words)
