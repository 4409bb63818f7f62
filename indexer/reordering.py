"""The order of hits by what they mean as well, above the engines and so the same for each."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from indexer import weights
from swedish.word_vectors import likeness

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.engine import Hit
    from swedish.word_vectors import Vector

DECIMALS = 4
"""Of a score: engines differ beyond."""


def by_meaning(hits: Sequence[Hit], meant: Vector) -> tuple[Hit, ...]:
    """Add to each score a share of the best one's by how near the entry is to what is meant.

    Never less than nothing, so that these hits stay before those that come after them.
    """
    best = max((hit.score or 0.0 for hit in hits), default=0.0)
    near = likeness(meant, [hit.meaning for hit in hits])
    gains = (weights.MEANING * best * (1 + cosine) for cosine in near)
    scores = [
        round((hit.score or 0) + gain, DECIMALS) for hit, gain in zip(hits, gains, strict=True)
    ]
    order = sorted(range(len(hits)), key=lambda at: -scores[at])
    return tuple(replace(hits[at], score=scores[at]) for at in order)
