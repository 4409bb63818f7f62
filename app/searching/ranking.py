"""The hits of a search in order: the engine's sum of signals, and meaning for the first ones."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from indexer.engine import RELEVANCE, EngineAnswer
from indexer.query import NumberRange
from indexer.scoring import weights
from indexer.signals.meaning import nearness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.searching.prepared import PreparedSearch
    from indexer.engine import Hit

REORDERED = 40
"""First hits of which meaning decides the order, too; the others follow in the engine's."""
DECIMALS = 4
"""Of a score: engines differ beyond."""


def rank(search: PreparedSearch) -> EngineAnswer:
    """Return a page of hits, with total and facets of the whole search wherever a cursor stands."""
    snapshot, query = search.snapshot, search.query
    if search.after_seq is not None:
        rest = (*query.filters, NumberRange("seq", low=search.after_seq + 1))
        page = snapshot.search(replace(query, filters=rest, facets=(), counted=None))
        whole = snapshot.search(replace(query, limit=0))
        return replace(whole, hits=page.hits)
    by_relevance = query.order.field == RELEVANCE and search.reading.canonical
    if not by_relevance or not query.limit or query.offset >= REORDERED:
        return snapshot.search(query)
    end = query.offset + query.limit
    answer = snapshot.search(replace(query, offset=0, limit=max(end, REORDERED)))
    first = by_meaning(answer.hits[:REORDERED], search.reading.canonical)
    hits = (*first, *answer.hits[REORDERED:])
    return replace(answer, hits=hits[query.offset : end])


def by_meaning(hits: Sequence[Hit], sought: Sequence[str]) -> list[Hit]:
    """Return hits ordered by their scores and by how near their meaning is to what is sought."""
    weight = weights()["meaning"]
    near = nearness(sought, [hit.meaning for hit in hits])
    scored = [
        hit._replace(score=round((hit.score or 0) + weight * each, DECIMALS))
        for hit, each in zip(hits, near, strict=True)
    ]
    return sorted(scored, key=lambda hit: -(hit.score or 0))
