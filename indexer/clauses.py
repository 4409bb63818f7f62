"""From words to the query tree: each word, or recognised span, is one clause of alternatives."""

from __future__ import annotations

from itertools import chain, combinations
from operator import attrgetter
from typing import TYPE_CHECKING

from indexer import weights
from indexer.cut_off import enough, led_by, most_telling
from indexer.documents import tag
from indexer.fields import COMPOUND_PARTS, LEAD, TAG_FIELDS, WHOLE_WORDS
from indexer.leading import leading
from indexer.query import Bool, Boost, DisMax, MatchAll, Phrase, Query, Term
from indexer.query_clause import QueryClause, Role
from record.filters import NATIONAL
from swedish.analysis import WITHOUT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from indexer.concepts import Meaning


WIDE = frozenset({"objective", "goal", "target", "sector"})
"""What concepts are of that their other names are mostly a part of."""
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


def meant(meanings: Iterable[Meaning], factor: float = 1.0) -> list[Query]:
    """Look for entries that are linked to what the words mean."""
    return tag_queries((one for one in meanings if not one.is_part), factor)


def in_it(meanings: Iterable[Meaning], factor: float = 1.0) -> list[Query]:
    """Look for entries linked to what the words are a part of: not sought, but likelier."""
    return tag_queries((one for one in meanings if one.is_part), factor * weights.TIE)


def exactly(meanings: Iterable[Meaning]) -> list[Query]:
    """Look for entries linked to what is called just so: radon is not all that is of radiation.

    Nor is all that is of a sector what is only another name for it: a university is no preschool.
    """
    return tag_queries(
        one
        for one in meanings
        if not one.is_part and (one.concept.facet not in WIDE or one.weight > weights.CONCEPT_ALT)
    )


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
        should=(*_covering(clauses), *_of_the_place(clauses)),
        filter=() if phrases else enough(clauses),
        must_not=tuple(excluded),
        minimum=1 if clauses and not phrases else 0,
    )


def with_near(query: Bool, near: Sequence[Query], scored: Sequence[Query] = ()) -> Bool | None:
    """Find also, after all that a query finds, what is only near that; None if that is no more.

    Args:
        query: what is asked for, without quoted phrases.
        near: any of it is near.
        scored: what some of it is scored by, beside the query.
    """
    if not near or near == query.filter:
        return None
    found = query.filter or (Bool(must=query.must, should=query.should, minimum=query.minimum),)
    first = Bool(must=(Boost(MatchAll(), weights.FIRST),), filter=found)
    return Bool(
        should=(*query.must, *query.should, first, *scored),
        filter=(Bool(should=(*found, *near), minimum=1),),
        must_not=query.must_not,
        minimum=1,
    )


def whole(
    clauses: Sequence[QueryClause], phrases: Sequence[Query], *, surely: bool = True
) -> Query | None:
    """Look for what has everything but most general words; None where nothing is sought.

    A place leaves nothing out: how many hits are of it is told apart.

    Args:
        clauses: what is asked for.
        phrases: what stands in quotes.
        surely: without doubt, and not by what is only near it.
    """
    subjects = [each for each in clauses if each.role is Role.SUBJECT]
    told = [(each.surely if surely else None) or each.query for each in subjects]
    how = [each.demanded for each in clauses if surely and each.demanded]
    return Bool(filter=(*told, *how, *phrases)) if told or phrases else None


def _covering(clauses: Sequence[QueryClause]) -> tuple[Query, ...]:
    """Score the clauses, times the share of the query's information that is matched.

    Written out, (sum of w) times (sum of s) over what is matched is w*s for each clause alone, and
    for each pair that is matched the one's weight times the other's score. A place, or a time, adds
    less beside what is sought, and least where it is matched alone; and beside a place it counts
    less to mention what is sought than to lead with it.
    """
    total = sum(clause.information for clause in clauses)
    sought = any(clause.role is Role.SUBJECT for clause in clauses)
    placed = sought and any(clause.role is Role.PLACE for clause in clauses)
    alone, beside = (weights.PLACE_ALONE, weights.PLACE_BESIDE) if sought else (1.0, 1.0)

    led_of = {
        id(each): leading(each.needed) for each in clauses if placed and each.role is Role.SUBJECT
    }

    def scored(clause: QueryClause, information: float, place: float) -> Boost:
        factor = place if clause.role in (Role.PLACE, Role.TIME) else 1.0
        return Boost(clause.query, factor * information / total)

    def counted(both: Sequence[QueryClause], scores: tuple[Boost, ...]) -> Iterator[Query]:
        led = next((found for each in both if (found := led_of.get(id(each)))), None)
        if led is None:
            yield _together(scores)
            return
        in_place = any(each.role is Role.PLACE for each in both)
        share = weights.LED_IN_PLACE if in_place else weights.LED
        yield _together(_times(scores, 1 - share))
        yield Bool(must=_times(scores, share), filter=(led,))

    each = (counted((clause,), (scored(clause, clause.information, alone),)) for clause in clauses)
    pairs = (
        counted(
            (one, other),
            (scored(one, other.information, beside), scored(other, one.information, beside)),
        )
        for one, other in combinations(most_telling(clauses, attrgetter("information")), 2)
    )
    return (*chain.from_iterable(each), *chain.from_iterable(pairs))


def gone(unwanted: str) -> Query:
    """Look for what does without what has this key, or does not lead with it (utan kött)."""
    said = word_query(WITHOUT + unwanted, fields=WHOLE_WORDS)
    other = Bool(must=(MatchAll(),), must_not=(Term(LEAD, unwanted),))
    return Bool(should=(*said, other), minimum=1)


def of_places(clauses: Sequence[QueryClause]) -> Query | None:
    """Look for what is of one of the places that are named: linked, or leading with its name.

    Who only mentions a county among facts, or has a partner that is called after it, is not there.
    """
    places = [each for each in clauses if each.role is Role.PLACE]
    return _any_of([found for each in places if (found := each.here or leading(each.query))])


def _any_of(queries: Sequence[Query]) -> Query | None:
    return Bool(should=tuple(queries), minimum=1) if queries else None


def _of_the_place(clauses: Sequence[QueryClause]) -> Iterator[Query]:
    """Put what leads with all that is sought first where it is of the place, then what is national.

    Where the subject is met as well, near is better than far: of a town that is named, what names
    it comes before what is only of its county.
    """
    places = [each for each in clauses if each.role is Role.PLACE]
    sought = [each for each in clauses if each.role is Role.SUBJECT]
    here = _any_of([each.query for each in places])
    if not (here and sought):
        return
    said = tuple(each.needed for each in sought)
    led = (*said, *led_by(sought))
    national = Term(TAG_FIELDS["county"], tag(NATIONAL))
    steps = [(led, here, 3), (said, here, 2), (led, national, 1)]
    if own := _any_of([each.here for each in places if each.here]):
        steps += [(led, own, 5), (said, own, 4)]
    yield DisMax(
        tuple(
            Bool(must=(Boost(MatchAll(), weights.FIRST * step),), filter=(*met, of))
            for met, of, step in steps
        ),
        0.0,
    )


def _together(scores: tuple[Boost, ...]) -> Query:
    return scores[0] if len(scores) == 1 else Bool(must=scores)


def _times(scores: Iterable[Boost], factor: float) -> tuple[Boost, ...]:
    return tuple(Boost(each.child, each.factor * factor) for each in scores)
