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
from indexer.query_terms import find_word
from record.filters import NATIONAL
from swedish.analysis import is_generic, is_stop, key
from swedish.folding import fold
from swedish.lexicon import lemma, sides
from swedish.spelling import AFTER_EVERY_LETTER, undoubled
from swedish.tokens import normalise, tokenize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from indexer.concepts import ConceptName, SearchConcept
    from indexer.topics import SearchTopic
    from indexer.word_statistics import WordStatistics

MOST_COMPLETIONS = 20
"""Ways to finish a half-typed word that are looked for in titles."""
SHORTEST_SLIPPED = 5
"""Letters of a beginning that may hold a slip; a shorter one is a letter from too many others."""
SHORTEST_INSIDE = 3
"""Letters that find a word inside a compound, or by another name of a topic."""
NUMBERED = re.compile(
    r"(?P<kind>milj[öo]m[åa]l|delm[åa]l|(?:globala?[ -])?m[åa]l(?:et)?|sdg|goal)?"
    r"\s*(?P<number>\d{1,2}(?:\.\w?)?)?"
)
NEVER_FINISHING = frozenset({"target", "kind"})
"""Facets whose names nobody writes within a text."""
NUMBER_NAMES = {"goal": "mål", "objective": "miljömål", "target": "delmål"}


class Suggested(NamedTuple):
    """A concept (of a facet) or a topic (facet None), with the name that the typed text begins.

    `is_place`: it names a place in the county that it stands for.
    """

    facet: str | None
    id: str
    name: str
    is_place: bool = False


class Typed(NamedTuple):
    """A half-typed text.

    Attributes:
        before: what is finished.
        last: the word that is being typed.
        meaningful: whether what is finished says what is sought.
        opens: whether a function word stands before the last word, as in "energi i n".
    """

    before: str
    last: str
    meaningful: bool
    opens: bool


@dataclass(frozen=True, slots=True)
class _Name:
    """One name: its words, and what stands in them from each joint of a compound on."""

    words: tuple[str, ...]
    insides: tuple[str, ...]
    suggested: Suggested
    rank: int

    @property
    def other_topic(self) -> bool:
        """Whether a topic is not called so by itself."""
        return self.suggested.facet is None and self.rank > 0

    def is_offered_for(self, typed: Sequence[str]) -> bool:
        """Whether it may be suggested: a target by its number, or by how its own name begins."""
        begun = self.rank == 0 and fold(self.words[0]).startswith(fold(typed[0]))
        return self.suggested.facet != "target" or begun

    def begins(self, typed: str) -> bool:
        """Return whether some word of it begins so, with all marks."""
        return any(word.startswith(typed) for word in (*self.words, *self.insides))


class _Beginnings:
    """Finds names by the beginnings of some of their words."""

    def __init__(self, words: Iterable[tuple[str, int]]) -> None:
        self._places = sorted({(fold(word), at) for word, at in words})
        self.words = sorted({word for word, _ in self._places})

    def of(self, typed: str) -> set[int]:
        """Return the names with a word that begins so."""
        start = bisect_left(self._places, (typed, -1))
        end = bisect_left(self._places, (typed + AFTER_EVERY_LETTER, -1), lo=start)
        return {at for _, at in self._places[start:end]}


class SuggestionIndex:
    """Finds concepts and topics by the beginnings of the words of their names, in any order."""

    def __init__(self, concepts: Sequence[SearchConcept], topics: Iterable[SearchTopic]) -> None:
        self._numbers = [(one.facet, one.id) for one in concepts if one.facet in NUMBER_NAMES]
        self._labels = {(one.facet, one.id): one.label.lower() for one in concepts}
        self._names = [
            *(
                _name(Suggested(one.facet, one.id, name.text, _is_place(one, name)), rank)
                for one in concepts
                for rank, name in enumerate(one.names)
                if not _is_roundabout(one, name)
            ),
            *(
                _name(Suggested(None, one.id, name), rank)
                for one in topics
                if not (one.wider or one.narrower)  # these are called by a list of others
                for rank, name in enumerate(_topic_names(one))
            ),
        ]
        named = list(enumerate(self._names))
        own = [(at, name) for at, name in named if not name.other_topic]
        other = [(name.words[0], at) for at, name in named if name.other_topic and name.words]
        self._whole = _Beginnings((word, at) for at, name in own for word in name.words)
        insides = ((word, at) for at, name in own for word in name.insides)
        self._longer = _Beginnings([*other, *insides])

    def matching(self, text: str) -> list[Suggested]:
        """Return what the text may become, best names first; each concept and topic once."""
        numbered = self._numbered(text)
        typed = _meaningful_words(text)
        if numbered or not typed:
            return numbered
        begun = (self._begun(word) for word in typed)
        found = [self._names[at] for at in set.intersection(*begun)]
        found = [name for name in found if name.is_offered_for(typed)]
        if any(fold(word) != word for word in typed):  # who writes å means å
            marked = [name for name in found if all(map(name.begins, typed))]
            found = marked or found
        return _each_once(sorted(found, key=lambda name: _order(name, typed)))

    def suggest_completions(self, word: str) -> list[Suggested]:
        """Return what a last, half-typed word may begin, each by its shortest name."""
        found = [self._names[at] for at in self._whole.of(fold(word))]
        beginning = [
            name for name in found if name.words[0].startswith(word) and self._is_short_label(name)
        ]
        return _each_once(sorted(beginning, key=lambda name: (len(name.words), name.rank)))

    def _is_short_label(self, name: _Name) -> bool:
        """Return whether it is the label of a concept, or its beginning: Norrbotten."""
        facet, concept, text, _ = name.suggested
        if facet is None or facet in NEVER_FINISHING or concept == NATIONAL:
            return False
        return self._labels[facet, concept].startswith(text.lower())

    def _begun(self, word: str) -> set[int]:
        """Return the names with a word that begins so, or with one slip when none does."""
        typed = fold(word)
        places = self._whole.of(typed)
        if len(typed) >= SHORTEST_INSIDE:
            places |= self._longer.of(typed)
        if places or len(typed) < SHORTEST_SLIPPED or lemma(word):
            return places
        single = undoubled(typed)
        near = {word for word in self._whole.words if undoubled(word).startswith(single)}
        near |= {
            beginning
            for size in range(len(typed) - 1, len(typed) + 2)
            for beginning, _, _ in process.extract(
                typed,
                {word[:size] for word in self._whole.words if word[0] == typed[0]},
                scorer=OSA.distance,
                score_cutoff=1,
                limit=None,
            )
        }
        return set().union(*map(self._whole.of, near))

    def _numbered(self, text: str) -> list[Suggested]:
        """Return the goals, objectives or targets whose number begins as typed ("mål 1", "sdg").

        A number alone is that of a goal or an objective.
        """
        match = NUMBERED.fullmatch(normalise(text).strip().lower())
        if match is None or not match[0]:
            return []
        kind, number = match["kind"], match["number"] or ""
        facets = _numbered_facets(kind or "mål", number)
        found = [
            Suggested(facet, each, f"{NUMBER_NAMES[facet]} {each}")
            for facet, each in self._numbers
            if facet in facets
            and (each.startswith(number) if kind or "." in number else each == number)
        ]
        return sorted(found, key=lambda one: (facets.index(one.facet or ""), len(one.id), one.id))


def _numbered_facets(kind: str, number: str) -> tuple[str, ...]:
    if kind.startswith("milj"):
        return ("objective",)
    if kind.startswith("delm") or "." in number:
        return ("target",)
    return ("goal", "objective") if kind in {"mål", "mal"} else ("goal",)


def split_typed(text: str) -> Typed:
    """Part what is finished from the word that is being typed."""
    written = normalise(text)
    tokens = tokenize(written)
    if not tokens:
        return Typed("", "", meaningful=False, opens=False)
    *finished, last = tokens
    return Typed(
        before=written[: last.start].strip(),
        last=last.text,
        meaningful=any(_is_meaningful(token.text) for token in finished),
        opens=bool(finished) and is_stop(finished[-1].text),
    )


def _meaningful_words(text: str) -> list[str]:
    """Return the words that say something, and the last one, of which more may come."""
    *finished, last = [token.text for token in tokenize(normalise(text))] or [""]
    return [*filter(_is_meaningful, finished), last] if last else []


def _is_meaningful(word: str) -> bool:
    return not (is_stop(word) or is_generic(word))


def _topic_names(topic: SearchTopic) -> tuple[str, ...]:
    """Return its label, then what else it is called."""
    label = topic.label.casefold()
    return (topic.label, *(name for name in topic.names if name.casefold() != label))


def _each_once(names: Iterable[_Name]) -> list[Suggested]:
    best: dict[tuple[str | None, str, str], Suggested] = {}
    for name in names:
        facet, one, text, is_place = name.suggested
        best.setdefault((facet, one, text if is_place else ""), name.suggested)
    return list(best.values())


def _is_roundabout(concept: SearchConcept, name: ConceptName) -> bool:
    """Return whether a county is called so by others: Skåne grannlän."""
    of_county = concept.facet == "county" and concept.id != NATIONAL
    named = concept.label.lower().startswith(name.text.lower()) or _is_place(concept, name)
    return of_county and " " in name.text and not named


def _is_place(concept: SearchConcept, name: ConceptName) -> bool:
    return concept.facet == "county" and concept.id != NATIONAL and name.is_part


def _name(suggested: Suggested, rank: int) -> _Name:
    words = tuple(token.text for token in tokenize(normalise(suggested.name)))
    own = suggested.facet is not None or rank == 0
    insides = tuple(inside for word in words for inside in _from_joints(word)) if own else ()
    return _Name(words, insides, suggested, rank)


def _from_joints(word: str) -> Iterator[str]:
    """Yield what stands from each joint of a compound on: "fri" of giftfri."""
    for _, rest in sides(word):
        yield rest


AFTER_OTHERS: Mapping[str | None, int] = {"target": 1, None: 2}
"""Facets that come after the rest: the 169 targets, with names of a line each, and topics."""


def _order(name: _Name, typed: Sequence[str]) -> tuple[bool, bool, int, int, int, int, str]:
    """Put first: with all marks, from the first word, concepts, main names, short names."""
    marked = all(map(name.begins, typed))
    begun = any(word.startswith(typed[0]) for word in name.words)
    place = 0 if name.words[0].startswith(typed[0]) else 1 if begun else 2
    after = AFTER_OTHERS.get(name.suggested.facet, 0)
    size = len(name.words)
    return (not marked, name.other_topic, place, after, name.rank, size, name.suggested.name)


def title_query(text: str, words: WordStatistics) -> Query | None:
    """Ask for titles that hold the typed words, each finished as words that occur."""
    clauses = []
    for part in _meaningful_words(text):
        ways = words.spelling.completions(part, MOST_COMPLETIONS)
        marked = [way for way in ways if way.startswith(part)]
        if marked or len(part) < SHORTEST_SLIPPED:
            ways = marked or [way for way in ways if fold(way).startswith(fold(part))]
        if not ways:
            return None
        clauses.append(DisMax(tuple(Term(TITLE_WORDS, way) for way in ways), tie=0.0))
    return Bool(must=tuple(clauses)) if clauses else None


def finished_words(typed: str, words: WordStatistics) -> Iterator[tuple[str, Query]]:
    """Yield words of entries that a half-typed one may become, each with what says it."""
    found: dict[str, str] = {}
    for way in words.spelling.completions(typed, MOST_COMPLETIONS):
        word = lemma(way) or way
        if way.startswith(typed) and _is_meaningful(way) and _is_meaningful(word):
            found.setdefault(key(way), word)
    for word_key, word in found.items():
        yield word, DisMax(tuple(find_word(word_key)), tie=0.0)
