"""Which share of what is sought an entry has at all."""

from __future__ import annotations

from collections.abc import Sequence

from indexer.query import Constant, Query, any_of
from indexer.query_terms import QueryTerm


def build_coverage_query(terms: Sequence[QueryTerm]) -> Query:
    """Score the share of the terms' information that an entry has."""
    total = sum(each.information for each in terms)
    return any_of(Constant(each.query, each.information / total) for each in terms)
