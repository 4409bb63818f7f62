"""The seeded catalogue in a temporary folder, and this project's search over it."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.indexing import RowSource, sync_index
from app.searching.requests import SearchRequest
from app.searching.search import search
from app.seeding import prepare_database, seed_entries
from app.settings import read_settings
from app.wiring import build_services
from bench.relevance.outcomes import PAGE, Found, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.wiring import Services
    from bench.relevance.judged import JudgedQuery
    from indexer.documents import IndexDocument

ELASTIC_PREFIX = "relevance"


@contextmanager
def seeded_catalogue() -> Iterator[Services]:
    """Give the seeded catalogue behind the embedded engine; it is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        services = build_services(read_settings({"EXEMPELBANKEN_DATA": folder}))
        prepare_database(services)
        seed_entries(services, lambda _rows: None)
        sync_index(services)
        try:
            yield services
        finally:
            services.database.close()


@contextmanager
def on_elasticsearch(services: Services, url: str) -> Iterator[Services]:
    """Give the same rows behind Elasticsearch, under index names that are removed afterwards."""
    from indexer.engines.elastic.engine import ElasticEngine  # noqa: PLC0415 - a large client

    variables = {
        "EXEMPELBANKEN_DATA": str(services.settings.data),
        "EXEMPELBANKEN_ELASTICSEARCH_URL": url,
        "EXEMPELBANKEN_ELASTICSEARCH_PREFIX": ELASTIC_PREFIX,
    }
    other = build_services(read_settings(variables))
    assert isinstance(other.engine, ElasticEngine)
    other.engine.remove_all()
    try:
        sync_index(other)
        yield other
    finally:
        other.engine.remove_all()
        other.database.close()


def documents(services: Services) -> list[IndexDocument]:
    """Return every published entry as it is handed to an engine."""
    return [document for page in RowSource(services).pages() for document in page]


@dataclass(frozen=True, slots=True)
class ThisSearch:
    """The search that is built here, through its use case."""

    services: Services
    name: str = "this search"

    def answer(self, query: JudgedQuery) -> Outcome:
        """Search as the API does for a first page."""
        answer = search(self.services, SearchRequest(query.text, query.filters, limit=PAGE))
        return Outcome(query, tuple(map(_found, answer.items)), answer.total)


def _found(item: dict[str, Any]) -> Found:
    return Found(item["externalId"], item["title"], item["score"])
