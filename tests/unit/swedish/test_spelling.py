from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swedish.spelling import Correction, WordList

WORDS = {
    "återvinning": 9,
    "energieffektivisering": 7,
    "energi": 30,
    "energin": 12,
    "biogas": 5,
    "branschen": 4,
    "ålder": 2,
    "mål": 20,
    "mal": 1,
    "lån": 3,
    "län": 40,
    "varor": 6,
    "kretslopp": 8,
}


@pytest.fixture(scope="module")
def words() -> WordList:
    return WordList(WORDS)


def test_a_word_that_occurs_is_known_with_its_count(words: WordList) -> None:
    assert words.known("biogas")
    assert words.df("biogas") == 5


def test_another_word_is_not(words: WordList) -> None:
    assert not words.known("vindkraft")
    assert words.df("vindkraft") == 0


def test_missing_marks_are_put_back(words: WordList) -> None:
    assert words.corrections("atervinning") == [Correction("återvinning", 0, 9, "folded")]


def test_of_several_words_with_the_same_letters_the_frequent_comes_first(words: WordList) -> None:
    assert [each.word for each in words.corrections("lan")] == ["län", "lån"]


def test_two_letters_in_the_wrong_order_are_one_slip(words: WordList) -> None:
    assert words.corrections("boigas") == [Correction("biogas", 1, 5, "spelling")]


def test_a_long_word_may_have_two_slips(words: WordList) -> None:
    assert [each.word for each in words.corrections("energiefektivisernig")] == [
        "energieffektivisering"
    ]


def test_a_short_word_may_have_one_only(words: WordList) -> None:
    assert words.corrections("biqqas") == []


def test_the_nearer_word_comes_before_the_more_frequent() -> None:
    words = WordList({"kretsloppet": 90, "kretslopp": 1})
    assert [each.word for each in words.corrections("kretsloppx")] == ["kretslopp", "kretsloppet"]


def test_a_word_of_three_letters_is_not_corrected(words: WordList) -> None:
    assert words.corrections("mil") == []


@pytest.mark.parametrize("word", ["varg", "energier", "jönköping"])
def test_a_word_of_the_dictionary_is_not_corrected(word: str) -> None:
    assert WordList({f"{word}x": 50, word[:-1]: 50}).corrections(word) == []


def test_a_compound_that_nobody_wrote_may_be_one_slip_from_a_word_that_occurs() -> None:
    words = WordList({"matsvinn": 20, "elväg": 5})
    assert [each.word for each in words.corrections("matsvin")] == ["matsvinn"]
    assert words.corrections("elvägg") == []


def test_no_more_than_asked_for(words: WordList) -> None:
    assert len(words.corrections("lan", limit=1)) == 1


def test_a_beginning_is_completed_by_the_frequent_words_first(words: WordList) -> None:
    assert words.completions("ener", 2) == ["energi", "energin"]


def test_a_beginning_without_marks_is_completed(words: WordList) -> None:
    assert words.completions("ater", 5) == ["återvinning"]


def test_a_beginning_with_a_slip_is_completed(words: WordList) -> None:
    assert words.completions("kretl", 5) == ["kretslopp"]


def test_a_short_beginning_is_taken_as_it_is(words: WordList) -> None:
    assert words.completions("krx", 5) == []


def test_nothing_typed_completes_nothing(words: WordList) -> None:
    assert words.completions("", 5) == []


def test_an_empty_list_answers() -> None:
    empty = WordList({})
    assert empty.corrections("energi") == []
    assert empty.completions("ener", 5) == []


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    words = WordList(WORDS)
    assert all(words.known(each.word) for each in words.corrections(text))
    assert all(words.known(word) for word in words.completions(text, 3))
