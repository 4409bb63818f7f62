"""Sectors by the names that a vocabulary gives them."""

from __future__ import annotations

import re
from itertools import permutations
from typing import TYPE_CHECKING

from swedish.analysis import completions
from swedish.naming import NameMatcher, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harvest.county import Concept
    from swedish.naming import Word

WORD = re.compile(r"\w+(?:-(?=\W|$))?")
_PAIR = re.compile(r"([\w-]+) och ([\w-]+)")
_ALL = re.compile(
    r"\b(?:alla|samtliga|inga|ingen|inte|flera|många|olika)\b.*\b(?:bransch|sektor|företag)\w*",
    re.IGNORECASE,
)
ACROSS = "branschovergripande"


class Sectors:
    """Knows sectors by the names that a vocabulary gives them."""

    def __init__(self, concepts: Sequence[Concept]) -> None:
        self._pairs: set[tuple[str, ...]] = set()
        names: list[tuple[str, str]] = []
        for concept in concepts:
            parted = [part.strip() for part in re.split(r",| och ", concept.pref_sv)]
            own = dict.fromkeys([*parted, concept.pref_sv, *concept.alt_sv])
            names += ((name, concept.id) for name in own)
            self._pairs |= set(permutations(map(str.lower, parted), 2))
            pairs = (_PAIR.fullmatch(name.lower()) for name in own)
            self._pairs |= {pair.groups() for pair in pairs if pair}
        self._names = NameMatcher(names)

    def of(self, text: str) -> tuple[str, ...]:
        """Return the ids of the sectors that a text names, in its order."""
        found = self._first_of_each(words_of(text))
        for _, word in completions(text):  # "jord- och skogsbruk" is jordbruk too
            found |= self._first_of_each(words_of(word))
        if not found and _ALL.search(text):
            found[ACROSS] = None
        return tuple(found)

    def _first_of_each(self, words: Sequence[Word]) -> dict[str, None]:
        """Return the sectors that words name; of several that one name means, the first."""
        means: dict[tuple[int, int], str] = {}
        for hit in self._names.longest(words):
            means.setdefault((hit.start, hit.end), hit.value)
        return dict.fromkeys(means.values())

    def is_pair(self, before: str, after: str) -> bool:
        """Return whether "och" between two texts stands within the name of a single sector."""
        words = [*WORD.findall(before.lower())[-1:], *WORD.findall(after.lower())[:1]]
        return tuple(words) in self._pairs

    def is_named(self, word: str) -> bool:
        """Return whether a single word names a sector."""
        return bool(self._first_of_each(words_of(word)))
