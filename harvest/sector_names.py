"""Sectors by the names that a vocabulary gives them."""

from __future__ import annotations

import re
from itertools import permutations
from typing import TYPE_CHECKING

from swedish.analysis import analyse, is_stop, key, parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harvest.county import Concept

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
        self._single: dict[str, list[str]] = {}
        self._several: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self._pairs: set[tuple[str, ...]] = set()
        for concept in concepts:
            parted = [part.strip() for part in re.split(r",| och ", concept.pref_sv)]
            self._pairs |= set(permutations(map(str.lower, parted), 2))
            names = [*parted, concept.pref_sv, *concept.alt_sv]
            for name in names:
                if pair := _PAIR.fullmatch(name.lower()):
                    self._pairs.add(pair.groups())
                words = tuple(analyse(name).keys)
                if len(words) == 1:
                    self._single.setdefault(words[0], [])
                    if concept.id not in self._single[words[0]]:
                        self._single[words[0]].append(concept.id)
                elif words:
                    self._several.setdefault(words[0], []).append((words, concept.id))

    def of(self, text: str) -> tuple[str, ...]:
        """Return the ids of the sectors that a text names, in its order."""
        found: dict[str, None] = {}
        words = analyse(text).keys
        for at, first in enumerate(words):
            for names, concept in self._several.get(first, ()):
                if tuple(words[at : at + len(names)]) == names:
                    found[concept] = None
        for word in WORD.findall(text.lower()):
            for concept in self._of_word(word):
                found[concept] = None
        for each in analyse(text).parts:  # "jord- och skogsbruk" is jordbruk too
            if each.startswith("jordbruk") or not found:
                found |= dict.fromkeys(self._single.get(each, ()))
        if not found and _ALL.search(text):
            found[ACROSS] = None
        return tuple(found)

    def _of_word(self, word: str) -> list[str]:
        word = word.rstrip("-")
        if is_stop(word):
            return []
        known = self._single.get(key(word))
        if known:
            return known[:1]
        for part in parts(word):
            if part in self._single:
                return self._single[part][:1]
        return []

    def is_pair(self, before: str, after: str) -> bool:
        """Tell whether "och" between two texts stands within the name of a single sector."""
        words = [*WORD.findall(before.lower())[-1:], *WORD.findall(after.lower())[:1]]
        return tuple(words) in self._pairs

    def is_named(self, word: str) -> bool:
        """Tell whether a single word names a sector."""
        return bool(self._of_word(word.lower()))
