"""Words that occur, and which of them a misspelled or half-typed word may be."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from functools import lru_cache
from heapq import nlargest
from typing import TYPE_CHECKING, Literal, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from swedish.analysis import is_generic, is_stop, key
from swedish.folding import fold
from swedish.lexicon import is_basic_word, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

SHORTEST_CORRECTED = 4
"""Letters; shorter words are one letter from too many others."""
SHORTEST_HALF_WORD = 4
"""Letters; fewer begin too many words to mean one."""
NEARLY_AS_FREQUENT = 1 / 3
"""Share of the likeliest word's entries that another word needs to be suggested too."""
LONG = 8
"""Letters from which two slips are forgiven instead of one."""
SHORTEST_COMPOUND_CORRECTED = 7
"""Letters; a shorter compound (elflyg, solbad) is one slip from too many others."""
_DOUBLED = re.compile(r"([^\W\d_])\1")
AFTER_EVERY_LETTER = "\U0010ffff"


def undoubled(word: str) -> str:
    """Return a word with each doubled letter once: mattsvin and matsvinn are one slip apart."""
    return _DOUBLED.sub(r"\1", word)


def begun(words: Sequence[str], typed: str) -> Sequence[str]:
    """Return the words, of some in order, that begin so."""
    start = bisect_left(words, typed)
    return words[start : bisect_left(words, typed + AFTER_EVERY_LETTER, lo=start)]


class Correction(NamedTuple):
    """A suggested word; a folded one differs by missing marks only."""

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
        self._by_single_fold: defaultdict[str, list[str]] = defaultdict(list)
        for folded in self._folds:
            self._by_single_fold[undoubled(folded)].append(folded)
        self._single_folds = sorted(self._by_single_fold)
        self._begun = lru_cache(maxsize=1_000)(self._frequent_beginning)
        self._misspelled = lru_cache(maxsize=1_000)(self._few_slips_from)

    def known(self, word: str) -> bool:
        """Return whether an entry holds the word as written."""
        return word in self._df

    def df(self, word: str) -> int:
        """Return the number of entries that hold the word as written."""
        return self._df.get(word, 0)

    def folded(self, word: str) -> list[Correction]:
        """Return the words that a word without some of its marks is when they are put back."""
        return [
            Correction(other, 0, self._df[other], "folded")
            for other in self._by_fold.get(fold(word), ())
            if other != word and _lacks_marks(word, other)
        ]

    def doubled_otherwise(self, word: str) -> Sequence[str]:
        """Return the words that differ by which letters are doubled (matsvin, matsvinn)."""
        return self._by_single.get(undoubled(word), ())

    def misspelled(self, word: str) -> Sequence[Correction]:
        """Return the words that are few enough slips from an unknown one.

        They begin as it does, or with a letter before it: a first letter is lost at times, but
        hardly ever another. Letters doubled in the wrong places, the commonest fault of Swedish
        spelling, are one slip together (mattsvin, matsvinn).
        """
        return self._misspelled(word)  # each word is compared with all others, and is met again

    def _few_slips_from(self, word: str) -> Sequence[Correction]:
        most = _slips(word)
        if not most:
            return []
        lengths = range(len(word) - most, len(word) + most + 1)
        candidates = [other for length in lengths for other in self._by_length.get(length, ())]
        near = process.extract(word, candidates, scorer=OSA.distance, score_cutoff=most, limit=None)
        found = {other: int(distance) for other, distance, _ in near}
        found |= dict.fromkeys(self.doubled_otherwise(word), 1)
        return [
            Correction(each, slips, self._df[each], "spelling")
            for each, slips in found.items()
            if fold(each[:1]) == fold(word[:1]) or each[1:] == word  # else mostly another word
        ]

    def finished(self, word: str, limit: int = 5) -> list[Correction]:
        """Return the most frequent words that a half-typed one begins, in its own letters.

        Each in its most frequent form, and those only that are nearly as frequent as the first.
        """
        if len(word) < SHORTEST_HALF_WORD:
            return []
        forms: defaultdict[str, list[str]] = defaultdict(list)
        for each in self._forms_of(self._begun_folds(fold(word))):
            if not (is_stop(each) or is_generic(each)):
                forms[key(each)].append(each)
        totals = Counter({each: sum(map(self.df, words)) for each, words in forms.items()})
        least = max(totals.values(), default=0) * NEARLY_AS_FREQUENT
        likely = [each for each, total in totals.most_common(limit) if total >= least]
        likeliest = (self._most_frequent(forms[each], 1)[0] for each in likely)
        singular = (
            each[:-1] if self.known(each[:-1]) and each[-1] == "s" else each for each in likeliest
        )
        return [Correction(other, 0, self._df[other], "half") for other in singular]

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
        return tuple(self._most_frequent(self._forms_of(self._begun_folds(typed)), limit))

    def _begun_with_a_slip(self, typed: str) -> Iterator[str]:
        """Words with the same first letter whose beginning is one slip from the typed one."""
        same_letter = self._begun_folds(typed[0])
        single = begun(self._single_folds, undoubled(typed))
        near = [each for one in single for each in self._by_single_fold[one]]
        for size in range(len(typed) - 1, len(typed) + 2):
            possible = list({folded[:size] for folded in same_letter})
            found = process.extract(
                typed, possible, scorer=OSA.distance, score_cutoff=1, limit=None
            )
            near += (beginning for beginning, _, _ in found)
        beginnings = tuple(near)
        return self._forms_of(each for each in same_letter if each.startswith(beginnings))

    def _begun_folds(self, typed: str) -> Sequence[str]:
        return begun(self._folds, typed)

    def _forms_of(self, folds: Iterable[str]) -> Iterator[str]:
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


def _lacks_marks(word: str, other: str) -> bool:
    """Return whether a word that looks like another without marks has none that is wrong."""
    if len(word) != len(other):
        return word == fold(word)
    return all(typed in (letter, fold(letter)) for typed, letter in zip(word, other, strict=True))


def _slips(word: str) -> int:
    """Return how many slips are forgiven in a word that no entry holds."""
    if len(word) < SHORTEST_CORRECTED or is_basic_word(word):
        return 0
    if split(word):
        return 1 if len(word) >= SHORTEST_COMPOUND_CORRECTED else 0
    return 2 if len(word) >= LONG else 1
