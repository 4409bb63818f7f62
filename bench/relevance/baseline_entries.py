"""What the baselines are given: an entry's texts, the names of what it is linked to, filters."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.asking import engine_query
from app.requests import SearchRequest
from app.resolving import resolve
from bench.relevance.catalogue import documents
from indexer.understanding import Understanding

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.wiring import Services
    from bench.relevance.judged import JudgedQuery
    from indexer.documents import IndexDocument

BOOSTS = {"title": 3.0, "summary": 2.0, "facts": 1.0, "labels": 1.0}
"""Fields of a baseline, with the weights a competent engineer starts from."""
NAMED = ("county", "sector", "objective", "goal", "target", "resolve")


@dataclass(frozen=True, slots=True)
class BaselineEntry:
    """One entry: BOOSTS -> text, and facet -> values for filters."""

    external_id: str
    title: str
    texts: Mapping[str, tuple[str, ...]]
    facets: Mapping[str, tuple[str, ...]]


def baseline_entries(services: Services) -> list[BaselineEntry]:
    """Return every published entry."""
    return [_entry(services, document) for document in documents(services)]


def _entry(services: Services, document: IndexDocument) -> BaselineEntry:
    entry = json.loads(document.source)
    names = [
        name
        for facet in NAMED
        for value in document.facets[facet]
        for name in services.labels(facet, value)
    ]
    texts = {
        "title": (entry["title"],),
        "summary": (entry["summary"],),
        "facts": tuple(entry["facts"]),
        "labels": (*names, *entry["sectorText"], *document.facets["organisation"]),
    }
    return BaselineEntry(entry["externalId"], entry["title"], texts, document.facets)


def selections(services: Services, query: JudgedQuery) -> Mapping[str, tuple[str, ...]]:
    """Return the filters as ids, with what this search lets through (national entries)."""
    request = SearchRequest("", query.filters)
    resolved = resolve(services, services.engine.snapshot(), request)
    return engine_query(request, resolved, Understanding()).selections
