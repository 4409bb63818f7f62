"""Whether an entry is of the place and the time that are named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indexer.documents import tag
from indexer.fields import TAG_FIELDS
from indexer.query import Bool, Query, Term, any_of
from indexer.signals.coverage import coverage, title
from record.filters import NATIONAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indexer.query_terms import QueryTerm


def place(sought: Sequence[QueryTerm], settings: Sequence[QueryTerm]) -> Query:
    """Score the share of what is sought that an entry of the place or time has."""
    here = any_of(each.leads for each in settings)
    return Bool(must=(coverage(sought),), filter=(here,))


def national(sought: Sequence[QueryTerm]) -> Query:
    """Score what a national entry leads with of what is sought: it is of every place."""
    return Bool(must=(title(sought),), filter=(Term(TAG_FIELDS["county"], tag(NATIONAL)),))
