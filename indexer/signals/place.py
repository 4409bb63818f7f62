"""Whether an entry is of the place and the time that are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.query import Bool, Query, any_of
from indexer.signals.coverage import build_coverage_query

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.query_terms import QueryTerm


def place(sought: Sequence[QueryTerm], settings: Sequence[QueryTerm], by_topic: float) -> Query:
    """Score the share of what is sought that an entry of the place or time has.

    It is of a place that it is linked to, or that title or summary name. What it has by a topic
    alone counts `by_topic` of that: a place lifts what says the subject, not what is only near it.
    """
    here = any_of(each.leads for each in settings if each.leads)
    return Bool(must=(build_coverage_query(sought, by_topic),), filter=(here,))
