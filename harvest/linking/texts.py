"""A text as link suggestion reads it: sentences of words, each with its place."""

from __future__ import annotations

import re
from typing import NamedTuple

from swedish.analysis import is_stop, key, parts
from swedish.tokens import tokenize

_SENTENCE = re.compile(r"\S[^\n]*?(?:[.!?;:](?=\s)|(?=\n)|$)")
SHORT = 3
"""Letters of a word that is recognised as written, since its stem would be that of others."""


class Word(NamedTuple):
    """A word that is no function word.

    `name` is what it is recognised by in a name, `key` what it shares with its inflected forms.
    """

    name: str
    key: str
    parts: tuple[str, ...]
    start: int
    end: int


class Sentence(NamedTuple):
    """A sentence or a line: `text[start:end]`."""

    start: int
    end: int
    words: tuple[Word, ...]


def read(text: str) -> tuple[Sentence, ...]:
    """Return the sentences that hold words; the first of an entry is its title."""
    found = []
    for match in _SENTENCE.finditer(text):
        words = tuple(
            Word(
                name_of(token.text),
                key(token.text),
                parts(token.text),
                match.start() + token.start,
                match.start() + token.end,
            )
            for token in tokenize(match[0])
            if not is_stop(token.text)
        )
        if words:
            found.append(Sentence(match.start(), match.end(), words))
    return tuple(found)


def name_of(word: str) -> str:
    """Return what a lower-case word is recognised by in a name."""
    return word if len(word) <= SHORT else key(word)
