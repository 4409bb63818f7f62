"""The query that finds and scores: a weighted sum of signals over what counts as found."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import combinations
from pathlib import Path

from indexer.query import Bool, Boost, MatchNone, Query, all_of, any_of
from indexer.query_terms import QueryTerm
from indexer.readings import Understanding
from indexer.signals.coverage import build_coverage_query
from indexer.signals.ngrams import grams_of, ngrams, share_of_ngrams
from indexer.signals.place import place
from indexer.signals.words import words

WEIGHTS = Path(__file__).with_name("weights.json")


SOME, MOST = 0.1, 0.6
"""Share of the information of what is sought that an entry has if it is weighed by all signals, and
if it is found where all that is weighed answers."""
SHARE_OF_NGRAMS = 0.3
"""Share of the n-grams that will do where few entries have any of the words."""
MOST_COMBINED = 6
"""Of more terms, those with most information are searched together, to keep the query small."""


@cache
def weights() -> Mapping[str, float]:
    """Return the weight of each signal, as `make relevance-train` fitted it, and the threshold."""
    found: dict[str, float] = json.loads(WEIGHTS.read_text(encoding="utf-8"))
    return found


def signals(reading: Understanding) -> dict[str, Query]:
    """Return the signals that engines score, each from 0 to 1, by name."""
    sought, settings = reading.sought, reading.settings
    if not reading.terms:
        return {}
    found = {"words": words(reading.terms, sought), "coverage": build_coverage_query(sought)}
    if grams := grams_of(reading.canonical):
        found["ngrams"] = ngrams(grams)
    if settings and sought != settings:
        found["place"] = place(sought, settings, weights()["place_by_topic"])
    return found


def build_query(reading: Understanding) -> Bool:
    """Return what scores entries for a text, and leaves out what it excludes."""
    scored = tuple(Boost(query, weights()[name]) for name, query in signals(reading).items())
    return Bool(must=reading.required, should=scored, must_not=reading.unwanted)


def say(reading: Understanding, share: float) -> Query:
    """Find what has a share of the information of what is sought."""
    sets = smallest_sets(most_informative(reading.sought), share)
    return any_of(all_of(each.query for each in chosen) for chosen in sets)


def resemble(reading: Understanding) -> Query:
    """Find what is written like what is sought."""
    grams = grams_of(reading.canonical)
    return share_of_ngrams(grams, SHARE_OF_NGRAMS) if grams else MatchNone()


def most_informative(terms: Sequence[QueryTerm]) -> list[QueryTerm]:
    """Return the terms with most information."""
    return sorted(terms, key=lambda each: -each.information)[:MOST_COMBINED]


def smallest_sets(terms: Sequence[QueryTerm], share: float) -> list[tuple[QueryTerm, ...]]:
    """Return the sets of terms that together have enough information, none within another."""
    needed = share * sum(each.information for each in terms)
    found: list[frozenset[int]] = []
    for size in range(1, len(terms) + 1):
        for chosen in combinations(range(len(terms)), size):
            if sum(terms[at].information for at in chosen) < needed:
                continue
            if not any(smaller <= set(chosen) for smaller in found):
                found.append(frozenset(chosen))
    return [tuple(terms[at] for at in sorted(each)) for each in found]


def complete(reading: Understanding) -> Query | None:
    """Find what has all that is sought, in words or links; None where nothing is.

    A topic is not enough: what is about the cover of fields need not be about catch crops.
    """
    sought = reading.sought
    if not sought and not reading.required:
        return None
    return all_of([*(each.written or each.query for each in sought), *reading.required])
