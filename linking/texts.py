"""A text as link suggestion reads it: sentences of words, each with its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from linking.negation import negated
from swedish.analysis import is_stop, key, parts
from swedish.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    """Return the sentences that hold words; the first of an entry is its title.

    Words about what is not done are left out: "Vi har inte arbetat med biogas" is no link.
    """
    found = []
    gaps = negated(text)
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
            if not is_stop(token.text) and not _within(gaps, match.start() + token.start)
        )
        if words:
            found.append(Sentence(match.start(), match.end(), words))
    return tuple(found)


def _within(spans: Sequence[tuple[int, int]], place: int) -> bool:
    return any(start <= place < end for start, end in spans)


def name_of(word: str) -> str:
    """Return what a lower-case word is recognised by in a name."""
    return word if len(word) <= SHORT else key(word)
