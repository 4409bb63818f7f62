"""Names in Swedish text: inflected, of several words, inside compounds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby
from typing import Generic, NamedTuple, TypeVar

from swedish.analysis import CACHED_WORDS, is_stop, key, parts
from swedish.lexicon import DATA, by_first, lemma
from swedish.tokens import tokenize

Value = TypeVar("Value")
SHORT = 3
"""Letters up to which a word is a name only as written: VA is not "var", nor SKS "skas"."""
CACHED_NAMES = 20_000
"""All names of the vocabularies, most of which are read more than once when a process starts."""
ALIKE = DATA / "alike.txt"
VOWELS = frozenset("aeiouyåäö")


def naming_key(word: str) -> str:
    """Return what a word of a name is recognised by: its key, or a short word itself.

    Of a short word that ends in a vowel, two forms are that word too: bi, bin; ko, kor.
    """
    if is_stop(word):
        return word
    if len(word) > SHORT:
        return key(word)
    shorter = word[:-1]
    is_form = len(word) == SHORT and word[-1] in "nr" and shorter[-1] in VOWELS
    return shorter if is_form and lemma(word) == shorter else word


def alike(word_key: str) -> str:
    """Return what a word says in a phrase of every day: all that say the same have one of them."""
    return _alike().get(word_key, word_key)


@cache
def _alike() -> dict[str, str]:
    return by_first(ALIKE, naming_key)


@lru_cache(maxsize=CACHED_NAMES)
def name_keys(text: str, *, whole: bool = False) -> tuple[str, ...]:
    """Return what a name is recognised by, without its function words.

    A `whole` one keeps a function word that it begins with: Vara kommun is not any kommun.
    """
    words = [token.text for token in tokenize(text)]
    first = [words[0]] if whole and words and is_stop(words[0]) else []
    return (*first, *(naming_key(word) for word in words if not is_stop(word)))


class Word(NamedTuple):
    """A word of a text, `text[start:end]`, that is no function word.

    `name` is what it is recognised by in a name, `key` what it shares with its inflected forms,
    `parts` are the keys of a compound's parts.
    """

    name: str
    key: str
    parts: tuple[str, ...]
    start: int
    end: int


def words_of(text: str, start: int = 0) -> list[Word]:
    """Return the words of a text in NFC that are no function words.

    Args:
        text: any text.
        start: added to all places, where it is a part of another text.
    """
    return [
        Word(*read_word(token.text)[:3], start + token.start, start + token.end)
        for token in tokenize(text)
        if not is_stop(token.text)
    ]


@lru_cache(maxsize=CACHED_WORDS)
def read_word(word: str) -> Word:
    """Return a word in lower case without its place."""
    return Word(naming_key(word), key(word), parts(word), 0, 0)


class Hit(NamedTuple, Generic[Value]):
    """A name that stands in a text at [start, end); `inside` a compound, which that is then."""

    value: Value
    start: int
    end: int
    inside: bool = False


class NameMatcher(Generic[Value]):
    """Finds names, each with what it means, among the words of a sentence."""

    def __init__(self, names: Iterable[tuple[str, Value]]) -> None:
        """Take names; one that holds function words alone is never found."""
        self._by_first: defaultdict[str, list[tuple[tuple[str, ...], Value]]] = defaultdict(list)
        for name, value in names:
            if keys := name_keys(name):
                self._by_first[keys[0]].append((keys, value))

    def beginning_with(self, name: str) -> Sequence[tuple[tuple[str, ...], Value]]:
        """Return the names that begin with a word, by their keys, each with what it means."""
        return self._by_first.get(name, ())

    def hits(self, words: Sequence[Word]) -> Iterator[Hit[Value]]:
        """Yield every name, also within another; one of a single word also inside compounds."""
        names = tuple(word.name for word in words)
        for at, word in enumerate(words):
            for keys, value in self._by_first.get(word.name, ()):
                if names[at : at + len(keys)] == keys:
                    yield Hit(value, word.start, words[at + len(keys) - 1].end)
            for part in word.parts:
                for keys, value in self._by_first.get(part, ()):
                    if len(keys) == 1:
                        yield Hit(value, word.start, word.end, inside=True)

    def longest(self, words: Sequence[Word]) -> Iterator[Hit[Value]]:
        """Yield the longest names, none within another; inside a word only where it is none.

        A compound that holds several names means the first.
        """
        end = -1
        for start, group in groupby(self.hits(words), key=lambda hit: hit.start):
            hits = list(group)
            if start < end:
                continue
            end = max(hit.end for hit in hits)
            longest = [hit for hit in hits if hit.end == end]
            whole = [hit for hit in longest if not hit.inside]
            yield from whole or longest[:1]
