"""A baseline: Elasticsearch with Swedish analysis, as a competent engineer sets it up in a day."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from elasticsearch import Elasticsearch, helpers

from bench.relevance.baseline_entries import BOOSTS, baseline_entries, selections
from bench.relevance.outcomes import PAGE, Found, Outcome
from indexer.fields import FACETS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.wiring import Services
    from bench.relevance.judged import JudgedQuery

INDEX = "relevance-baseline"
ANALYSIS = {
    "filter": {
        "swedish_stop": {"type": "stop", "stopwords": "_swedish_"},
        "swedish_stemmer": {"type": "stemmer", "language": "swedish"},
    },
    "analyzer": {
        "own_swedish": {
            "type": "custom",
            "tokenizer": "standard",
            "filter": ["lowercase", "swedish_stop", "swedish_stemmer"],
        }
    },
}
"""What the analyzer `swedish` is made of, as Elasticsearch documents it."""


@contextmanager
def started_elasticsearch() -> Iterator[str]:
    """Give the address of a node that runs for as long as it is needed."""
    from tests.elasticsearch.nodes import ElasticsearchNode  # noqa: PLC0415 - needs Java and Maven

    with (
        tempfile.TemporaryDirectory() as folder,
        ElasticsearchNode.alone(Path(folder) / "node") as node,
    ):
        yield node.url


class ElasticBaseline:
    """`multi_match` over title^3, summary^2, facts and labels, with or without fuzziness."""

    def __init__(self, services: Services, client: Elasticsearch, *, fuzzy: bool) -> None:
        self.name = "Elasticsearch, Swedish" + (", fuzzy" if fuzzy else "")
        self._services = services
        self._client = client
        self._fuzzy = {"fuzziness": "AUTO"} if fuzzy else {}

    def answer(self, query: JudgedQuery) -> Outcome:
        """Search."""
        fields = [f"{field}^{boost:g}" for field, boost in BOOSTS.items()]
        text = {"multi_match": {"query": query.text, "fields": fields, **self._fuzzy}}
        filters = [
            {"terms": {facet: list(values)}}
            for facet, values in selections(self._services, query).items()
        ]
        answer = self._client.search(
            index=INDEX, query={"bool": {"must": [text], "filter": filters}}, size=PAGE
        )
        page = tuple(
            Found(hit["_id"], hit["_source"]["title"][0], hit["_score"])
            for hit in answer["hits"]["hits"]
        )
        return Outcome(query, page, answer["hits"]["total"]["value"])


@contextmanager
def elastic_baselines(services: Services, url: str) -> Iterator[list[ElasticBaseline]]:
    """Fill an index, give the baselines without and with fuzziness, and remove it."""
    with Elasticsearch(url, request_timeout=60) as client:
        client.indices.delete(index=INDEX, ignore_unavailable=True)
        client.indices.create(
            index=INDEX,
            mappings=_mapping(),
            settings={"number_of_shards": 1, "number_of_replicas": 0, "analysis": ANALYSIS},
        )
        helpers.bulk(client, _actions(services), refresh=True)
        try:
            yield [ElasticBaseline(services, client, fuzzy=fuzzy) for fuzzy in (False, True)]
        finally:
            client.indices.delete(index=INDEX)


def _mapping() -> dict[str, Any]:
    texts = {field: {"type": "text", "analyzer": "own_swedish"} for field in BOOSTS}
    return {"properties": {**texts, **{facet: {"type": "keyword"} for facet in FACETS}}}


def _actions(services: Services) -> Iterator[dict[str, Any]]:
    for entry in baseline_entries(services):
        fields = {**entry.texts, **entry.facets}
        yield {"_index": INDEX, "_id": entry.external_id, **fields}
