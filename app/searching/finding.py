"""What a text finds: the entries that answer it, and where none does, what comes nearest.

Of the first hits, those whose score is above the threshold answer. If all of them do, everything
that has most of what is sought is found, too. An entry that is similar to the first hits answers
more likely, if it has any of the words: the hits of a search that nothing answers have little in
common. Where one thing is sought, whatever has it answers.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import attrgetter
from typing import TYPE_CHECKING

from indexer.engine import EngineQuery, Hit
from indexer.query import MatchAll, OneOf, any_of
from indexer.scoring import MOST, SOME, build_query, resemble, say, weights
from indexer.signals.meaning import nearness
from indexer.signals.similarity import centre_of, similarity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from indexer.engine import Snapshot
    from indexer.query import Bool, Query
    from indexer.readings import Understanding
    from swedish.meaning import Vector

WEIGHED = 60
"""First hits that are weighed by all signals; the others follow in the engine's order."""
DECIMALS = 4
"""Of a score: engines differ beyond."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a text finds, whatever filters are chosen.

    Attributes:
        query: what is found and scored.
        first: the first hits in order: all of them, if fewer than `WEIGHED`.
        nearby: where nothing is found, what comes nearest, whatever filters are chosen.
        centre: what the first hits are about.
    """

    query: Query
    first: tuple[Hit, ...] = ()
    nearby: tuple[Hit, ...] = ()
    centre: Vector | None = None


def find(snapshot: Snapshot, reading: Understanding) -> Found:
    """Find what answers a text."""
    if not reading.asks_something:
        return Found(MatchAll())
    query = build_query(reading)
    if not reading.terms or reading.required:
        return Found(query)
    if reading.sought == reading.settings:
        return Found(replace(query, filter=tuple(_of_settings(reading))))
    weighed, having = _weigh(snapshot, reading, query)
    first = add_meaning(weighed, reading.canonical)
    centre = centre_of([(hit.meaning, hit.score or 0) for hit in first])
    similar = similarity(centre, [hit.meaning for hit in first])
    ids = set() if reading.off_topic else _answering(reading, first, similar, having)
    ordered = _add("similarity", first, similar)
    answering = tuple([hit for hit in ordered if hit.id in ids])
    found: Query = OneOf("id", tuple([hit.id for hit in answering]))
    if len(answering) == WEIGHED:
        found = any_of([found, say(reading, MOST)])
    nearby = () if answering else tuple(ordered)
    return Found(replace(query, filter=(found,)), answering, nearby, centre)


def _answering(
    reading: Understanding, first: Sequence[Hit], similar: Sequence[float], having: set[str]
) -> set[str]:
    """Return the ids of the first hits that answer; `having` are those that say what is sought."""
    weight, threshold = weights()["similarity_to_answer"], weights()["threshold"]
    found = {
        hit.id
        for hit, each in zip(first, similar, strict=True)
        if (hit.score or 0) + weight * each * (hit.id in having) >= threshold
    }
    return found | having if len(reading.sought) == 1 else found


def _of_settings(reading: Understanding) -> Iterator[Query]:
    """Yield what is of one of the places, and of one of the periods: all of it answers."""
    if places := [each.query for each in reading.settings if each.query != reading.when]:
        yield any_of(places)
    if reading.when:
        yield reading.when


def _weigh(
    snapshot: Snapshot, reading: Understanding, query: Bool
) -> tuple[Sequence[Hit], set[str]]:
    """Return the first hits by what engines score, and the ids of those that say what is sought.

    Where few entries say it, what is written like it is weighed, too.
    """
    saying = say(reading, SOME)
    hits = snapshot.search(_build_first_query(replace(query, filter=(saying,)))).hits
    having = {hit.id for hit in hits}
    if len(hits) == WEIGHED or not reading.canonical:
        return hits, having
    either = replace(query, filter=(any_of([saying, resemble(reading)]),))
    return snapshot.search(_build_first_query(either)).hits, having


def _build_first_query(query: Query) -> EngineQuery:
    return EngineQuery(query, limit=WEIGHED, whole=False)


def add_meaning(hits: Sequence[Hit], sought: Sequence[str]) -> list[Hit]:
    """Return hits ordered by their scores and by how near their meaning is to what is sought."""
    return _add("meaning", hits, nearness(sought, [hit.meaning for hit in hits]))


def add_similarity(hits: Sequence[Hit], centre: Vector | None) -> list[Hit]:
    """Return hits ordered by their scores and by how similar they are to the first ones."""
    return _add("similarity", hits, similarity(centre, [hit.meaning for hit in hits]))


def _add(signal: str, hits: Sequence[Hit], values: Sequence[float]) -> list[Hit]:
    weight = weights()[signal]
    # Built anew and not by `_replace`, which takes three calls a hit.
    scored = [
        Hit(
            hit.id,
            hit.source,
            hit.seq,
            round((hit.score or 0) + weight * each, DECIMALS),
            hit.meaning,
            hit.topics,
        )
        for hit, each in zip(hits, values, strict=True)
    ]
    return sorted(scored, key=attrgetter("score"), reverse=True)
