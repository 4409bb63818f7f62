"""A search under way: what is asked, of which state of the index, and how it is understood."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Self

from app.searching.query_builder import build_query
from app.searching.resolving import resolve
from indexer.understanding import understand

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.searching.requests import SearchRequest
    from app.wiring import Services
    from indexer.engine import EngineQuery, Snapshot
    from indexer.lexicons import QueryLexicon
    from indexer.readings import Understanding


@dataclass(frozen=True, slots=True)
class PreparedSearch:
    """All that the steps of a search need.

    Attributes:
        request: as asked for, checked, with filters by id.
        after_seq: where the cursor stands in the ledger.
        lexicon: what texts are read with.
        read: understands a text, less what is to be ignored; each text once.
        reading: how the text of the request is understood.
        query: what the engine is asked.
    """

    services: Services
    snapshot: Snapshot
    request: SearchRequest
    after_seq: int | None
    lexicon: QueryLexicon
    read: Callable[[str], Understanding]
    reading: Understanding
    query: EngineQuery

    @classmethod
    def of(cls, services: Services, snapshot: Snapshot, request: SearchRequest) -> Self:
        """Check and understand a request.

        Raises:
            InvalidQuery: with every fault found.
        """
        resolved = resolve(services, snapshot, request)
        lexicon = services.lexicons.of(snapshot)
        read = cache(lambda text: understand(text, lexicon, resolved.ignored))
        reading = read(request.text)
        query = build_query(resolved.request, reading, resolved.after_seq)
        return cls(
            services,
            snapshot,
            resolved.request,
            resolved.after_seq,
            lexicon,
            read,
            reading,
            query,
        )

    def changed(self, **parts: Any) -> Self:  # noqa: ANN401 - fields of the request
        """Return the search of the same index with parts of the request replaced."""
        request = replace(self.request, **parts)
        reading = self.read(request.text)
        query = build_query(request, reading, self.after_seq)
        return replace(self, request=request, reading=reading, query=query)

    def label(self, filter_name: str, value: str) -> str:
        """Return the label of a filter's value in the language of the answer."""
        return self.services.vocabularies.label(filter_name, value, self.request.language)
