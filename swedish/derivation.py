"""Word families: nouns, verbs and adjectives made from one another, which no stemmer joins."""

from __future__ import annotations

from functools import lru_cache

from swedish.lexicon import lemma, name

ENDINGS = ("ning", "ing", "and", "ar", "het", "lig", "ig", "an", "els")
"""Endings of derived words as they stand in a key: minskning, elektrifiering, byggande, rådgivare,
hållbarhet, skoglig, fuktig, samverkan, rörelse."""
OF_VERBS = {"kation": "c", "ktion": "c", "ation": "", "tion": ""}
"""Endings of nouns made from verbs in -era, and what stands before that in place of them:
kommunikation, produktion, reparation, konsumtion."""
SHORTEST_ROOT = 4
"""Letters; with three, a tidning (paper) would be of the tid (time)."""


@lru_cache(maxsize=65_536)
def roots(word_key: str) -> tuple[str, ...]:
    """Return what a key may be derived from, itself first; keys that share one are a family."""
    if name(word_key):  # Halland is no hall
        return (word_key,)
    cut = (word_key.removesuffix(ending) for ending in ENDINGS if word_key.endswith(ending))
    verbs = (
        f"{word_key.removesuffix(ending)}{last}er"
        for ending, last in OF_VERBS.items()
        if word_key.endswith(ending)
    )
    made = (verb for verb in verbs if _is_verb(verb))
    return (word_key, *made, *(rest for rest in cut if len(rest) >= SHORTEST_ROOT))


def _is_verb(verb_key: str) -> bool:
    """Tell whether a key is that of a verb in -era."""
    return lemma(f"{verb_key}a") == f"{verb_key}a"
