"""Compounds in names of organisations: what they are made of is not what a text is about."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from swedish.analysis import HANGING, completions, key, parts
from swedish.lexicon import DATA, base_of_first, lines, name, split
from swedish.tokens import WORD, lowered

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    Names = Mapping[str, Sequence[tuple[str, ...]]]

FEATURES = DATA / "features.txt"
_BEGINNING = re.compile(r"(?:\A|[.!?:;…•*\n\"”“»«'’(\[–—]|(?:\A|\s)-)\s*\Z")
"""What stands before the first word of a sentence, a heading or a quotation."""
LONGEST_BEFORE = 4
"""Characters before a word in which that is looked for."""
_BRAND = re.compile(r"[a-zåäö][A-ZÅÄÖ]")
_MANY = re.compile(r"(?:[aeo]r(?:na)?|are|företag(?:en)?|bolag(?:et|en)?)\Z")
"""How a word ends that may mean any such where it begins a sentence: Fastighetsägarna."""
MOST_CAPITALS = 0.5
"""Share of a text's words with a capital from which on that tells no name."""
FEWEST_WORDS = 4
"""Words of a text of which that share is taken."""
CACHED_TEXTS = 2_048
CACHED_NAMES = 4_096


class _TextNames(NamedTuple):
    """What a text says of names.

    Attributes:
        compounds: those in known names, and those that capitals tell.
        capitals: words with a capital, as written.
        beginnings: in lower case, words with which a name in it may begin.
    """

    compounds: frozenset[str]
    capitals: frozenset[str]
    beginnings: frozenset[str]


class OrganisationNames:
    """Finds the compounds that an entry holds in names, by known names and by capitals."""

    def __init__(self, known: Iterable[str]) -> None:
        """Take the names of known organisations."""
        self._known = _by_first(known)
        self._held = {word for names in self._known.values() for each in names for word in each}
        self._read = lru_cache(maxsize=CACHED_TEXTS)(self._names_in)

    def hold(self, word: str) -> bool:
        """Tell whether a known name with a compound has a lower-case word."""
        return word in self._held or nominative(word) in self._held

    def compounds(self, texts: Iterable[str], own: Iterable[str] = ()) -> frozenset[str]:
        """Return the compounds of names as they are written; of parts that hang, as completed.

        What is a name within a sentence is one where it begins another, too.

        Args:
            texts: those of one entry.
            own: names of the organisations that it is linked to.
        """
        by_entry = _by_first(own)
        read = [(text, self._read(text)) for text in texts]
        found = {each for _, names in read for each in names.compounds}
        for text, names in read:
            if not by_entry.keys().isdisjoint(names.beginnings):
                found |= _compounds_of(_by_name(_read(text), by_entry))
        names_found = set(map(nominative, found))
        capitals = (each for _, names in read for each in names.capitals)
        return frozenset(found.union(c for c in capitals if nominative(c) in names_found))

    def _names_in(self, text: str) -> _TextNames:
        compounds: set[str] = set()
        capitals = frozenset(each for each in WORD.findall(text) if each[0].isupper())
        beginnings = _beginnings(capitals)
        if _may_hold_names(text, capitals) or not self._known.keys().isdisjoint(beginnings):
            words = _read(text)
            compounds = _compounds_of((*_by_capital(words), *_by_name(words, self._known)))
            capitals = frozenset(word.read for word in words if word.has_capital)
            beginnings = _beginnings(capitals)
        return _TextNames(frozenset(compounds), capitals, beginnings)


def _beginnings(capitals: Iterable[str]) -> frozenset[str]:
    low = list(map(lowered, capitals))
    return frozenset((*low, *map(nominative, low)))


def _may_hold_names(text: str, capitals: Iterable[str]) -> bool:
    """Return whether a compound, a brand or a hanging part may be a name by its capital."""
    compound = any(parts(lowered(each)) for each in capitals)
    return compound or "-" in text or bool(_BRAND.search(text))


def _compounds_of(words: Iterable[_Word]) -> set[str]:
    return {word.read for word in words if parts(word.low)}


class _Word(NamedTuple):
    """A word of a text.

    Attributes:
        read: as written; a part that hangs, as completed.
        low: that in lower case.
        group: where the compound begins that it hangs before, or where it begins itself.
        has_capital: as it is written.
        begins: a sentence, a heading or a quotation.
    """

    read: str
    low: str
    group: int
    has_capital: bool
    begins: bool


def _by_first(names: Iterable[str]) -> Names:
    """Return the words of each name that holds a compound, by the first of them."""
    found: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for words in filter(None, map(_compound_name, names)):
        found[words[0]].append(words)
    return found


@lru_cache(maxsize=CACHED_NAMES)
def _compound_name(text: str) -> tuple[str, ...]:
    """Return the words of a name that holds a compound, in lower case; of others nothing."""
    words = tuple(word.low for word in _read(text))
    return words if any(map(parts, words)) else ()


def _read(text: str) -> list[_Word]:
    whole = dict(completions(text))
    groups = {
        first.start(): hanging.start("compound")
        for hanging in (HANGING.finditer(text) if whole else ())
        for first in WORD.finditer(text, *hanging.span("firsts"))
    }
    return [
        _Word(
            read := whole.get(start, match[0]),
            lowered(read),
            groups.get(start, start),
            has_capital,
            has_capital and bool(_BEGINNING.search(text[max(0, start - LONGEST_BEFORE) : start])),
        )
        for match in WORD.finditer(text)
        for start, has_capital in ((match.start(), match[0][0].isupper()),)
    ]


def _by_capital(words: Sequence[_Word]) -> Iterator[_Word]:
    """Yield the compounds with a capital that begin no sentence, or have one within them."""
    capitals = sum(word.has_capital for word in words)
    if capitals > MOST_CAPITALS * max(FEWEST_WORDS, len(words)):
        return
    groups: defaultdict[int, list[_Word]] = defaultdict(list)
    for word in words:
        groups[word.group].append(word)
    for group in groups.values():
        told = any(each.has_capital and not each.begins for each in group)
        if (told or _BRAND.search(group[-1].read)) and not _is_place(group[-1].low):
            yield from group


def _by_name(words: Sequence[_Word], known: Names) -> Iterator[_Word]:
    """Yield the words of known names; what is of a place in a longer one is that."""
    for at, first in enumerate(words):
        if not first.has_capital:
            continue
        for called in (*known.get(first.low, ()), *known.get(nominative(first.low), ())):
            found = words[at : at + len(called)]
            if _is_name(found, called):
                alone = len(found) == 1
                yield from (each for each in found if alone or not _is_place(each.low))


def _is_name(found: Sequence[_Word], called: tuple[str, ...]) -> bool:
    """Tell whether words are a name, and not any such: "Fastighetsägarna" may begin a sentence."""
    *before, last = (word.low for word in found)
    if (*before, last) != called and (*before, nominative(last)) != called:
        return False
    first, *others = found
    told = not first.begins or any(word.has_capital for word in others)
    return told or not _MANY.search(called[-1])


def nominative(word: str) -> str:
    """Return a word without the ending of the genitive."""
    return word.removesuffix("s")


def _is_place(word: str) -> bool:
    """Tell whether a word is of a place (Göteborgsregionen, Bottenhavet)."""
    pieces = split(word)
    return bool(pieces) and (
        name(base_of_first(pieces[0])) is not None or key(pieces[-1]) in _features()
    )


@cache
def _features() -> frozenset[str]:
    return frozenset(map(key, lines(FEATURES)))
