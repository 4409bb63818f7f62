"""Which Swedish words are compounds, and of what: a look-up in the list made from SFOL."""

import gzip
from collections import defaultdict
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

from simplemma.strategies import DictionaryLookupStrategy
from simplemma.strategies.dictionaries import LOW_MEMORY_DICTIONARY_FACTORY

DATA = Path(__file__).parent / "data"
COMPOUNDS = DATA / "sfol" / "sv_compounds.txt.gz"
FIRSTS = DATA / "firsts.txt"
MISLEADING = DATA / "misleading.txt"

SHORTEST = 3  # letters of a part
SHORTEST_TAIL = 4  # letters after a first of firsts.txt: el+bil, but not el+ev
LONGEST = 60  # letters of a word worth splitting; the work grows with the square

_lemmas = DictionaryLookupStrategy(LOW_MEMORY_DICTIONARY_FACTORY)


class Lexicon(NamedTuple):
    """The word lists. Firsts lead to their dictionary form: `kvinno` to `kvinna`."""

    firsts: dict[str, str]
    short_firsts: frozenset[str]
    heads: frozenset[str]
    names: frozenset[str]
    misleading: dict[str, tuple[str, ...]]


def lines(path: Path) -> list[str]:
    """Read the data lines of a small file; `#` begins a comment."""
    return [
        line
        for line in path.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]


@cache
def lexicon() -> Lexicon:
    """Load the lists once per process, at the first word."""
    firsts, heads, names = gzip.decompress(COMPOUNDS.read_bytes()).decode().split("\n\n")
    pairs = (line.partition(" ") for line in firsts.splitlines())
    return Lexicon(
        {first: base or first for first, _, base in pairs},
        frozenset(lines(FIRSTS)),
        frozenset(heads.splitlines()),
        frozenset(names.splitlines()),
        _misleading(),
    )


def _misleading() -> dict[str, tuple[str, ...]]:
    """Map a first part to the beginnings that may not follow it."""
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


def base_of_first(part: str) -> str:
    """Return the dictionary form of a compound's first part: `livsmedels` gives `livsmedel`."""
    return lexicon().firsts.get(part, part)


@lru_cache(maxsize=16_384)
def split(word: str) -> tuple[str, ...]:
    """Split a lower-case compound into the fewest known parts, as written; () if it is none."""
    if len(word) > LONGEST or name(word):
        return ()
    options = [
        (*firsts, word[end:])
        for end, firsts in _beginnings(word).items()
        if _is_head(word[end:]) and (len(firsts[0]) >= SHORTEST or len(word) - end >= SHORTEST_TAIL)
    ]
    return min(options, key=len, default=())


def _beginnings(word: str) -> dict[int, tuple[str, ...]]:
    """Map each place that a row of firsts can reach to the shortest such row, in rising order."""
    lists = lexicon()
    reached: dict[int, tuple[str, ...]] = {}
    for end in range(2, len(word) - SHORTEST + 1):
        rows = [
            (*row, word[start:end])
            for start, row in ((0, ()), *reached.items())
            if _may_begin(word[start:end], whole=start == 0)
            and not word.startswith(lists.misleading.get(word[start:end], ()), end)
        ]
        if rows:
            reached[end] = min(rows, key=len)
    return reached


def _may_begin(part: str, *, whole: bool) -> bool:
    lists = lexicon()
    return (len(part) >= SHORTEST and part in lists.firsts) or (
        whole and part in lists.short_firsts
    )


def _is_head(part: str) -> bool:
    heads = lexicon().heads
    return part in heads or (part.endswith("s") and part[:-1] in heads)


def is_dictionary_word(word: str) -> bool:
    """Tell whether a lower-case word is a known word, a name or a compound of known words."""
    return (
        _is_head(word)
        or name(word) is not None
        or (base_of_first(word) == word and word in lexicon().firsts)
        or _lemmas.get_lemma(word, "sv") is not None
        or bool(split(word))
    )
