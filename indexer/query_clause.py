"""One thing that a search text asks for."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from indexer import weights
from indexer.fields import first_of, last_of
from indexer.query import Bool, Boost, DisMax, MatchAll, NumberRange, OneOf, Query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.periods import Period


class Role(Enum):
    """What a clause says of what is sought: what it is about, where or when, or neither."""

    SUBJECT = auto()
    PLACE = auto()
    TIME = auto()
    GENERIC = auto()


class Standing(Enum):
    """How much of what is sought a clause of role SUBJECT is.

    A theme is what work can be about, and some is; a sector is where it is done, a method how, and
    means are by whom and with whose money. A word that nothing knows is missing, any other plain.
    A missing one is strange if it is Swedish and in no name either: not another word for something.
    """

    THEME = auto()
    SECTOR = auto()
    METHOD = auto()
    MEANS = auto()
    MISSING = auto()
    STRANGE = auto()
    PLAIN = auto()


@dataclass(frozen=True, slots=True)
class QueryClause:
    """What one word or span of the query may be matched by, and how much it tells.

    `surely` is what leaves no doubt that it is meant, where that is less than what matches;
    `suffices` is what a hit must have of it, where that is not what it scores by. A `quality` tells
    how something else is (fossil-free), whatever it stands as. `here` is what is of a place by its
    own name, where that is less than what matches: a town is not all of its county. What is
    `demanded` of a general word is asked of an entry that has everything.
    """

    query: Query
    information: float
    role: Role = Role.SUBJECT
    surely: Query | None = None
    standing: Standing = Standing.PLAIN
    suffices: Query | None = None
    quality: bool = False
    here: Query | None = None
    demanded: Query | None = None

    @property
    def needed(self) -> Query:
        """What a hit must match to have what is meant."""
        return self.suffices or self.query

    @classmethod
    def of(cls, own: Sequence[Query], about: Sequence[Query], information: float) -> QueryClause:
        """Make a clause of what says the word or its concept, and of topics that it names."""
        topics = [DisMax(tuple(about), weights.TOPIC_TIE)] if about else []
        return cls(alternatives([*own, *topics]), information)

    def preferring(self, likelier: Sequence[Query]) -> QueryClause:
        """Return the clause with what lifts its matches, and matches nothing by itself."""
        if not likelier:
            return self
        return replace(self, query=Bool(must=(self.query,), should=tuple(likelier)))

    def surely_by(self, sure: Sequence[Query]) -> QueryClause:
        """Return the clause with what leaves no doubt that an entry has what is meant."""
        return replace(self, surely=alternatives(sure)) if sure else self

    def demanding(self, queries: Sequence[Query]) -> QueryClause:
        """Return the clause with what has it, where a general word tells something."""
        return replace(self, demanded=alternatives(queries)) if queries else self

    def standing_as(self, standing: Standing, *, quality: bool = False) -> QueryClause:
        """Return the clause as one that is more or less of what is sought."""
        return replace(self, standing=standing, quality=quality)

    def sufficing(self, queries: Sequence[Query]) -> QueryClause:
        """Return the clause with what a hit must have of it, any of these."""
        return replace(self, suffices=alternatives(queries) if queries else None)

    @classmethod
    def of_years(cls, when: Query) -> QueryClause:
        """Make a clause of what is of some years, which decides the order as a place does."""
        query = Bool(must=(Boost(MatchAll(), weights.PERIOD),), filter=(when,))
        return cls(query, weights.PERIOD_TOLD, Role.TIME)

    def as_place(self, here: Query | None = None) -> QueryClause:
        """Return the clause of a place: who names one means just that."""
        told = self.information * weights.PLACE
        return replace(self, information=told, role=Role.PLACE, here=here)

    def as_generic(self) -> QueryClause:
        """Return the clause of a general word: it decides less, and adds less."""
        query = Boost(self.query, weights.GENERIC)
        return QueryClause(query, self.information * weights.GENERIC, Role.GENERIC)


def of_years(periods: Sequence[Period]) -> Query | None:
    """Filter for what is of one of some periods; None without any."""
    ways = tuple(map(_of_period, periods))
    return Bool(should=ways, minimum=1) if ways else None


def _of_period(period: Period) -> Query:
    """Filter for what went on in a period, or began in it."""
    if period.begun:
        return OneOf("year", period.years)
    since = () if period.first is None else (NumberRange(last_of("year"), low=period.first),)
    until = () if period.last is None else (NumberRange(first_of("year"), high=period.last),)
    return Bool(filter=(*since, *until))


def alternatives(queries: Sequence[Query]) -> Query:
    """Let the best alternative decide, the others help."""
    return DisMax(tuple(queries), weights.TIE)
