from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swedish.lexicon import is_basic_word, split
from swedish.spelling import Correction, WordList, nearest

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


def corrections(words: WordList, word: str, limit: int = 3) -> list[Correction]:
    return nearest(word, [words], limit)


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
    assert corrections(words, "atervinning") == [Correction("återvinning", 0, 9, "folded")]


def test_of_several_words_with_the_same_letters_the_frequent_comes_first(words: WordList) -> None:
    assert [each.word for each in corrections(words, "lan")] == ["län", "lån"]


def test_two_letters_in_the_wrong_order_are_one_slip(words: WordList) -> None:
    assert corrections(words, "boigas") == [Correction("biogas", 1, 5, "spelling")]


def test_a_long_word_may_have_two_slips(words: WordList) -> None:
    assert [each.word for each in corrections(words, "energiefektivisernig")] == [
        "energieffektivisering"
    ]


def test_a_short_word_may_have_one_only(words: WordList) -> None:
    assert corrections(words, "biqqas") == []


def test_the_nearer_word_alone_is_meant_however_frequent_the_farther() -> None:
    words = WordList({"kretsloppet": 90, "kretslopp": 1})
    assert [each.word for each in corrections(words, "kretsloppx")] == ["kretslopp"]


def test_a_word_of_three_letters_is_not_corrected(words: WordList) -> None:
    assert corrections(words, "mil") == []


def test_of_several_lists_the_nearest_word_is_meant() -> None:
    entries, names = WordList({"vindkraften": 5, "havsvind": 3}), WordList({"vindkraft": 0})
    assert [each.word for each in nearest("vindkraf", [entries, names])] == ["vindkraft"]
    assert [each.df for each in nearest("vindkraftn", [WordList({"vindkraft": 5}), names])] == [5]


@pytest.mark.parametrize("word", ["varg", "energier", "jönköping", "hund", "stol", "konstgräs"])
def test_a_word_of_the_dictionary_is_not_corrected(word: str) -> None:
    assert corrections(WordList({f"{word}x": 50, word[:-1]: 50}), word) == []


def test_a_compound_that_nobody_wrote_may_be_one_slip_from_a_word_that_occurs() -> None:
    words = WordList({"matsvinn": 20, "elväg": 5})
    assert [each.word for each in corrections(words, "matsvin")] == ["matsvinn"]
    assert corrections(words, "elvägg") == []


@pytest.mark.parametrize(
    ("written", "meant"),
    [("mattsvin", "matsvinn"), ("mattsvinn", "matsvinn"), ("kompposst", "kompost"), ("matsal", "")],
)
def test_letters_doubled_in_the_wrong_places_are_one_slip_together(
    written: str, meant: str
) -> None:
    words = WordList({"matsvinn": 20, "kompost": 5, "mattsal": 1})
    assert [each.word for each in corrections(words, written)] == ([meant] if meant else [])


@pytest.mark.parametrize(
    ("written", "meant"), [("pompost", ""), ("ompost", "kompost"), ("kompsot", "kompost")]
)
def test_a_first_letter_may_be_lost_but_is_no_other(written: str, meant: str) -> None:
    found = [each.word for each in corrections(WordList({"kompost": 5}), written)]
    assert found == ([meant] if meant else [])


def test_no_more_than_asked_for(words: WordList) -> None:
    assert len(corrections(words, "lan", limit=1)) == 1


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
    assert corrections(empty, "energi") == []
    assert empty.completions("ener", 5) == []


@given(st.text())
def test_any_text_is_answered(text: str) -> None:
    words = WordList(WORDS)
    assert all(words.known(each.word) for each in corrections(words, text))
    assert all(words.known(word) for word in words.completions(text, 3))


COMPOUNDS = ("matsvinn", "vattenbrist", "spillvatten", "byggavfall", "kallhyra", "massaved")


def misspelled_twice(word: str) -> set[str]:
    """Return a word with one letter doubled and one that is doubled single."""
    at = range(1, len(word) - 1)
    single = {word[:i] + word[i + 1 :] for i in range(1, len(word)) if word[i] == word[i - 1]}
    pieces = split(word)
    return (
        {
            f"{each[:i]}{each[i]}{each[i:]}"
            for each in single
            for i in at
            if i < len(each) and each[i] not in each[i - 1 : i] + each[i + 1 : i + 2]
        }
        if pieces
        else set()
    )


def test_letters_doubled_in_the_wrong_place_are_one_slip_also_in_a_compound() -> None:
    words = WordList(dict.fromkeys(COMPOUNDS, 1))
    tried = [(each, word) for word in COMPOUNDS for each in misspelled_twice(word)]
    unknown = [(each, word) for each, word in tried if not is_basic_word(each)]
    assert len(unknown) > 20
    assert [each for each, word in unknown if corrections(words, each)[0].word != word] == []
