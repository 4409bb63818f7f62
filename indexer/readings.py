"""The account of how a search text was read."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from indexer.query import MatchAll, Query
from swedish.analysis import completions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from indexer.periods import Period
    from swedish.tokens import Token


@dataclass(frozen=True, slots=True)
class WordReading:
    """How one word was read: used, ignored, corrected, unknown, or related.

    A related one is in no entry, but names what some entries are about in part. `same` are other
    names, searched for as well, for just the same.
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
    """How a text was understood; `marks` are the keys to highlight, `periods` the years it names.

    Places of readings count in `written`, the whole text with negations as hyphens, and in `text`,
    which is that without what is excluded.
    `tight` find less than `query`: what has more and more of what is sought; none that is the same.
    `near` finds more, after that: what tells what is sought in other words; None where that is no
    more. `wider` adds what leads with the topics `broader` than those named. `whole` finds what has
    all that is asked for, and `every` also what is near each thing; None where nothing is sought.
    `here` finds what is of one of the places that it names, if any, `when` of its years. `leading`
    gives what narrows the query to what does not only mention what is sought: only lists in another
    order ask for it. `wishes` are negations that leave nothing out ("utan plast").
    """

    text: str
    written: str
    query: Query = field(default_factory=MatchAll)
    near: Query | None = None
    tight: tuple[Query, ...] = ()
    wider: Query | None = None
    whole: Query | None = None
    every: Query | None = None
    here: Query | None = None
    leading: Callable[[], tuple[Query, ...]] = tuple
    words: list[WordReading] = field(default_factory=list)
    phrases: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    wishes: tuple[str, ...] = ()
    concepts: list[ConceptReading] = field(default_factory=list)
    topics: list[TopicReading] = field(default_factory=list)
    broader: list[TopicReading] = field(default_factory=list)
    marks: set[str] = field(default_factory=set)
    when: Query | None = None
    periods: tuple[Period, ...] = ()

    @property
    def period(self) -> Period | None:
        """The years that it names, if they are one period."""
        return self.periods[0] if len(self.periods) == 1 else None

    @property
    def is_near(self) -> bool:
        """Whether some word is in no entry, so that none has all that is asked for."""
        return any(word.status == "related" for word in self.words)

    @property
    def sought(self) -> str:
        """The text without what is excluded."""
        return " ".join((*(f'"{phrase}"' for phrase in self.phrases), *self.text.split()))

    def meant(self, words: str) -> str:
        """Return words of the text as they were read: spelled right, hanging parts written out."""
        read = {word.text: word.corrections[0] for word in self.words if word.corrections}
        for place, whole in completions(self.text):
            read[self.text[place : self.text.index("-", place) + 1].lower()] = whole
        return read.get(words) or " ".join(read.get(word, word) for word in words.split())


@dataclass(frozen=True, slots=True)
class Ignored:
    """What the asker does not want read into the text.

    Attributes:
        concepts: (facet, id) of concepts.
        topics: ids of topics; None for all.
        spelling: whether words are left as they are written.
    """

    concepts: frozenset[tuple[str, str]] = frozenset()
    topics: frozenset[str] | None = frozenset()
    spelling: bool = False


NOTHING_IGNORED = Ignored()
