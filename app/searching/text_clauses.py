"""What a search text asks for, piece by piece, and the text without one.

A piece is what means something only as a whole: a quoted phrase, an excluded word, the name of a
concept ("naturlig försurning", "mål 12"), words that hang together ("in- och utförsel").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from swedish.analysis import analyse, is_generic, is_stop
from swedish.derivation import action
from swedish.tokens import tokenize

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from indexer.readings import Understanding

CHUNK = re.compile(r'-?"[^"]*"|\S+')
JOINING = frozenset({"och", "eller", "samt", "respektive", "/"})


@dataclass(frozen=True, slots=True)
class TextClause:
    """A piece of a text, from `start` to `end`."""

    text: str
    start: int
    end: int

    @property
    def phrase(self) -> bool:
        """Whether it is quoted."""
        return self.text.startswith('"')

    @property
    def excluded(self) -> bool:
        """Whether it must not be there."""
        return self.text.startswith("-") and len(self.text) > 1

    @property
    def meaningful(self) -> bool:
        """Whether it says what is sought: more than function words and general ones."""
        words = [token.text for token in tokenize(self.text)]
        return not self.excluded and not all(is_stop(word) or is_generic(word) for word in words)

    @property
    def label(self) -> str:
        """Return its words."""
        return self.text.removeprefix("-").strip('"')


def text_clauses(reading: Understanding) -> list[TextClause]:
    """Split a text, without pieces of function words only."""
    written = reading.written
    names = [(concept.start, concept.end) for concept in reading.concepts]
    pieces = _join_spans(
        _hanging([match.span() for match in CHUNK.finditer(written)], written), names
    )
    found = (TextClause(written[start:end], start, end) for start, end in pieces)
    return [one for one in found if not _only_stops(one.text)]


def pieces(text: str) -> list[TextClause]:
    """Return each word and each phrase of a text."""
    return [TextClause(match[0], *match.span()) for match in CHUNK.finditer(text)]


def without(reading: Understanding, start: int, end: int) -> str:
    """Take out of a text what stands from `start` to `end`, with function words that lead to it.

    What is left of function words only is nothing: "i" of "i Skåne".
    """
    before, after = _chunks(reading.written[:start]), _chunks(reading.written[end:])
    while before and _only_stops(before[-1]):
        before.pop()
    left = [*before, *after]
    while left and _only_stops(left[0]):
        left.pop(0)
    return " ".join(left)


def has_words(text: str) -> bool:
    """Return whether a text has anything to search for, and not signs and function words alone."""
    return not _only_stops(text)


def _chunks(text: str) -> list[str]:
    return [each.text for each in pieces(text)]


def _only_stops(text: str) -> bool:
    return all(is_stop(token.text) for token in tokenize(text))


def _hanging(spans: Sequence[tuple[int, int]], text: str) -> list[tuple[int, int]]:
    """Join a hanging part with the compound that completes it."""
    found: list[tuple[int, int]] = []
    open_ = False
    for start, end in spans:
        chunk = text[start:end].rstrip(",")
        if open_:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
        hangs = chunk.endswith("-") and len(chunk) > 1
        open_ = hangs or (open_ and chunk.lower() in JOINING)
    return found


def _join_spans(
    spans: Iterable[tuple[int, int]], names: Iterable[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Join the spans that a name reaches over."""
    found: list[tuple[int, int]] = []
    reaches = list(names)
    for start, end in spans:
        over = any(first < start < last and found for first, last in reaches)
        if over:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found


def word_keys(text: str) -> tuple[str, ...]:
    """Return what the words of a text are found by, and an action by its verb."""
    return tuple(map(action, analyse(text).keys))


def has_any_key(text: str, keys: Collection[str]) -> bool:
    """Return whether a word of a text, or a part of a compound in it, has one of the keys."""
    return not _all_keys(text).isdisjoint(keys)


@lru_cache(maxsize=16_384)
def _all_keys(text: str) -> frozenset[str]:
    found = analyse(text)
    own = {*found.keys, *found.parts}
    return frozenset(own.union(map(action, own)))
