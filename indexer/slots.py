"""From words to the query tree: each word, or recognised span, is one slot of alternatives."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

from indexer import weights
from indexer.documents import tag
from indexer.fields import COMPOUND_PARTS, TAG_FIELDS, WHOLE_WORDS
from indexer.query import Bool, Boost, DisMax, Phrase, Query, Term

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from indexer.concepts import Meaning


@dataclass(frozen=True, slots=True)
class Slot:
    """What one word or span of the query may be matched by, and how much it tells."""

    query: Query
    information: float

    @classmethod
    def of(cls, own: Sequence[Query], about: Sequence[Query], information: float) -> Slot:
        """Make a slot of what says the word or its concept, and of topics that it names."""
        topics = [DisMax(tuple(about), weights.TOPIC_TIE)] if about else []
        return cls(alternatives([*own, *topics]), information)

    def preferring(self, likelier: Sequence[Query]) -> Slot:
        """Return the slot with what lifts its matches, and matches nothing by itself."""
        if not likelier:
            return self
        return Slot(Bool(must=(self.query,), should=tuple(likelier)), self.information)

    def lighter(self) -> Slot:
        """Return the slot of a general word: it decides less, and adds less."""
        return Slot(Boost(self.query, weights.LIGHT), self.information * weights.LIGHT)


def word_query(word_key: str, factor: float = 1.0) -> list[Query]:
    """Look for a key in every field, as a whole word and as a part of a compound."""
    return [
        Boost(Term(field, word_key), factor * weights.FIELD_WEIGHTS[field])
        for field in (*WHOLE_WORDS, *COMPOUND_PARTS)
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


def combine(slots: Sequence[Slot], phrases: Sequence[Query], excluded: Sequence[Query]) -> Bool:
    """Put the slots together: all count, and enough of them must be there.

    Beside a quoted phrase, which must be there as it stands, the words only decide the order.
    """
    if len(slots) == 1 and not phrases:
        return Bool(must=(slots[0].query, *phrases), must_not=tuple(excluded))
    return Bool(
        must=tuple(phrases),
        should=_covering(slots),
        filter=() if phrases else _enough(slots),
        must_not=tuple(excluded),
        minimum=0 if phrases else _fewest(slots),
    )


def _covering(slots: Sequence[Slot]) -> tuple[Query, ...]:
    """Score the slots, times the share of the query's information that is matched.

    Written out, (sum of w) times (sum of s) over what is matched is w*s for each slot alone, and
    for each pair that is matched the one's weight times the other's score.
    """
    if len(slots) > weights.MOST_SLOTS_WEIGHED:
        return tuple(slot.query for slot in slots)
    whole = sum(slot.information for slot in slots)
    shares = [slot.information / whole for slot in slots]
    alone = [Boost(slot.query, share) for slot, share in zip(slots, shares, strict=True)]
    pairs = [
        Bool(must=(Boost(slots[i].query, shares[j]), Boost(slots[j].query, shares[i])))
        for i, j in combinations(range(len(slots)), 2)
    ]
    return (*alone, *pairs)


def _fewest(slots: Sequence[Slot]) -> int:
    if len(slots) > weights.MOST_SLOTS_WEIGHED:
        return max(1, round(len(slots) * weights.SHARE_NEEDED))
    return 1 if slots else 0


def _enough(slots: Sequence[Slot]) -> tuple[Query, ...]:
    """Filter out what matches too small a share of the query, weighted by information."""
    if not 1 < len(slots) <= weights.MOST_SLOTS_WEIGHED:
        return ()
    minimal = smallest_sets([slot.information**weights.SHARPNESS for slot in slots])
    if all(len(chosen) == 1 for chosen in minimal) and len(minimal) == len(slots):
        return ()
    options = tuple(Bool(filter=tuple(slots[i].query for i in chosen)) for chosen in minimal)
    return (Bool(should=options, minimum=1),)


def smallest_sets(information: Sequence[float]) -> list[tuple[int, ...]]:
    """Return the sets of slots that together reach the share needed, none holding another."""
    needed = weights.SHARE_NEEDED * sum(information)
    found: list[tuple[int, ...]] = []
    for size in range(1, len(information) + 1):
        for chosen in combinations(range(len(information)), size):
            if any(set(smaller) <= set(chosen) for smaller in found):
                continue
            if sum(information[i] for i in chosen) >= needed:
                found.append(chosen)
    return found
