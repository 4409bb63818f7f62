"""All hits of a search, read page by page from one state of the index."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from app.availability import translates_engine_errors
from app.errors import InvalidQuery, Issue, Message
from app.searching.prepared import prepare
from app.searching.ranking import rank
from app.searching.requests import MAX_WINDOW

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.searching.prepared import PreparedSearch
    from app.searching.requests import SearchRequest
    from app.wiring import Services
    from indexer.engine import Hit, Snapshot

MOST_HITS = MAX_WINDOW
"""What a file holds at most; a search that finds more gets none."""
PAGE = 250
"""Hits in memory at a time, a megabyte or two."""
TOO_MANY = "too-many-hits"


@dataclass(frozen=True, slots=True)
class Hits:
    """What a search finds, before it is read.

    Attributes:
        total: how many there are, MOST_HITS at most.
    """

    search: PreparedSearch
    total: int

    @translates_engine_errors()
    def page(self, offset: int) -> tuple[Hit, ...]:
        """Return the hits from a place on, PAGE at most.

        Raises:
            SearchUnavailable: the engine does not answer.
        """
        query = replace(self.search.query, offset=offset, limit=PAGE, facets=(), counted=None)
        return rank(replace(self.search, query=query)).hits

    def __iter__(self) -> Iterator[Hit]:
        """Yield every hit in the order of the search."""
        for offset in range(0, self.total, PAGE):
            yield from self.page(offset)


@translates_engine_errors()
def all_hits(services: Services, request: SearchRequest, snapshot: Snapshot) -> Hits:
    """Return all that a search finds.

    Raises:
        InvalidQuery: something in the request cannot be understood, or it finds too much.
        SearchUnavailable: the engine does not answer.
    """
    search = prepare(services, snapshot, request)
    (total,) = snapshot.counts([search.query])
    if total > MOST_HITS:
        raise InvalidQuery([_too_many(total)])
    return Hits(search, total)


def _too_many(total: int) -> Issue:
    return Issue(
        parameter="",
        code=TOO_MANY,
        message=Message(
            sv=f"Sökningen ger {total} träffar och en fil rymmer {MOST_HITS}. Begränsa sökningen,"
            " eller hämta alla exempel på /dumps.",
            en=f"The search finds {total} entries and a file holds {MOST_HITS}. Narrow the search,"
            " or fetch all entries at /dumps.",
        ),
        value=str(total),
    )
