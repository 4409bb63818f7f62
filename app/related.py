"""What is next to a search that found nothing: related concepts, and wider topics."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.concepts import VOCABULARY_OF

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.requests import SearchRequest
    from app.resolving import Resolved
    from app.wiring import Services
    from indexer.readings import Understanding

FACET_OF = {vocabulary: facet for facet, vocabulary in VOCABULARY_OF.items()}


def related_concepts(
    services: Services, request: SearchRequest, resolved: Resolved, reading: Understanding
) -> Iterator[tuple[str, str, SearchRequest, Resolved]]:
    """Yield (facet, id, search) for the concepts that are mapped to one asked for.

    An objective leads to the goals it shares work with, and the other way round; the words that
    name it in the text are taken out, a filter on it gives way.
    """
    for name, ids in resolved.filters.items():
        for each in ids:
            rest = {other: kept for other, kept in resolved.filters.items() if other != name}
            for facet, concept in _mapped(services, name, each):
                yield facet, concept, request, _filtered(resolved, rest, facet, concept)
    for named in reading.concepts:
        text = " ".join(f"{reading.text[: named.start]} {reading.text[named.end :]}".split())
        for facet, concept in _mapped(services, named.facet, named.id):
            filters = _filtered(resolved, resolved.filters, facet, concept)
            yield facet, concept, replace(request, text=text), filters


def wider_topics(services: Services, request: SearchRequest) -> Iterator[tuple[str, SearchRequest]]:
    """Yield (label, search) for the topics that words of the text are only a kind of."""
    words = request.text.lower().split()
    for topic, _, _ in services.topics.in_query(words):
        if topic.wider:
            yield topic.label, replace(request, text=topic.label)


def _mapped(services: Services, facet: str, concept_id: str) -> Iterator[tuple[str, str]]:
    vocabulary = VOCABULARY_OF.get(facet)
    if vocabulary is None:
        return
    for other, each in services.vocabularies.mapped(vocabulary, concept_id):
        if other in FACET_OF:
            yield FACET_OF[other], each


def _filtered(
    resolved: Resolved, filters: Mapping[str, tuple[str, ...]], facet: str, concept_id: str
) -> Resolved:
    return replace(resolved, filters={**filters, facet: (concept_id,)})
