"""A text as link suggestion reads it: sentences of words, each with its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from linking.negation import negated, paid
from swedish.naming import Word, words_of

_SENTENCE = re.compile(r"\S[^\n]*?(?:[.!?;:](?=\s)|(?=\n)|$)")
_AGENCY = re.compile(r"[A-ZÅÄÖ]\w+(?:verkets?|myndighetens?|inspektionens?|styrelsens?)$")
"""An authority, whose name has parts that are not what the text is about."""


class Sentence(NamedTuple):
    """A sentence or a line: `text[start:end]`."""

    start: int
    end: int
    words: tuple[Word, ...]


def read(text: str) -> tuple[Sentence, ...]:
    """Return the sentences that hold words; the first of an entry is its title.

    Words about what is not done, and about who pays, are left out: "Vi har inte arbetat med biogas"
    is no link, and Naturvårdsverket no health care.
    """
    found = []
    gaps = [*negated(text), *paid(text)]
    for match in _SENTENCE.finditer(text):
        words = words_of(match[0], match.start())
        texts = tuple(
            word._replace(parts=())
            if word.parts and _AGENCY.match(text, word.start, word.end)
            else word
            for word in words
            if not _within(gaps, word.start)
        )
        if texts:
            found.append(Sentence(match.start(), match.end(), texts))
    return tuple(found)


def _within(spans: Sequence[tuple[int, int]], place: int) -> bool:
    return any(start <= place < end for start, end in spans)
