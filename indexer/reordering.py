"""The order of hits beyond what each scores by itself: above the engines, so the same for each."""

from __future__ import annotations

from collections import defaultdict
from heapq import nlargest
from operator import itemgetter
from typing import TYPE_CHECKING

from indexer import weights
from swedish.word_vectors import likeness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from indexer.engine import Hit
    from swedish.word_vectors import Vector

DECIMALS = 4
"""Of a score: engines differ beyond."""


def by_topics(hits: Sequence[Hit], telling: Callable[[str], float]) -> tuple[Hit, ...]:
    """Add to each score for the topics that an entry shares with the best hits.

    Never less than nothing, so that these hits stay before those that come after them.

    Args:
        hits: best first.
        telling: how much it tells that an entry is about a topic (BM25's idf).
    """
    worth = _asked_about(hits[: weights.LEADING], telling)
    gains = (sum(worth[each] for each in hit.about & worth.keys()) for hit in hits)
    return _reordered(hits, (weights.SHARED_TOPICS * gain for gain in gains))


def _asked_about(leading: Sequence[Hit], telling: Callable[[str], float]) -> Mapping[str, float]:
    """Return the topics that tell most of what was asked: those of the best hits, by their scores.

    An entry is about a hundred; what few of the best are about was hardly asked.
    """
    scores = [_within(_score(hit)) for hit in leading]
    total = sum(scores)
    shares: defaultdict[str, float] = defaultdict(float)
    for hit, score in zip(leading, scores, strict=True) if total else ():
        for each in hit.about:
            shares[each] += score / total
    worth = {each: shares[each] * telling(each) for each in sorted(shares)}
    return dict(nlargest(weights.TOPICS_ASKED, worth.items(), key=itemgetter(1)))


def by_meaning(hits: Sequence[Hit], meant: Vector) -> tuple[Hit, ...]:
    """Add to each score a share of the best one's by how near the entry is to what is meant."""
    best = max(map(_score, hits), default=0.0)
    near = likeness(meant, [hit.meaning for hit in hits])
    return _reordered(hits, (weights.MEANING * best * (1 + cosine) for cosine in near))


def _within(score: float) -> float:
    """Return a score without what puts a hit before those that are only near, or far off."""
    return score % weights.FIRST


def _score(hit: Hit) -> float:
    return round(hit.score or 0.0, DECIMALS)


def _reordered(hits: Sequence[Hit], gains: Iterable[float]) -> tuple[Hit, ...]:
    scores = [
        round((hit.score or 0) + gain, DECIMALS) for hit, gain in zip(hits, gains, strict=True)
    ]
    order = sorted(range(len(hits)), key=lambda at: -scores[at])
    return tuple(hits[at]._replace(score=scores[at]) for at in order)
