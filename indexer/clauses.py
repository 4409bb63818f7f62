"""From words to the query tree: each word, or recognised span, is one clause of alternatives."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import combinations
from typing import TYPE_CHECKING

from indexer import weights
from indexer.documents import tag
from indexer.fields import COMPOUND_PARTS, TAG_FIELDS, WHOLE_WORDS
from indexer.query import Bool, Boost, DisMax, Phrase, Query, Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from indexer.concepts import Meaning


class Role(Enum):
    """What a clause says of what is sought: what it is about, where, or neither."""

    SUBJECT = auto()
    PLACE = auto()
    GENERIC = auto()


@dataclass(frozen=True, slots=True)
class QueryClause:
    """What one word or span of the query may be matched by, and how much it tells.

    `surely` is what leaves no doubt that it is meant, where that is less than what matches.
    """

    query: Query
    information: float
    role: Role = Role.SUBJECT
    surely: Query | None = None

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

    def as_place(self) -> QueryClause:
        """Return the clause of a place: who names one means just that."""
        return replace(self, information=self.information * weights.PLACE, role=Role.PLACE)

    def as_generic(self) -> QueryClause:
        """Return the clause of a general word: it decides less, and adds less."""
        query = Boost(self.query, weights.GENERIC)
        return QueryClause(query, self.information * weights.GENERIC, Role.GENERIC)


EVERYWHERE = (*WHOLE_WORDS, *COMPOUND_PARTS.values())


def word_query(word_key: str, factor: float = 1.0, fields: Iterable[str] = ()) -> list[Query]:
    """Look for a key in some fields, or in every one, whole or in a compound."""
    return [
        Boost(Term(field, word_key), factor * weights.FIELD_WEIGHTS[field])
        for field in fields or EVERYWHERE
    ]


def span_query(keys: Sequence[str], factor: float = 1.0) -> list[Query]:
    """Look for keys next to each other (or for the one key everywhere)."""
    if len(keys) == 1:
        return word_query(keys[0], factor)
    return [
        Boost(Phrase(field, tuple(keys)), factor * weights.FIELD_WEIGHTS[field])
        for field in WHOLE_WORDS
    ]


def tag_queries(meanings: Iterable[Meaning], factor: float = 1.0) -> list[Query]:
    """Look for entries that are linked to what the words may mean."""
    return [
        Boost(Term(TAG_FIELDS[concept.facet], tag(concept.id)), factor * weight)
        for concept, weight, _ in meanings
    ]


def alternatives(queries: Sequence[Query]) -> Query:
    """Let the best alternative decide, the others help."""
    return DisMax(tuple(queries), weights.TIE)


def combine(
    clauses: Sequence[QueryClause], phrases: Sequence[Query], excluded: Sequence[Query]
) -> Bool:
    """Put the clauses together: all count, and enough of them must be there.

    Beside a quoted phrase, which must be there as it stands, the words only decide the order.
    """
    if len(clauses) == 1 and not phrases:
        return Bool(must=(clauses[0].query, *phrases), must_not=tuple(excluded))
    return Bool(
        must=tuple(phrases),
        should=_covering(clauses),
        filter=() if phrases else _enough(clauses),
        must_not=tuple(excluded),
        minimum=1 if clauses and not phrases else 0,
    )


def whole(clauses: Sequence[QueryClause], phrases: Sequence[Query]) -> Query | None:
    """Look for what has everything but general words; None where nothing is sought.

    A place leaves nothing out: how many hits are of it is told apart.
    """
    told = [each.surely or each.query for each in clauses if each.role is Role.SUBJECT]
    return Bool(filter=(*told, *phrases)) if told or phrases else None


def _telling(clauses: Sequence[QueryClause]) -> list[QueryClause]:
    """Return the clauses that tell most: of a long text only these are weighed together."""
    by_information = sorted(range(len(clauses)), key=lambda at: -clauses[at].information)
    return [clauses[at] for at in sorted(by_information[: weights.MOST_CLAUSES_WEIGHED])]


def _covering(clauses: Sequence[QueryClause]) -> tuple[Query, ...]:
    """Score the clauses, times the share of the query's information that is matched.

    Written out, (sum of w) times (sum of s) over what is matched is w*s for each clause alone, and
    for each pair that is matched the one's weight times the other's score. A place adds less beside
    what is sought, and least where it is matched alone.
    """
    total = sum(clause.information for clause in clauses)
    sought = any(clause.role is Role.SUBJECT for clause in clauses)
    alone, beside = (weights.PLACE_ALONE, weights.PLACE_BESIDE) if sought else (1.0, 1.0)

    def scored(clause: QueryClause, information: float, place: float) -> Boost:
        factor = place if clause.role is Role.PLACE else 1.0
        return Boost(clause.query, factor * information / total)

    each = (scored(clause, clause.information, alone) for clause in clauses)
    pairs = (
        Bool(must=(scored(one, other.information, beside), scored(other, one.information, beside)))
        for one, other in combinations(_telling(clauses), 2)
    )
    return (*each, *pairs)


def _enough(clauses: Sequence[QueryClause]) -> tuple[Query, ...]:
    """Filter out what matches too small a share of the query, weighted by information.

    A place decides the order only: the same thing elsewhere is an example too, and anything else
    in the place is none. General words decide where nothing else is asked.
    """
    subjects = [clause for clause in clauses if clause.role is Role.SUBJECT]
    asked = _telling(subjects or clauses)
    minimal = smallest_sets([clause.information**weights.SHARPNESS for clause in asked])
    if len(asked) == len(clauses) == len(minimal):
        return ()
    options = tuple(Bool(filter=tuple(asked[i].query for i in chosen)) for chosen in minimal)
    return (Bool(should=options, minimum=1),) if options else ()


def smallest_sets(information: Sequence[float]) -> list[tuple[int, ...]]:
    """Return the sets of clauses that together reach the share needed, none holding another."""
    needed = weights.SHARE_NEEDED * sum(information)
    found: list[tuple[int, ...]] = []
    for size in range(1, len(information) + 1):
        for chosen in combinations(range(len(information)), size):
            if any(set(smaller) <= set(chosen) for smaller in found):
                continue
            if sum(information[i] for i in chosen) >= needed:
                found.append(chosen)
    return found
