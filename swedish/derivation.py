"""Word families: nouns, verbs and adjectives made from one another, which no stemmer joins."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import chain

from swedish.analysis import key
from swedish.lexicon import DATA, by_first, lemma, lines, name, split

ACTIONS = DATA / "actions.txt"
DOINGS = DATA / "doings.txt"
ENDINGS = ("ning", "ing", "and", "ar", "het", "lig", "ig", "an", "els")
"""Endings of derived words as they stand in a key: minskning, elektrifiering, byggande, rådgivare,
hållbarhet, skoglig, fuktig, samverkan, rörelse."""
OF_ACTIONS = ("ning", "ing", "and", "an")
"""Those of nouns that name what a verb in -a does."""
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
    rests = (rest for rest in cut if len(rest) >= SHORTEST_ROOT)
    return tuple(dict.fromkeys((word_key, action(word_key), *rests)))


@lru_cache(maxsize=65_536)
def action(word_key: str) -> str:
    """Return the key of the verb whose noun a key is (sortering: sortera); of others, their own.

    Who sorts and who is for sorting mean the same thing.
    """
    if listed := _listed().get(word_key):
        return listed
    cut = (word_key.removesuffix(ending) for ending in OF_ACTIONS if word_key.endswith(ending))
    verbs = (key(f"{rest}a") for rest in cut if len(rest) >= SHORTEST_ROOT and _is_verb(f"{rest}a"))
    foreign = (
        f"{word_key.removesuffix(ending)}{last}er"
        for ending, last in OF_VERBS.items()
        if word_key.endswith(ending)
    )
    known = (verb for verb in foreign if lemma(f"{verb}a") == f"{verb}a")
    return next(chain(verbs, known), word_key)


@cache
def _listed() -> dict[str, str]:
    return by_first(ACTIONS, key)


def same_doing(word_key: str) -> tuple[str, ...]:
    """Return the keys of what says the same of what is done (produktion: tillverka), if any."""
    return _doings().get(word_key, ())


@cache
def _doings() -> dict[str, tuple[str, ...]]:
    sets = (tuple(dict.fromkeys(map(key, line.split()))) for line in lines(DOINGS))
    return {each: tuple(one for one in same if one != each) for same in sets for each in same}


def _is_verb(word: str) -> bool:
    """Tell whether a word that ends in -a is its own lemma, or a compound of such a word."""
    last = (split(word) or (word,))[-1]
    return lemma(last) == last
