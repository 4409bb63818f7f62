"""Reading one index of Elasticsearch."""

from __future__ import annotations

from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from elasticsearch import Elasticsearch

from indexer.engine import RELEVANCE, EngineAnswer, EngineQuery, Hit, SearchEngineError
from indexer.engines.elastic.connection import Breaker
from indexer.engines.elastic.mapping import ID, MEANING, SOURCE, WORDS
from indexer.engines.elastic.translation import (
    COUNTED,
    buckets,
    entries_body,
    restricted,
    search_body,
    terms_of,
)
from indexer.fields import TOPICS
from indexer.selecting import Selecting

PARTITION = 20_000
"""Words requested at a time, well under the server's limit of buckets (65,536)."""
WORDS_SECONDS = 10.0
"""All words are read once per state of the index; with millions that may take longer than a search
may, and without them nothing could be searched."""
PAGE = 5_000


@dataclass(frozen=True, slots=True)
class ElasticSnapshot:
    """An index by its own name, so that a swap in the middle of a request mixes nothing."""

    generation: str
    seq: int
    changed: int
    client: Elasticsearch
    index: str
    breaker: Breaker
    several_shards: bool = False

    def search(self, request: EngineQuery) -> EngineAnswer:
        """Return a page of hits and the facets, in one call."""
        return _answer(self._ask(search_body(request)), request)

    def with_entries(self, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        """Return hits with their entries."""
        return _with_entries(hits, self._ask(entries_body(hits))) if hits else ()

    def complete(self, hits: Sequence[Hit], request: EngineQuery) -> EngineAnswer:
        """Return total and facets of a request, and as its page these hits, in one call."""
        rest = replace(request, limit=0)
        whole, page = self._ask_each("search", [search_body(rest), entries_body(hits)])
        return replace(_answer(whole, rest), hits=_with_entries(hits, page))

    def counts(self, queries: Sequence[EngineQuery]) -> list[int]:
        """Return how many documents each request matches, in one call."""
        if not queries:
            return []
        selecting = Selecting()
        bodies = [
            {
                "query": restricted(replace(one, query=selecting.of(one.query)), selected=True),
                "size": 0,
                "track_total_hits": True,
            }
            for one in queries
        ]
        return [each["hits"]["total"]["value"] for each in self._ask_each("count", bodies)]

    def cross(
        self, request: EngineQuery, rows: str, columns: tuple[str, ...]
    ) -> dict[str, dict[tuple[str, str], int]]:
        """Count documents per pair of values of a facet and each of others, in one call."""
        aggs = {"rows": {**terms_of(rows), "aggs": {each: terms_of(each) for each in columns}}}
        body = {"query": restricted(request, selected=True), "size": 0, "aggs": aggs}
        answer = self._ask(body)
        return {
            each: {
                (row["key"], column): count
                for row in answer["aggregations"]["rows"]["buckets"]
                for column, count in buckets(row[each]).items()
            }
            for each in columns
        }

    def words(self) -> Mapping[str, int]:
        """Return every word of the published entries with its document frequency."""
        distinct = {"words": {"cardinality": {"field": WORDS, "precision_threshold": 40_000}}}
        answer = self._ask({"size": 0, "aggs": distinct}, WORDS_SECONDS)
        counted = answer["aggregations"]["words"]["value"]
        parts = 1 + int(counted) // PARTITION
        found: dict[str, int] = {}
        for part in range(parts):
            # Twice the average: partitions are made by hash and are not quite equal.
            terms = {
                "field": WORDS,
                "size": 2 * PARTITION,
                "include": {"partition": part, "num_partitions": parts},
            }
            answer = self._ask({"size": 0, "aggs": {"words": {"terms": terms}}}, WORDS_SECONDS)
            found.update(buckets(answer["aggregations"]["words"]))
        return found

    def entries(self) -> Iterator[tuple[str, int]]:
        """Yield (id, seq) of every document, page by page."""
        after: list[Any] | None = None
        while True:
            body: dict[str, Any] = {
                "size": PAGE,
                "sort": [{"seq": "asc"}, {"id": "asc"}],
                "_source": False,
                **({"search_after": after} if after else {}),
            }
            hits = self._ask(body)["hits"]["hits"]
            if not hits:
                return
            for hit in hits:
                seq, entry_id = hit["sort"]
                # What has lost its id is named as it was written, and as different.
                yield (entry_id, seq) if entry_id else (hit["_id"], -1)
            after = hits[-1]["sort"]

    def _ask_each(
        self, doing: str, bodies: Iterable[dict[str, Any]]
    ) -> Sequence[Mapping[str, Any]]:
        head = {"allow_partial_search_results": False, "search_type": self._search_type}
        searches = [each for body in bodies for each in (head, body)]
        with self.breaker.guarding(doing):
            answers = self.client.msearch(index=self.index, searches=searches).body["responses"]
        for answer in answers:
            if "error" in answer:
                raise SearchEngineError(f"{doing}: {answer['status']} {answer['error']['type']}")
        found: Sequence[Mapping[str, Any]] = answers
        return found

    @property
    def _search_type(self) -> str:
        # Each of many shards have statistics of their own; ranking needs those of all.
        return "dfs_query_then_fetch" if self.several_shards else "query_then_fetch"

    def _ask(self, body: dict[str, Any], seconds: float | None = None) -> Mapping[str, Any]:
        client = self.client.options(request_timeout=seconds) if seconds else self.client
        with self.breaker.guarding("search"):
            answer: Mapping[str, Any] = client.search(
                index=self.index,
                body=body,
                search_type=self._search_type,
                allow_partial_search_results=False,
            ).body
        return answer


def _answer(answer: Mapping[str, Any], request: EngineQuery) -> EngineAnswer:
    scored = request.order.field == RELEVANCE
    return EngineAnswer(
        hits=tuple([_hit(hit, scored=scored) for hit in answer["hits"]["hits"]]),
        total=answer["hits"]["total"]["value"],
        facets={
            facet: buckets(answer["aggregations"][facet]["values"]) for facet in request.facets
        },
        counted=answer["aggregations"][COUNTED]["doc_count"] if request.counted else 0,
    )


def _hit(hit: Mapping[str, Any], *, scored: bool) -> Hit:
    fields, stored = hit["fields"], hit.get("_source", {})
    return Hit(
        id=fields[ID][0],
        source=stored.get(SOURCE, b""),
        seq=fields["seq"][0],
        score=hit["_score"] if scored else None,
        meaning=b64decode(fields[MEANING][0]),
        topics=stored.get(TOPICS, ""),
    )


def _with_entries(hits: Sequence[Hit], answer: Mapping[str, Any]) -> tuple[Hit, ...]:
    """Return hits with the entries of an answer; what has been withdrawn meanwhile is left out."""
    by_id = {each["fields"][ID][0]: each["_source"][SOURCE] for each in answer["hits"]["hits"]}
    return tuple([hit._replace(source=by_id[hit.id]) for hit in hits if hit.id in by_id])
