"""Words of a text with their places, so that a hit can be marked in the original."""

import re
import unicodedata
from typing import NamedTuple

WORD = re.compile(r"\w+")


class Token(NamedTuple):
    """A word in lower case; `start` and `end` index the text as given."""

    text: str
    start: int
    end: int


def tokenize(text: str) -> list[Token]:
    """Find the words of a text in NFC (see `normalise`)."""
    return [Token(m[0].lower(), m.start(), m.end()) for m in WORD.finditer(text)]


def normalise(text: str) -> str:
    """Return the text in NFC, in which å is one character. Texts are stored so."""
    return unicodedata.normalize("NFC", text)
