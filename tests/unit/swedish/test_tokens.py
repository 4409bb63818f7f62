from __future__ import annotations

import unicodedata
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from swedish.tokens import lowered, normalise, tokenize


def test_words_come_in_lower_case_with_their_places() -> None:
    text = "Åkerier, 14 st."
    tokens = tokenize(text)
    assert [token.text for token in tokens] == ["åkerier", "14", "st"]
    assert [text[token.start : token.end] for token in tokens] == ["Åkerier", "14", "st"]


def test_lowered_and_raised_digits_are_digits() -> None:
    assert [token.text for token in tokenize("CO₂ m² NOₓ")] == ["co2", "m2", "noₓ"]


def test_a_hyphen_parts_words() -> None:
    assert [token.text for token in tokenize("el-bil")] == ["el", "bil"]


def test_a_letter_and_its_mark_become_one_character() -> None:
    assert normalise(unicodedata.normalize("NFD", "åäö")) == "åäö"


@given(st.text())
def test_a_token_is_what_stands_at_its_place(text: str) -> None:
    for token in tokenize(text):
        assert token.text == lowered(text[token.start : token.end])


@given(st.text())
def test_tokens_come_in_order_and_never_overlap(text: str) -> None:
    tokens = tokenize(text)
    assert all(one.end <= other.start for one, other in pairwise(tokens))
