"""Suggestions while typing: concepts before titles, middle words, a letter wrong."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer.fields import TITLE_WORDS
from indexer.query import Bool, DisMax, Query, Term
from swedish.folding import fold
from swedish.tokens import normalise, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from indexer.concepts import Concept
    from indexer.words import Words

MOST_COMPLETIONS = 20
"""Ways to finish a half-typed word that are looked for in titles."""


@dataclass(frozen=True, slots=True)
class _Entry:
    words: tuple[str, ...]
    concept: Concept
    rank: int


class ConceptSuggestions:
    """Finds concepts by the beginnings of their words, in any order, without å ä ö too."""

    def __init__(self, concepts: Iterable[Concept]) -> None:
        self._entries = [
            _Entry(_folded(name.text), concept, rank)
            for concept in concepts
            for rank, name in enumerate(concept.names)
        ]

    def matching(self, text: str) -> list[Concept]:
        """Return concepts of which every typed word begins a word, best names first."""
        typed = _folded(text)
        if not typed:
            return []
        found = [entry for entry in self._entries if _begins(typed, entry.words)]
        found.sort(key=lambda entry: (entry.words[0][: len(typed[0])] != typed[0], entry.rank))
        return list({(e.concept.facet, e.concept.id): e.concept for e in found}.values())


def _folded(text: str) -> tuple[str, ...]:
    return tuple(fold(token.text) for token in tokenize(normalise(text)))


def _begins(typed: Sequence[str], words: Sequence[str]) -> bool:
    return all(any(word.startswith(part) for word in words) for part in typed)


def title_query(text: str, words: Words) -> Query | None:
    """Ask for titles that hold the typed words, each finished as words that occur."""
    typed = [token.text for token in tokenize(normalise(text))]
    slots = []
    for part in typed:
        ways = words.spelling.completions(part, MOST_COMPLETIONS)
        if not ways:
            return None
        slots.append(DisMax(tuple(Term(TITLE_WORDS, way) for way in ways), tie=0.0))
    return Bool(must=tuple(slots)) if slots else None
