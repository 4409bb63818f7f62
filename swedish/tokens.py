"""Words of a text with their places, so that a hit can be marked in the original."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

WORD = re.compile(r"\w+")
PLAIN_DIGITS = str.maketrans("₀₁₂₃₄₅₆₇₈₉⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789" * 2)


class Token(NamedTuple):
    """A word as `lowered`; `start` and `end` index the text as given."""

    text: str
    start: int
    end: int


def tokenize(text: str) -> list[Token]:
    """Find the words of a text in NFC (see `normalise`)."""
    return [Token(lowered(m[0]), m.start(), m.end()) for m in WORD.finditer(text)]


@lru_cache(maxsize=65_536)  # a look-up is cheaper than the work
def lowered(word: str) -> str:
    """Return a word in lower case, its raised and lowered digits as others: CO₂ is co2."""
    lower = word.lower()
    return lower if lower.isascii() else lower.translate(PLAIN_DIGITS)


def normalise(text: str) -> str:
    """Return the text in NFC, in which å is one character. Texts are stored so."""
    return unicodedata.normalize("NFC", text)
