"""How much of the writing of what is sought an entry shares, whatever the words are."""

from __future__ import annotations

from collections.abc import Iterable

from indexer.fields import GRAM, NGRAMS
from indexer.query import Bool, Boost, Query, Term, any_of

MOST = 11.0
"""What a rare n-gram scores at most: BM25's 2.2 times an idf of 5."""
MOST_GRAMS = 120
"""N-grams of a search that are looked for."""


def grams_of(words: Iterable[str]) -> list[str]:
    """Return the different n-grams of words, the edges of words as blanks."""
    found = dict.fromkeys(
        padded[at : at + GRAM]
        for word in words
        for padded in [f" {word} "]
        for at in range(len(padded) - GRAM + 1)
    )
    return list(found)[:MOST_GRAMS]


def ngrams(grams: list[str]) -> Query:
    """Score the n-grams by BM25, as a share of about the most that they can score."""
    share = 1 / (MOST * len(grams))
    return any_of(Boost(Term(NGRAMS, each), share) for each in grams)


def share_of_ngrams(grams: list[str], share: float) -> Query:
    """Find what has a share of the n-grams."""
    minimum = max(1, round(share * len(grams)))
    return Bool(should=tuple(Term(NGRAMS, each) for each in grams), minimum=minimum)
