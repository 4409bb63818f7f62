"""Suggestions while typing: concepts before topics before titles, middle words, a letter wrong."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from indexer.fields import TITLE_WORDS
from indexer.query import Bool, DisMax, Query, Term
from swedish.folding import fold
from swedish.spelling import AFTER_EVERY_LETTER, SHORTEST_CORRECTED
from swedish.tokens import normalise, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from indexer.concepts import Concept
    from indexer.topics import Topic
    from indexer.words import Words

MOST_COMPLETIONS = 20
"""Ways to finish a half-typed word that are looked for in titles."""
NUMBERED = re.compile(
    r"(?P<kind>milj[öo]m[åa]l|delm[åa]l|(?:globala?[ -])?m[åa]l(?:et)?|sdg|goal)"
    r"\s*(?P<number>\d{1,2}(?:\.\w?)?)"
)


class Suggested(NamedTuple):
    """A concept (of a facet) or a topic (facet None), with the name that the typed text begins."""

    facet: str | None
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class _Name:
    words: tuple[str, ...]
    folded: tuple[str, ...]
    suggested: Suggested
    rank: int


class Suggestions:
    """Finds concepts and topics by the beginnings of the words of their names, in any order."""

    def __init__(self, concepts: Sequence[Concept], topics: Iterable[Topic]) -> None:
        self._numbers = [(one.facet, one.id, one.label) for one in concepts]
        self._names = [
            *(
                _name(Suggested(one.facet, one.id, name.text), rank)
                for one in concepts
                for rank, name in enumerate(one.names)
            ),
            # A topic's other names are as narrow as its entries are broad: only its own is offered.
            *(_name(Suggested(None, one.id, one.label), 0) for one in topics if not one.wider),
        ]
        places = ((word, at) for at, name in enumerate(self._names) for word in name.folded)
        self._places = sorted(set(places))
        self._words = sorted({word for word, _ in self._places})

    def matching(self, text: str) -> list[Suggested]:
        """Return what the text may become, best names first; each concept and topic once."""
        numbered = self._numbered(text)
        typed = [token.text for token in tokenize(normalise(text))]
        if numbered or not typed:
            return numbered
        begun = (self._begun(fold(word)) for word in typed)
        found = [self._names[at] for at in set.intersection(*begun)]
        best: dict[tuple[str | None, str], Suggested] = {}
        for name in sorted(found, key=lambda name: _order(name, typed)):
            best.setdefault(name.suggested[:2], name.suggested)
        return list(best.values())

    def _begun(self, typed: str) -> set[int]:
        """Return the names with a word that begins so, or with one slip when none does."""
        places = self._beginning(typed)
        if places or len(typed) < SHORTEST_CORRECTED:
            return places
        near = {
            beginning
            for size in range(len(typed) - 1, len(typed) + 2)
            for beginning, _, _ in process.extract(
                typed,
                {word[:size] for word in self._words if word[0] == typed[0]},
                scorer=OSA.distance,
                score_cutoff=1,
                limit=None,
            )
        }
        return set().union(*map(self._beginning, near))

    def _beginning(self, typed: str) -> set[int]:
        start = bisect_left(self._places, (typed, -1))
        end = bisect_left(self._places, (typed + AFTER_EVERY_LETTER, -1), lo=start)
        return {at for _, at in self._places[start:end]}

    def _numbered(self, text: str) -> list[Suggested]:
        """Return the goals, objectives or targets whose number begins as typed ("mål 1")."""
        match = NUMBERED.fullmatch(normalise(text).strip().lower())
        if match is None:
            return []
        facets = _numbered_facets(match["kind"], match["number"])
        found = [
            Suggested(facet, number, name)
            for facet, number, name in self._numbers
            if facet in facets and number.startswith(match["number"])
        ]
        return sorted(found, key=lambda one: (facets.index(one.facet or ""), len(one.id), one.id))


def _numbered_facets(kind: str, number: str) -> tuple[str, ...]:
    if kind.startswith("milj"):
        return ("objective",)
    if kind.startswith("delm") or "." in number:
        return ("target",)
    return ("goal", "objective") if kind in {"mål", "mal"} else ("goal",)


def _name(suggested: Suggested, rank: int) -> _Name:
    words = tuple(token.text for token in tokenize(normalise(suggested.name)))
    return _Name(words, tuple(map(fold, words)), suggested, rank)


AFTER_OTHERS: Mapping[str | None, int] = {"target": 1, None: 2}
"""Facets that come after the rest: the 169 targets, with names of a line each, and topics."""


def _order(name: _Name, typed: Sequence[str]) -> tuple[bool, bool, int, int, int, str]:
    """Put first: with all marks, from the first word, concepts, main names, short names."""
    marked = all(any(word.startswith(part) for word in name.words) for part in typed)
    first = name.words[0].startswith(typed[0])
    after = AFTER_OTHERS.get(name.suggested.facet, 0)
    return (not marked, not first, after, name.rank, len(name.words), name.suggested.name)


def title_query(text: str, words: Words) -> Query | None:
    """Ask for titles that hold the typed words, each finished as words that occur."""
    typed = [token.text for token in tokenize(normalise(text))]
    slots = []
    for part in typed:
        ways = words.spelling.completions(part, MOST_COMPLETIONS)
        if not ways:
            return None
        slots.append(DisMax(tuple(Term(TITLE_WORDS, way) for way in ways), tie=0.0))
    return Bool(must=tuple(slots)) if slots else None
