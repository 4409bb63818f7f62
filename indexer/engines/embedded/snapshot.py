"""Reading one state of a tantivy index."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any

import tantivy
from tantivy import Query

from indexer.engine import RELEVANCE, DamagedIndex, EngineAnswer, EngineQuery, Hit, Order
from indexer.engines.embedded.translation import (
    COUNT_ALL,
    MOST_BUCKETS,
    TOTAL,
    Translation,
    buckets,
    facet_aggregations,
)
from indexer.fields import NUMBER_FIELDS, TOPICS
from indexer.query import MatchAll, OneOf

_DAMAGES = ("An IO error occurred", "Data corrupted", "Deserialize error", "Failed to open")
"""How tantivy's messages begin when what it reads is damaged."""
SLACK = 50
"""Hits fetched beyond the page, so that most groups of equal scores are whole at its end."""


@dataclass
class TantivySnapshot:
    """One committed state; tantivy keeps its files open, so later writes do not reach it."""

    generation: str
    seq: int
    changed: int
    searcher: tantivy.Searcher
    _browse_facets: dict[str, dict[str, int]] = field(default_factory=dict)

    def search(self, request: EngineQuery) -> EngineAnswer:
        """Return a page of hits and the facets."""
        with _readable():
            made = Translation()
            filtered, facets = self._facets(request, made)
            if request.limit or request.selections or not request.facets:
                total, page = self._page(request, made)
            else:
                total, page = filtered, []
            hits = self._hits(page, request)
            counted = self._also_counted(request, made) if total else 0
            return EngineAnswer(hits, total, facets, counted)

    def with_entries(self, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        """Return the hits: they have their entries, which lie next to all that is read of a hit."""
        return tuple(hits)

    def complete(self, hits: Sequence[Hit], request: EngineQuery) -> EngineAnswer:
        """Return total and facets of a request, and these hits as its page."""
        return replace(self.search(replace(request, limit=0)), hits=tuple(hits))

    def counts(self, queries: Sequence[EngineQuery]) -> list[int]:
        """Return how many documents each request matches."""
        made = Translation()
        return [self._count(one, made) for one in queries]

    def cross(
        self, request: EngineQuery, rows: str, columns: tuple[str, ...]
    ) -> dict[str, dict[tuple[str, str], int]]:
        """Count documents per pair of values of a facet and each of others."""
        inner = {each: {"terms": {"field": each, "size": MOST_BUCKETS}} for each in columns}
        outer = {"rows": {"terms": {"field": rows, "size": MOST_BUCKETS}, "aggs": inner}}
        query = Translation().selected(request.query, _all_filters(request))
        answer: dict[str, Any] = self.searcher.aggregate(query, outer)
        return {
            each: {
                (row["key"], column): count
                for row in answer["rows"]["buckets"]
                for column, count in buckets(row[each]).items()
            }
            for each in columns
        }

    def words(self) -> Mapping[str, int]:
        """Return every word of the published entries with its document frequency."""
        # The filter makes tantivy count living documents only: a withdrawn word is missing at once.
        return dict(self.searcher.terms_with_prefix("words", "", Query.all_query(), None))

    def entries(self) -> Iterator[tuple[str, int]]:
        """Yield (id, seq) of every document."""
        with _readable():
            yield from self._ids_and_seqs()

    def _ids_and_seqs(self) -> Iterator[tuple[str, int]]:
        everything = self.searcher.search(Query.all_query(), max(1, self.searcher.num_docs))
        addresses = [address for _, address in everything.hits]
        seqs = self.searcher.fast_field_values("n_seq", addresses)
        for address, seq in zip(addresses, seqs, strict=True):
            yield str(self.searcher.doc(address).get_first("id")), int(seq or 0)

    def _count(self, request: EngineQuery, made: Translation) -> int:
        query = made.selected(request.query, _all_filters(request))
        return int(self.searcher.search(query, 1, count=True).count or 0)  # type: ignore[attr-defined]

    def _also_counted(self, request: EngineQuery, made: Translation) -> int:
        if request.counted is None:
            return 0
        return self._count(replace(request, filters=(*request.filters, request.counted)), made)

    def _page(
        self, request: EngineQuery, made: Translation
    ) -> tuple[int, list[tuple[Any, tantivy.DocAddress]]]:
        if request.limit == 0 or self.searcher.num_docs == 0:
            return self._count(request, made), []
        query = made.scored(request.query, _all_filters(request))
        end = request.offset + request.limit
        wanted = end + SLACK
        while True:
            result = self.searcher.search(query, wanted, count=True, **_order(request.order))
            hits = result.hits
            if len(hits) < wanted or hits[end - 1][0] != hits[-1][0]:
                break
            wanted *= 4  # the group of equals at the end of the page is not whole yet
        ordered = self._ordered(hits, request.order)
        return int(result.count or 0), ordered[request.offset : end]  # type: ignore[attr-defined]

    def _ordered(
        self, hits: list[tuple[Any, tantivy.DocAddress]], order: Order
    ) -> list[tuple[Any, tantivy.DocAddress]]:
        """Order each group of equals by id; by relevance, single counties come first."""
        addresses = [address for _, address in hits]
        values = self.searcher.fast_field_values
        high, low = values("n_id_high", addresses), values("n_id_low", addresses)
        ranked = order.field == RELEVANCE
        national = values("n_national", addresses) if ranked else [0] * len(hits)
        groups: dict[object, int] = {}
        for value, _ in hits:
            groups.setdefault(value, len(groups))
        place = [groups[value] for value, _ in hits]
        keys = list(zip(place, national, high, low, strict=True))
        return [hits[i] for i in sorted(range(len(hits)), key=keys.__getitem__)]

    def _hits(
        self, page: list[tuple[Any, tantivy.DocAddress]], request: EngineQuery
    ) -> tuple[Hit, ...]:
        seqs = self.searcher.fast_field_values("n_seq", [address for _, address in page])
        scored = request.order.field == RELEVANCE
        return tuple(
            [
                self._hit(address, int(seq or 0), value if scored else None)
                for (value, address), seq in zip(page, seqs, strict=True)
            ]
        )

    def _hit(self, address: tantivy.DocAddress, seq: int, score: float | None) -> Hit:
        stored: Any = self.searcher.doc(address)
        return Hit(
            id=stored.get_first("id"),
            source=stored.get_first("source"),
            seq=seq,
            score=score,
            meaning=stored.get_first("meaning"),
            topics=stored.get_first(TOPICS),
        )

    def _facets(
        self, request: EngineQuery, made: Translation
    ) -> tuple[int, dict[str, dict[str, int]]]:
        """Return how many documents the filters let through, and the facets, if any are asked."""
        plain = (
            isinstance(request.query, MatchAll) and not request.filters and not request.selections
        )
        if not plain:
            return self._count_facets(request, request.facets, made)
        counted = self._browse_facets
        # The start page: the dearest count, and the same until the next commit.
        missing = [each for each in request.facets if each not in counted]
        counted |= self._count_facets(request, missing, made)[1]
        return self.searcher.num_docs, {facet: counted[facet] for facet in request.facets}

    def _count_facets(
        self, request: EngineQuery, facets: Sequence[str], made: Translation
    ) -> tuple[int, dict[str, dict[str, int]]]:
        if not facets:
            return 0, {}
        query = made.selected(request.query, request.filters)
        aggregations = facet_aggregations(facets, request.selections)
        answer = self.searcher.aggregate(query, {**aggregations, TOTAL: COUNT_ALL})
        return int(answer[TOTAL]["value"]), {facet: buckets(answer[facet]) for facet in facets}


@contextmanager
def _readable() -> Iterator[None]:
    """Distinguish damage, which tantivy reports as it does a wrong query, from our own faults.

    Raises:
        DamagedIndex: what is read is not as it was written.
    """
    try:
        yield
    except ValueError as error:
        if isinstance(error, UnicodeDecodeError) or str(error).startswith(_DAMAGES):
            raise DamagedIndex(f"the index cannot be read: {error}") from error
        raise


def _all_filters(request: EngineQuery) -> list[Any]:
    chosen = [OneOf(facet, values) for facet, values in request.selections.items()]
    return [*request.filters, *chosen]


def _order(order: Order) -> dict[str, Any]:
    if order.field == RELEVANCE:
        return {}
    name = f"n_{order.field}" if order.field in NUMBER_FIELDS else order.field
    direction = tantivy.Order.Desc if order.descending else tantivy.Order.Asc
    return {"order_by_field": name, "order": direction}
