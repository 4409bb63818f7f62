"""What a search text asks for: a term for each word, name or period in it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from indexer.fields import COMPOUND_PARTS, LEAD, WHOLE_WORDS, first_of, last_of
from indexer.query import Bool, NumberRange, OneOf, Phrase, Query, Term, any_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from indexer.periods import Period

WORD_FIELDS = (*WHOLE_WORDS, *COMPOUND_PARTS.values())


class Role(Enum):
    """What a term says of what is sought: its subject, where or when it is, or little (GENERAL)."""

    SUBJECT = auto()
    SETTING = auto()
    GENERAL = auto()


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """One thing that a search asks for.

    Attributes:
        query: every way in which an entry has it.
        information: BM25's idf, about 0 to 7.
        leads: of a SETTING, what finds it in title, summary and links.
        written: what finds it by its words and links alone, if topics find it, too.
    """

    query: Query
    information: float
    role: Role = Role.SUBJECT
    leads: Query | None = None
    written: Query | None = None


def find_word(key: str) -> Iterator[Query]:
    """Look for a key in every field, whole or within a compound."""
    return (Term(field, key) for field in WORD_FIELDS)


def find_phrase(keys: Sequence[str]) -> Query:
    """Look for keys next to each other; a single one also within compounds."""
    if len(keys) == 1:
        return any_of(find_word(keys[0]))
    return any_of(Phrase(field, tuple(keys)) for field in WHOLE_WORDS)


def lead_with(keys: Sequence[str]) -> Query:
    """Look for keys next to each other in title and summary."""
    return Term(LEAD, keys[0]) if len(keys) == 1 else Phrase(LEAD, tuple(keys))


def of_periods(periods: Iterable[Period]) -> Query | None:
    """Look for what went on in one of some periods, or began in it; None without any."""
    ways = [_of_period(each) for each in periods]
    return any_of(ways) if ways else None


def _of_period(period: Period) -> Query:
    if period.begun:
        return OneOf("year", period.years)
    since = () if period.first is None else (NumberRange(last_of("year"), low=period.first),)
    until = () if period.last is None else (NumberRange(first_of("year"), high=period.last),)
    return Bool(filter=(*since, *until))
