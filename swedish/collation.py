"""Swedish alphabetical order, as a string that any engine can compare byte by byte."""

from __future__ import annotations

import unicodedata

_LAST_LETTERS = {"å": "{", "ä": "|", "æ": "|", "ö": "}", "ø": "}", "œ": "}"}
"""{, | and } follow z in ASCII; æ sorts with ä and ø with ö in Swedish."""
_SEPARATOR = "\t"
"""Sorts before everything a key is made of, so that a shorter title comes first."""


def collation_key(text: str) -> str:
    """Return a key: words letter by letter, case, accents and punctuation only breaking ties."""
    composed = unicodedata.normalize("NFC", text)
    letters = "".join(map(_letters, composed.lower()))
    return f"{' '.join(letters.split())}{_SEPARATOR}{composed}"


def _letters(char: str) -> str:
    if char in _LAST_LETTERS:
        return _LAST_LETTERS[char]
    if not char.isalnum():
        return " "
    base = unicodedata.normalize("NFKD", char)
    return "".join(part for part in base if not unicodedata.combining(part))
