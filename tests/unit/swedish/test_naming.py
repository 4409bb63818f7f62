"""Names are found in texts whatever their inflection, as a whole, and inside compounds."""

from __future__ import annotations

import pytest

from swedish.naming import NameMatcher, naming_key, words_of


def found(text: str, *names: str) -> list[str]:
    """Return the characters of the text that the names are found in."""
    hits = NameMatcher((name, name) for name in names).hits(words_of(text))
    return [text[hit.start : hit.end] for hit in hits]


def longest(text: str, *names: str) -> list[str]:
    """Return the names that are found where none is within another."""
    return [
        hit.value for hit in NameMatcher((name, name) for name in names).longest(words_of(text))
    ]


def test_an_inflected_form_is_found() -> None:
    assert found("Utsläppen från gården minskar.", "utsläpp") == ["Utsläppen"]


def test_a_name_is_found_inside_a_compound() -> None:
    assert found("Ett nytt energinätverk.", "energi") == ["energinätverk"]


def test_a_name_of_several_words_is_found_as_a_whole_only() -> None:
    assert found("Mer förnybar energi, tack.", "förnybar energi") == ["förnybar energi"]
    assert found("Förnybar el och annan energi.", "förnybar energi") == []


def test_a_short_name_is_found_as_written_only() -> None:
    assert found("Vi har det bra vid hav och sjö.", "hav") == ["hav"]


@pytest.mark.parametrize("word", ["bi", "bin", "bir"])
def test_a_short_word_that_ends_in_a_vowel_has_forms(word: str) -> None:
    assert (naming_key(word) == "bi") == (word != "bir")


def test_function_words_alone_are_no_name() -> None:
    assert found("och som för", "och", "som för") == []


def test_the_longest_name_is_taken() -> None:
    names = "hållbar turism", "turism", "handel"

    assert longest("Hållbar turism och handel", *names) == ["hållbar turism", "handel"]


def test_a_name_inside_a_word_counts_where_the_word_is_none() -> None:
    assert longest("skogsbruk", "skogsbruk", "skog") == ["skogsbruk"]
    assert longest("energieffektivisering", "energi") == ["energi"]


def test_a_place_is_one_of_the_whole_text() -> None:
    text = "Först. Sedan solceller."
    (word,) = [each for each in words_of(text[7:], 7) if each.end == 22]

    assert text[word.start : word.end] == "solceller"
