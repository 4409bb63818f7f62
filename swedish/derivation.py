"""Word families: nouns, verbs and adjectives made from one another, which no stemmer joins."""

from __future__ import annotations

from functools import lru_cache

ENDINGS = ("ning", "ing", "and", "ar", "het", "lig", "an", "els", "nad")
"""Endings of derived words as they stand in a key: minskning, elektrifiering, byggande, rådgivare,
hållbarhet, skoglig, samverkan, rörelse, marknad."""
SHORTEST_ROOT = 4
"""Letters; with three, a tidning (paper) would be of the tid (time)."""


@lru_cache(maxsize=65_536)
def roots(word_key: str) -> tuple[str, ...]:
    """Return what a key may be derived from, itself first; keys that share one are a family."""
    cut = (word_key.removesuffix(ending) for ending in ENDINGS if word_key.endswith(ending))
    return (word_key, *(root for root in cut if len(root) >= SHORTEST_ROOT))
