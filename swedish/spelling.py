"""Words that occur, and which of them a misspelled or half-typed word may be."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from functools import lru_cache
from heapq import nlargest
from typing import TYPE_CHECKING, Literal, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA, Prefix

from swedish.folding import fold
from swedish.lexicon import is_basic_word, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

SHORTEST_CORRECTED = 4
"""Letters; shorter words are one letter from too many others."""
SHORTEST_HALF_WORD = 4
"""Letters; fewer begin too many words to mean one."""
LONG = 8
"""Letters from which two slips are forgiven instead of one."""
SHORTEST_COMPOUND_CORRECTED = 7
"""Letters; a shorter compound (elflyg, solbad) is one slip from too many others."""
INFLECTIONS = frozenset(
    (
        *("", "a", "an", "ans", "ar", "are", "aren", "arens", "arna", "arnas", "ars", "as", "ast"),
        *("at", "d", "da", "de", "des", "e", "en", "ens", "er", "erna", "ernas", "ers", "es", "et"),
        *(
            "ets",
            "it",
            "n",
            "na",
            "nas",
            "ns",
            "or",
            "orna",
            "ornas",
            "ors",
            "r",
            "rna",
            "rnas",
            "rs",
        ),
        *("s", "t", "ts", "tt"),
    )
)
"""What forms of a Swedish word end in, after what they share."""
_DOUBLED = re.compile(r"([^\W\d_])\1")
AFTER_EVERY_LETTER = "\U0010ffff"


def undoubled(word: str) -> str:
    """Return a word with each doubled letter once: mattsvin and matsvinn are one slip apart."""
    return _DOUBLED.sub(r"\1", word)


class Correction(NamedTuple):
    """A word that was perhaps meant; a folded one differs by missing marks only."""

    word: str
    distance: int
    df: int
    kind: Literal["folded", "spelling", "half"]


class WordList:
    """Words, lower case, with the number of entries that hold each."""

    def __init__(self, frequencies: Mapping[str, int]) -> None:
        self._df = dict(frequencies)
        self._by_fold: defaultdict[str, list[str]] = defaultdict(list)
        self._by_length: defaultdict[int, list[str]] = defaultdict(list)
        self._by_single: defaultdict[str, list[str]] = defaultdict(list)
        for word in self._df:
            self._by_single[undoubled(word)].append(word)
            self._by_fold[fold(word)].append(word)
            self._by_length[len(word)].append(word)
        self._folds = sorted(self._by_fold)
        self._begun = lru_cache(maxsize=1_000)(self._frequent_beginning)

    def known(self, word: str) -> bool:
        """Tell whether an entry holds the word as written."""
        return word in self._df

    def df(self, word: str) -> int:
        """Return the number of entries that hold the word as written."""
        return self._df.get(word, 0)

    def folded(self, word: str) -> list[Correction]:
        """Return the words that a word without marks is when they are put back."""
        return [
            Correction(other, 0, self._df[other], "folded")
            for other in self._by_fold.get(word, ())  # only a word without marks may lack them
            if other != word
        ]

    def misspelled(self, word: str) -> list[Correction]:
        """Return the words that are few enough slips from an unknown one.

        Letters doubled in the wrong places, the commonest fault of Swedish spelling, are one slip
        together (mattsvin, matsvinn).
        """
        most = _slips(word)
        if not most:
            return []
        lengths = range(len(word) - most, len(word) + most + 1)
        candidates = [other for length in lengths for other in self._by_length.get(length, ())]
        near = process.extract(word, candidates, scorer=OSA.distance, score_cutoff=most, limit=None)
        doubled = ((other, 1, 0) for other in self._by_single.get(undoubled(word), ()))
        return [
            Correction(other, int(distance), self._df[other], "spelling")
            for other, distance, _ in (*near, *doubled)
        ]

    def finished(self, word: str, limit: int = 5) -> list[Correction]:
        """Return the most frequent words that a half-typed one begins, in its own letters."""
        if len(word) < SHORTEST_HALF_WORD:
            return []
        begun = self._most_frequent(self._unfolded(self._begun_folds(fold(word))), limit)
        return [Correction(other, 0, self._df[other], "half") for other in begun]

    def completions(self, prefix: str, limit: int) -> list[str]:
        """Return words that begin so, most frequent first; with one slip when none does."""
        typed = fold(prefix)
        if not typed:
            return []
        found = self._begun(typed, limit)
        if found or len(typed) < SHORTEST_CORRECTED:
            return list(found)
        return self._most_frequent(self._begun_with_a_slip(typed), limit)

    def _frequent_beginning(self, typed: str, limit: int) -> tuple[str, ...]:
        return tuple(self._most_frequent(self._unfolded(self._begun_folds(typed)), limit))

    def _begun_with_a_slip(self, typed: str) -> Iterator[str]:
        """Words with the same first letter whose beginning is one slip from the typed one."""
        same_letter = self._begun_folds(typed[0])
        single = undoubled(typed)
        near = [each for each in same_letter if undoubled(each).startswith(single)]
        for size in range(len(typed) - 1, len(typed) + 2):
            possible = list({folded[:size] for folded in same_letter})
            found = process.extract(
                typed, possible, scorer=OSA.distance, score_cutoff=1, limit=None
            )
            near += (beginning for beginning, _, _ in found)
        beginnings = tuple(near)
        return self._unfolded(each for each in same_letter if each.startswith(beginnings))

    def _begun_folds(self, typed: str) -> list[str]:
        start = bisect_left(self._folds, typed)
        return self._folds[start : bisect_left(self._folds, typed + AFTER_EVERY_LETTER, lo=start)]

    def _unfolded(self, folds: Iterable[str]) -> Iterator[str]:
        for folded in folds:
            yield from self._by_fold[folded]

    def _most_frequent(self, words: Iterable[str], limit: int) -> list[str]:
        return nlargest(limit, words, key=lambda word: (self._df[word], -len(word), word))


def nearest(word: str, lists: Sequence[WordList], limit: int = 3) -> list[Correction]:
    """Return what an unknown word may be by any of the lists: the nearest words, by df.

    A word that only lacks its marks is the nearest there is. A word of the dictionary is right as
    it is: it may still lack its marks, but it is not misspelled. A compound that no dictionary
    lists may be both, a word that nobody wrote and one slip from a word that occurs (matsvin,
    matsvinn).
    """
    found = [each for one in lists for each in one.folded(word)]
    found = found or [each for one in lists for each in one.misspelled(word)]
    best: dict[str, Correction] = {}
    for each in sorted(found, key=lambda each: (each.distance, -each.df, each.word)):
        best.setdefault(each.word, each)
    least = min((each.distance for each in found), default=0)
    return [each for each in best.values() if each.distance == least][:limit]


def is_inflection(word: str, other: str) -> bool:
    """Tell whether two words look like forms of one: they differ in their endings alone.

    An ending does not double the letter before it: plastt is no form of plast.
    """
    shared = Prefix.similarity(word, other)
    one, two = word[shared:], other[shared:]
    doubled = {ending[:1] for ending in (one, two)} & {word[shared - 1 : shared]}
    return one in INFLECTIONS and two in INFLECTIONS and not doubled


def _slips(word: str) -> int:
    """Return how many slips are forgiven in a word that no entry holds."""
    if len(word) < SHORTEST_CORRECTED or is_basic_word(word):
        return 0
    if split(word):
        return 1 if len(word) >= SHORTEST_COMPOUND_CORRECTED else 0
    return 2 if len(word) >= LONG else 1
