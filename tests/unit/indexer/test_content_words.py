"""Which words of a text count, and what each is read as."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from indexer.concept_recogniser import ConceptRecogniser
from indexer.concepts import ConceptName, SearchConcept
from indexer.content_words import ContentReader
from indexer.lexicons import QueryLexicon
from indexer.topics import SearchTopic, Topics
from indexer.word_statistics import WordStatistics
from swedish.analysis import key
from swedish.tokens import tokenize

if TYPE_CHECKING:
    from indexer.content_word import ContentWord

CONCEPTS = (
    SearchConcept(
        "county",
        "14",
        "Västra Götalands län",
        (ConceptName("Vara kommun"), ConceptName("Vara")),
    ),
    SearchConcept("sector", "kommun", "Offentlig sektor", (ConceptName("kommun"),)),
)
TOPICS = (
    SearchTopic("cirkular", "cirkulär ekonomi", ("cirkulär ekonomi",)),
    SearchTopic(
        "konstgras",
        "konstgräs",
        ("konstgräs", "vindkraft", "klimatsmart mat", "fossilfria transporter"),
    ),
    SearchTopic("sparbar", "spårbarhet", ("transparens",)),
    SearchTopic("djur", "djur", ("kor",)),
)
ENTRIES = {
    "pfas": 3, "plast": 5, "återvinning": 9, "besöksnäring": 7, "livsmedelsstrategi": 4,
    "hundra": 2, "stolpe": 1, "upphandling": 6, "handling": 8, "frukostwebbinarium": 1,
    "energieffektivisering": 7, "nätverk": 9, "kö": 2, "2030": 50, "matsvinn": 5, "mat": 20,
    "svinn": 2, "energistrategi": 1, "energi": 30, "strategi": 20, "utsläpp": 9, "co2": 3,
    "fordonsgas": 4, "eftersom": 9,
}  # fmt: skip
LEXICON = QueryLexicon(WordStatistics(ENTRIES, 100), ConceptRecogniser(CONCEPTS), Topics(TOPICS))


def read(text: str, *, as_written: bool = False) -> list[ContentWord]:
    return ContentReader(LEXICON, as_written=as_written).read(text, tokenize(text))


def meant(text: str) -> list[str]:
    return [word.searched for word in read(text)]


def test_no_word_is_read_as_a_function_word_by_which_nothing_is_found() -> None:
    assert meant("efersom") == ["efersom"]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("pfass", "pfas"),
        ("plastt", "plast"),
        ("återvining", "återvinning"),
        ("besöksnärning", "besöksnäring"),
        ("transporer", "transporter"),
        ("vindkraf", "vindkraft"),
        ("konstgras", "konstgräs"),
        ("uphandling", "upphandling"),
        ("fordonsgass", "fordonsgas"),
    ],
)
def test_a_misspelled_word_is_the_nearest_one_of_entries_and_names(
    typed: str, expected: str
) -> None:
    (word,) = read(typed)
    assert key(word.searched) == key(expected)


@pytest.mark.parametrize("word", ["hund", "stol", "frukost", "varg", "vindkraft", "2031"])
def test_a_swedish_word_or_a_number_is_neither_corrected_nor_finished(word: str) -> None:
    assert [each.read_as for each in read(word)] == [()]


def test_half_a_word_is_finished() -> None:
    assert meant("energieff") == ["energieffektivisering"]


@pytest.mark.parametrize("form", ["återvinningarna", "upphandlingars", "besöksnäringens"])
def test_a_form_that_nobody_wrote_is_no_misspelling(form: str) -> None:
    assert meant(form) == [form]


def test_a_short_word_that_a_name_has_another_form_of_lacks_no_marks() -> None:
    assert meant("ko") == ["ko"]


def test_a_compound_written_in_two_is_one_word() -> None:
    (word,) = read("livsmedels strategi")
    assert (word.searched, word.read_as) == ("livsmedelsstrategi", ("livsmedelsstrategi",))
    assert word.token.text == "livsmedels strategi"


@pytest.mark.parametrize("text", ["livsmedels nätverk", "energi nätverk", "livsmedels, strategi"])
def test_other_words_beside_each_other_stay_two(text: str) -> None:
    assert len(read(text)) == 2


def test_what_hangs_is_written_out() -> None:
    assert meant("jord- och skogsbruk") == ["jordbruk", "skogsbruk"]


def test_a_function_word_that_begins_a_name_counts() -> None:
    assert meant("nätverk i vara kommun") == ["nätverk", "vara", "kommun"]
    assert meant("vara hållbar") == ["hållbar"]


def test_a_function_word_alone_is_the_name_that_it_also_is() -> None:
    assert meant("Vara") == ["vara"]


def test_a_word_with_two_slips_is_rather_a_half_one() -> None:
    assert meant("frukostweb") == ["frukostwebbinarium"]
    assert meant("frukostwebbinairum") == ["frukostwebbinarium"]


def test_words_that_are_known_apart_stay_apart() -> None:
    assert meant("kö handling av plast") == ["kö", "handling", "plast"]
    assert meant("för plast") == ["plast"]


@pytest.mark.parametrize("text", ["pfass", "livsmedels strategi"])
def test_words_can_be_left_as_they_are_written(text: str) -> None:
    words = read(text, as_written=True)
    assert [word.searched for word in words] == text.split()
    assert {word.read_as for word in words} == {()}


@pytest.mark.parametrize("word", ["help", "save", "looking", "county"])
def test_a_general_word_is_not_corrected(word: str) -> None:
    assert [each.read_as for each in read(word)] == [()]


def test_two_words_are_one_where_entries_mostly_write_them_so() -> None:
    assert meant("mat svinn") == ["matsvinn"]
    assert meant("energi strategi") == ["energi", "strategi"]


def test_a_name_of_two_words_that_is_written_as_one_is_read_as_both() -> None:
    words = read("cirkulärekonomi i kommun")
    assert [word.searched for word in words] == ["cirkulär", "ekonomi", "kommun"]
    assert words[0].read_as == ("cirkulär ekonomi",)
    assert [word.searched for word in read("cirkulärekonomi", as_written=True)] == [
        "cirkulärekonomi"
    ]
