"""How much of what is sought an entry says, and how often: BM25 of the terms."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.query import Boost, Query, any_of
from indexer.query_terms import QueryTerm

MOST = 33.0
"""What no term scores for its information: BM25's 2.2 in each of a dozen fields, and some more."""


def words(terms: Sequence[QueryTerm], sought: Sequence[QueryTerm]) -> Query:
    """Score the terms by BM25, as a share of about the most that what is sought can score.

    So a place or a year takes nothing from an entry of another.
    """
    total = sum(each.information for each in sought)
    return any_of(Boost(each.query, 1 / (MOST * total)) for each in terms)
