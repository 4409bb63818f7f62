from __future__ import annotations

import pytest

from swedish.lexicon import WordSet

WORDS = ("å", "åker", "åkeri", "åkerier", "sko", "skog", "skogen")


@pytest.mark.parametrize("word", WORDS)
def test_a_word_of_the_set_is_found(word: str) -> None:
    assert word in WordSet(WORDS)


@pytest.mark.parametrize("word", ["", "s", "skogs", "åk", "åke", "kog", "skoge", "\n"])
def test_a_part_of_a_word_and_a_longer_word_are_not_in_the_set(word: str) -> None:
    assert word not in WordSet(WORDS)
