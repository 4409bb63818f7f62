"""The account of how a search text was read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from indexer.periods import Period
from indexer.query import Query
from indexer.query_terms import QueryTerm, Role
from swedish.analysis import completions
from swedish.tokens import Token


@dataclass(frozen=True, slots=True)
class WordReading:
    """How one word was read: used, ignored, corrected or unknown.

    `same` are other names, searched for as well, for just the same.
    """

    text: str
    status: str
    corrections: tuple[str, ...] = ()
    same: tuple[str, ...] = ()


def in_order(tokens: Sequence[Token], read: Mapping[Token, WordReading]) -> Iterator[WordReading]:
    """Put the readings of the words that count between those that do not."""
    counting = {place for token in read for place in range(token.start, token.end)}
    idle = (token for token in tokens if token.start not in counting)
    all_read = {**read, **{token: WordReading(token.text, "ignored") for token in idle}}
    for token in sorted(all_read, key=lambda token: token.start):
        yield all_read[token]


@dataclass(frozen=True, slots=True)
class ConceptReading:
    """A concept recognised in the text, with the words that name it and where they stand."""

    facet: str
    id: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TopicReading:
    """A topic that some words of the text name.

    A `narrower` one is only a kind of what they say.
    """

    id: str
    label: str
    text: str
    narrower: bool = False


@dataclass(slots=True)
class Understanding:
    """How a text was understood.

    Attributes:
        text: the text without what is excluded; places of `words` and `concepts` count in it.
        written: the whole text, with negations as hyphens.
        terms: what is searched.
        required: phrases in quotes, which must be there.
        unwanted: what must not be there.
        canonical: the words that count in their dictionary form, whatever form was written.
        wishes: negations that leave nothing out ("utan plast").
        marks: the keys to highlight.
        when: finds what is of the `periods` that the text names.
        off_topic: whether it asks for what the catalogue never holds, as opening hours.
    """

    text: str
    written: str
    terms: list[QueryTerm] = field(default_factory=list)
    required: tuple[Query, ...] = ()
    unwanted: tuple[Query, ...] = ()
    canonical: list[str] = field(default_factory=list)
    words: list[WordReading] = field(default_factory=list)
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    concepts: list[ConceptReading] = field(default_factory=list)
    topics: list[TopicReading] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)
    when: Query | None = None
    off_topic: bool = False
    periods: tuple[Period, ...] = ()

    @property
    def asks_something(self) -> bool:
        """Whether it narrows the search at all."""
        return bool(self.terms or self.required or self.unwanted)

    @property
    def sought(self) -> list[QueryTerm]:
        """The subjects, or else the places and periods, or else the general words."""
        subjects = [each for each in self.terms if each.role is Role.SUBJECT]
        return subjects or self.settings or self.terms

    @property
    def settings(self) -> list[QueryTerm]:
        """The places and periods in which it is sought."""
        return [each for each in self.terms if each.role is Role.SETTING]

    @property
    def period(self) -> Period | None:
        """The years that it names, if they are one period."""
        return self.periods[0] if len(self.periods) == 1 else None

    @property
    def without_exclusions(self) -> str:
        """The text without what is excluded."""
        return " ".join((*(f'"{phrase}"' for phrase in self.phrases), *self.text.split()))

    def as_read(self, words: str) -> str:
        """Return words of the text as they were read: spelled right, hanging parts written out."""
        read = {word.text: word.corrections[0] for word in self.words if word.corrections}
        for place, whole in completions(self.text):
            read[self.text[place : self.text.index("-", place) + 1].lower()] = whole
        return read.get(words) or " ".join(read.get(word, word) for word in words.split())


@dataclass(frozen=True, slots=True)
class Ignored:
    """What is not to be read into the text.

    Attributes:
        concepts: (facet, id) of concepts.
        topics: ids of topics; None for all.
        spelling: whether words are left as they are written.
    """

    concepts: frozenset[tuple[str, str]] = frozenset()
    topics: frozenset[str] | None = frozenset()
    spelling: bool = False


NOTHING_IGNORED = Ignored()
