"""The words by which titles are made, of `titles.txt`, as patterns."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from swedish.analysis import is_stop
from swedish.sections import sections

WORDS = Path(__file__).with_name("titles.txt")
PARTICIPLE = r"(?!\w*mat\b)\w+(?:at|it|tt|ört|jort|ärt|öpt)\b"
"""A word that looks like the form of a verb after "har"."""


@cache
def pattern(of: str, before: str = r"\b", after: str = r"\b") -> re.Pattern[str]:
    """Return a pattern of any of the words of a section, and what stands around them."""
    return re.compile(f"{before}(?:{'|'.join(sections(WORDS)[of])}){after}", re.IGNORECASE)


def capital(text: str) -> str:
    """Return a text with a large first letter."""
    return text[:1].upper() + text[1:]


def is_open(word: str) -> bool:
    """Return whether a word leads to another: nothing that is whole ends with it."""
    return is_stop(word.lower()) or bool(pattern("ends nothing").fullmatch(word))
