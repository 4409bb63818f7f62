"""Verbs and the nouns made of them, which no stemmer joins."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import chain

from swedish.analysis import key
from swedish.lexicon import DATA, by_first, lemma, split

ACTIONS = DATA / "actions.txt"
OF_ACTIONS = ("ning", "ing", "and", "an")
"""Endings, in a key, of nouns that name what a verb in -a does."""
OF_VERBS = {"kation": "c", "ktion": "c", "ation": "", "tion": ""}
"""Endings of nouns made from verbs in -era, and what stands before that in place of them:
kommunikation, produktion, reparation, konsumtion."""
SHORTEST_ROOT = 4
"""Letters of the rest."""


@lru_cache(maxsize=65_536)
def action(word_key: str) -> str:
    """Return the key of the verb whose noun a key is (sortering: sortera); of others, their own.

    Who sorts and who is for sorting mean the same thing.
    """
    if listed := _read_list().get(word_key):
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
def _read_list() -> dict[str, str]:
    return by_first(ACTIONS, key)


def _is_verb(word: str) -> bool:
    """Return whether a word that ends in -a is its own lemma, or a compound of such a word."""
    last = (split(word) or (word,))[-1]
    return lemma(last) == last
