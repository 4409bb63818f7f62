"""Names that mean just the same: what is sought by one of them is sought by all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from indexer.spellings import NameSpellings
from swedish.analysis import is_stop
from swedish.naming import name_keys
from swedish.tokens import tokenize


class Names(NamedTuple):
    """Names of one thing; the first Swedish one is what the others are read as."""

    swedish: tuple[str, ...]
    english: tuple[str, ...] = ()


class SameNames:
    """Finds names that mean the same as others: Swedish ones inflected, English ones as written."""

    def __init__(self, sets: Iterable[Names] = ()) -> None:
        self._sets = tuple(sets)
        self._swedish: dict[tuple[str, ...], Names] = {}
        self._english: dict[tuple[str, ...], Names] = {}
        for each in self._sets:
            for name in each.swedish:
                self._swedish.setdefault(name_keys(name.lower()), each)
            for name in each.english:
                self._english.setdefault(_words(name), each)
        self._longest = max(map(len, (*self._swedish, *self._english)), default=0)

    @cached_property
    def spellings(self) -> NameSpellings:
        """How the names are written."""
        return NameSpellings(name for each in self._sets for name in (*each.swedish, *each.english))

    def longest(
        self, written: Sequence[str], keys: Sequence[str], start: int
    ) -> tuple[int, Names | None]:
        """Return how many words from `start` on are such a name (0 for none), and all its names.

        Args:
            written: words in lower case, without function words.
            keys: what each is recognised by in names.
            start: where the name begins.
        """
        for length in range(min(self._longest, len(keys) - start), 0, -1):
            end = start + length
            words = tuple(written[start:end])
            singular = (*words[:-1], words[-1].removesuffix("s"))
            found = (
                self._english.get(words)
                or self._english.get(singular)
                or self._swedish.get(tuple(keys[start:end]))
            )
            if found:
                return length, found
        return 0, None


def _words(name: str) -> tuple[str, ...]:
    return tuple(token.text for token in tokenize(name) if not is_stop(token.text))
