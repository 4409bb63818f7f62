"""Words that mean the same, as data; applied to the query, so that a new set needs no rebuild."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from indexer.concepts import name_keys
from swedish.analysis import analyse

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class SynonymSet(Protocol):
    """What a vocabulary of synonyms hands over; `one_way` terms lead to the others only."""

    @property
    def terms(self) -> tuple[str, ...]:
        """All terms of the set."""
        ...

    @property
    def one_way(self) -> tuple[str, ...]:
        """Terms (short abbreviations) that the others do not lead to."""
        ...


class Synonyms:
    """Looks up the other terms of a set; terms are recognised as names of concepts are."""

    def __init__(self, sets: Iterable[SynonymSet]) -> None:
        self._others: dict[tuple[str, ...], dict[tuple[str, ...], None]] = {}
        self._longest = 1
        for one in sets:
            self._add(one)

    def _add(self, one: SynonymSet) -> None:
        terms = {term: keys for term in one.terms if (keys := name_keys(term))}
        found = {term: text_keys(term) for term in terms if term not in one.one_way}
        for term, keys in terms.items():
            others = self._others.setdefault(keys, {})
            others.update((other, None) for each, other in found.items() if each != term)
            self._longest = max(self._longest, len(keys))

    def of(self, keys: Sequence[str]) -> tuple[tuple[str, ...], ...]:
        """Return the synonyms, each as keys of the index; several make a phrase."""
        return tuple(self._others.get(tuple(keys), ()))

    def longest_match(self, keys: Sequence[str], start: int) -> int:
        """Return how many keys from `start` on are a term together (0 for none)."""
        for length in range(min(self._longest, len(keys) - start), 0, -1):
            if tuple(keys[start : start + length]) in self._others:
                return length
        return 0


def text_keys(text: str) -> tuple[str, ...]:
    """Return the keys under which a text stands in the index."""
    return tuple(analyse(text).keys)
