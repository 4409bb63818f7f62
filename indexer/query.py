"""The query tree: what is searched, in no engine's words. Each engine translates it.

Scores are BM25 (k1 1.2, b 0.75) sums; `OneOf`, `NumberRange` and everything under `Bool.filter` and
`Bool.must_not` select without scoring, and `Constant` gives all that it finds one score.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Term:
    """One token in one scored field."""

    field: str
    token: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens next to each other, in this order, in one field of `POSITIONED`."""

    field: str
    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DisMax:
    """The best child's score, plus `tie` times the others'."""

    children: tuple[Query, ...]
    tie: float


@dataclass(frozen=True, slots=True)
class Bool:
    """All of `must` and `filter`, none of `must_not`, at least `minimum` of `should`."""

    must: tuple[Query, ...] = ()
    should: tuple[Query, ...] = ()
    filter: tuple[Query, ...] = ()
    must_not: tuple[Query, ...] = ()
    minimum: int = 0


@dataclass(frozen=True, slots=True)
class Boost:
    """The child's score times `factor`."""

    child: Query
    factor: float


@dataclass(frozen=True, slots=True)
class Constant:
    """What the child finds, each with this score."""

    child: Query
    score: float


@dataclass(frozen=True, slots=True)
class OneOf:
    """Any of these exact values in a field of `KEYWORDS` or `KEYS`, or of the field "id"."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NumberRange:
    """Whole numbers from `low` to `high`, both included; None is open."""

    field: str
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class MatchAll:
    """Every document, with the same score."""


@dataclass(frozen=True, slots=True)
class MatchNone:
    """No document."""


Query = (
    Term | Phrase | DisMax | Bool | Boost | Constant | OneOf | NumberRange | MatchAll | MatchNone
)


def any_of(queries: Iterable[Query]) -> Query:
    """Return what any of some queries finds, scored by the sum of those that do."""
    children = tuple(dict.fromkeys(queries))
    return children[0] if len(children) == 1 else Bool(should=children, minimum=1)


def none_of(query: Query) -> Query:
    """Return all that a query does not find."""
    return Bool(must_not=(query,))


def all_of(queries: Iterable[Query]) -> Query:
    """Return what all of some queries find."""
    return Bool(filter=tuple(queries))
