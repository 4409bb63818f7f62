"""What the baselines are given: an entry's texts, the names of what it is linked to, filters."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.searching.prepared import prepare
from app.searching.requests import SearchRequest
from bench.relevance.catalogue import documents
from record.filters import VOCABULARY_OF
from seed.vocabularies import read_vocabularies

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.wiring import Services
    from bench.relevance.judged import JudgedQuery
    from indexer.documents import IndexDocument

BOOSTS = {"title": 3.0, "summary": 2.0, "facts": 1.0, "labels": 1.0}
"""Fields of a baseline, with the weights a competent engineer starts from."""
NAMED = ("county", "sector", "objective", "goal", "target", "lever")


@dataclass(frozen=True, slots=True)
class BaselineEntry:
    """One entry: BOOSTS -> text, and facet -> values for filters."""

    external_id: str
    title: str
    texts: Mapping[str, tuple[str, ...]]
    facets: Mapping[str, tuple[str, ...]]


def baseline_entries(services: Services) -> list[BaselineEntry]:
    """Return every published entry."""
    names = _names()
    return [_entry(document, names) for document in documents(services)]


def _names() -> Mapping[tuple[str, str], tuple[str, ...]]:
    """Return every Swedish name that the vocabularies give a concept: the strongest baseline."""
    vocabularies = {each.id: each for each in read_vocabularies()}
    return {
        (facet, concept.id): (concept.pref_sv, *concept.alt_sv, *concept.hidden_sv)
        for facet in NAMED
        for concept in vocabularies[VOCABULARY_OF[facet]].concepts
    }


def _entry(
    document: IndexDocument, names: Mapping[tuple[str, str], tuple[str, ...]]
) -> BaselineEntry:
    entry = json.loads(document.source)
    links = [(facet, value) for facet in NAMED for value in document.facets[facet]]
    named = [name for link in links for name in names.get(link, ())]
    texts = {
        "title": (entry["title"],),
        "summary": (entry["summary"],),
        "facts": tuple(entry["facts"]),
        "labels": (*named, *entry["sectorText"], *document.facets["organisation"]),
    }
    return BaselineEntry(entry["externalId"], entry["title"], texts, document.facets)


def selections(services: Services, query: JudgedQuery) -> Mapping[str, tuple[str, ...]]:
    """Return the filters as ids, with what this search lets through (national entries)."""
    request = SearchRequest("", query.filters)
    return prepare(services, services.engine.snapshot(), request).query.selections
