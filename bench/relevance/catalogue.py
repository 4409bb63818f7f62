"""The catalogue of the judged sets in a temporary folder, and this project's search over it."""

from __future__ import annotations

import gzip
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, cast

from app.imports.bulk_load import ImportOptions, import_lines
from app.indexing import RowSource, sync_index
from app.searching.requests import SearchRequest
from app.searching.search import search
from app.seeding import prepare_database
from app.settings import read_settings
from app.wiring import build_services
from bench.relevance.judged import CATALOGUE
from bench.relevance.outcomes import PAGE, Found, Outcome
from indexer.entry_occurrences import ORGANISATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.wiring import Services
    from bench.relevance.judged import JudgedQuery
    from indexer.documents import IndexDocument

ELASTIC_PREFIX = "relevance"


@contextmanager
def judged_catalogue(entries: Path = CATALOGUE) -> Iterator[Services]:
    """Give the entries that sets were judged over, embedded; they are gone afterwards."""
    with tempfile.TemporaryDirectory() as folder:
        services = build_services(read_settings({"EXEMPELBANKEN_DATA": folder}))
        prepare_database(services)
        with open_entries(entries) as lines:
            import_lines(services, lines, ImportOptions(source_system="judged", publish=True))
        sync_index(services)
        try:
            yield services
        finally:
            services.database.close()


def open_entries(entries: Path) -> IO[bytes]:
    """Open the lines of a catalogue, packed or not."""
    return cast("IO[bytes]", gzip.open(entries)) if entries.suffix == ".gz" else entries.open("rb")


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
        request = SearchRequest(query.text, query.filters, limit=PAGE, explain=True)
        answer = search(self.services, request)
        return Outcome(query, tuple(map(as_found, answer.items)), answer.total)


def as_found(item: dict[str, Any]) -> Found:
    """Return a hit of an answer with explanations."""
    slight = all(map(_is_slight, item["explanation"]))
    points = {each["name"]: each["points"] for each in item["signals"]}
    return Found(item["externalId"], item["title"], item["score"], slight, points)


def _is_slight(reason: dict[str, Any]) -> bool:
    in_names = reason["inFields"] == [ORGANISATIONS]
    return bool(reason["type"] == "part" or reason["filter"] == "county" or in_names)
