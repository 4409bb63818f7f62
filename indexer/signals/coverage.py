"""Which share of what is sought an entry has at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from indexer.query import Constant, Query, any_of
from indexer.query_terms import QueryTerm


def build_coverage_query(terms: Sequence[QueryTerm], by_topic: float = 1.0) -> Query:
    """Score the share of the terms' information that an entry has.

    A term that it has by its topic alone, and not in words or links, counts `by_topic` of that.
    """
    return any_of(_score_terms(terms, by_topic))


def _score_terms(terms: Sequence[QueryTerm], by_topic: float) -> Iterator[Query]:
    total = sum(each.information for each in terms)
    for each in terms:
        share = each.information / total
        if each.written is None or each.written == each.query:
            yield Constant(each.query, share)
        else:
            yield Constant(each.query, share * by_topic)
            if by_topic < 1:
                yield Constant(each.written, share * (1 - by_topic))
