"""Which Swedish words are compounds, and of what: a look-up in the list made from SFOL."""

import gzip
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

DATA = Path(__file__).parent / "data"
COMPOUNDS = DATA / "sfol" / "sv_compounds.txt.gz"
MEANING = DATA / "meaning.npz"
FIRSTS = DATA / "firsts.txt"
HEADS = DATA / "heads.txt"
MISLEADING = DATA / "misleading.txt"
LEMMAS = DATA / "lemmas.txt"
NAMES = DATA / "names.txt"
OWN_KEYS = DATA / "apart.txt"

SHORTEST = 3  # letters of a part; a listed first of two letters counts at the beginning only
LONGEST = 60  # letters of a word worth splitting: the work grows with the square

OPENING = 4  # letters that words of one text have in common: two dozen words, on average

# 19 MB and 12 µs a word; the other way to hold the same data takes 97 MB and 3 µs.


class WordSet:
    """A set of very many words, in a fifth of the memory: words that begin alike lie in one text.

    The heads take 5 MB instead of 26, and no look-up takes more than a microsecond.
    """

    def __init__(self, words: Iterable[str]) -> None:
        alike = groupby(sorted(words), key=lambda word: word[:OPENING])
        self._texts = {opening: "\n".join(("", *group, "")) for opening, group in alike}

    def __contains__(self, word: str) -> bool:
        return f"\n{word}\n" in self._texts.get(word[:OPENING], "")

    def __iter__(self) -> Iterator[str]:
        for text in self._texts.values():
            yield from text.split()


class Lexicon(NamedTuple):
    """What compounds are made of. Firsts lead to their dictionary form: `skogs` to `skog`."""

    firsts: dict[str, str]
    heads: WordSet
    names: frozenset[str]
    misleading: dict[str, tuple[str, ...]]  # a first, and how the rest may not begin after it
    lemmas: dict[str, str]  # corrections
    own_keys: dict[str, str]  # forms that have a key of their own, and that key


def lines(path: Path) -> list[str]:
    """Read the data lines of a small file; `#` begins a comment."""
    text = path.read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def by_first(path: Path, read: Callable[[str], str] = str) -> dict[str, str]:
    """Read a file of words that go together, one set a line: each leads to the first of its line.

    Args:
        path: the file.
        read: makes of a word what it is looked up by.
    """
    sets = ([read(word) for word in line.split()] for line in lines(path))
    return {each: together[0] for together in sets for each in together}


@cache
def lexicon() -> Lexicon:
    """Load the lists once per process, at the first word."""
    blocks = gzip.decompress(COMPOUNDS.read_bytes()).decode().split("\n\n")
    firsts, heads, names = (block.splitlines() for block in blocks)
    pairs = (line.partition(" ") for line in (*firsts, *lines(FIRSTS)))
    return Lexicon(
        firsts={first: base or first for first, _, base in pairs},
        heads=WordSet((*heads, *" ".join(lines(HEADS)).split())),
        names=frozenset((*names, *lines(NAMES))),
        misleading=_misleading(),
        lemmas=dict(line.split() for line in lines(LEMMAS)),
        own_keys=by_first(OWN_KEYS),
    )


def _misleading() -> dict[str, tuple[str, ...]]:
    continuations = defaultdict(list)
    for line in lines(MISLEADING):
        first, _, rest = line.partition("+")
        continuations[first].append(rest)
    return {first: tuple(rests) for first, rests in continuations.items()}


def name(word: str) -> str | None:
    """Return the proper name that the word is, without a genitive -s; else None."""
    names = lexicon().names
    if word in names:
        return word
    return word[:-1] if word.endswith("s") and word[:-1] in names else None


def own_key(word: str) -> str | None:
    """Return the key of a name, or of a word that must not be stemmed; None of all others."""
    own_keys = lexicon().own_keys
    return name(word) or own_keys.get(word) or own_keys.get(word.removesuffix("s"))


def base_of_first(part: str) -> str:
    """Return the dictionary form of a compound's first part: `livsmedels` gives `livsmedel`."""
    return lexicon().firsts.get(part, part)


def sides(word: str) -> list[tuple[str, str]]:
    """Return what stands on both sides of each joint of a compound, the first in its base form.

    `livsmedelsstrategi` gives livsmedel and strategi; a word that is no compound gives nothing.
    """
    pieces = split(word)
    return [
        ("".join(pieces[: joint - 1]) + base_of_first(pieces[joint - 1]), "".join(pieces[joint:]))
        for joint in range(1, len(pieces))
    ]


@lru_cache(maxsize=16_384)
def split(word: str) -> tuple[str, ...]:
    """Split a lower-case compound into known parts, as written; () if it is none.

    The fewest parts win, then the longest beginning: kultur+historia, not kult+urhistoria.
    """
    if len(word) > LONGEST or name(word):
        return ()
    ways = (
        (*firsts, word[end:])
        for end, firsts in reversed(_beginnings(word).items())
        if is_head(word[end:])
    )
    return min(ways, key=len, default=())


def _beginnings(word: str) -> dict[int, tuple[str, ...]]:
    """Map each place that firsts in a row can reach, in rising order, to the shortest such row."""
    reached: dict[int, tuple[str, ...]] = {0: ()}
    for end in range(2, len(word) - SHORTEST + 1):
        rows = (
            (*row, word[start:end])
            for start, row in reversed(reached.items())
            if _is_first(word, start, end)
        )
        if best := min(rows, key=len, default=()):
            reached[end] = best
    del reached[0]
    return reached


def _is_first(word: str, start: int, end: int) -> bool:
    lists, part = lexicon(), word[start:end]
    return (
        part in lists.firsts
        and (start == 0 or end - start >= SHORTEST)
        and not word.startswith(lists.misleading.get(part, ()), end)
    )


def is_head(part: str) -> bool:
    """Return whether a word, in any form, may end a compound; what ends in s has no genitive."""
    heads = lexicon().heads
    return part in heads or (part.endswith("s") and part[-2:] != "ss" and part[:-1] in heads)


@cache
def _lemmas() -> Any:  # noqa: ANN401  has no types
    from simplemma.strategies import DictionaryLookupStrategy  # noqa: PLC0415 - takes a while
    from simplemma.strategies.dictionaries import (  # noqa: PLC0415 - takes a while
        LOW_MEMORY_DICTIONARY_FACTORY,
    )

    return DictionaryLookupStrategy(LOW_MEMORY_DICTIONARY_FACTORY)


@lru_cache(maxsize=16_384)
def lemma(word: str) -> str | None:
    """Return the lemma of a lower-case word, also in the genitive; None for an unknown word."""
    forms = (word, word[:-1]) if word.endswith("s") else (word,)
    found = (lexicon().lemmas.get(form) or _lemmas().get_lemma(form, "sv") for form in forms)
    return next((known.lower() for known in found if known), None)


def is_adjective(word: str) -> bool:
    """Return whether a lower-case word is an adjective in basic form (lokal: lokala, lokalt)."""
    return word in (lemma(f"{word}a"), lemma(f"{word}t"))


def is_basic_word(word: str) -> bool:
    """Return whether a lower-case word is a known word or a name, as a whole."""
    return bool(is_head(word) or name(word) or lemma(word))


def is_dictionary_word(word: str) -> bool:
    """Return whether a lower-case word is a known word, a name or a compound of known words."""
    return is_basic_word(word) or bool(split(word))
