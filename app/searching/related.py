"""What is next to a search that found nothing: related concepts, and wider topics."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.searching.text_clauses import without
from indexer.naming import naming_key
from record.filters import FILTER_OF, VOCABULARY_OF
from swedish.analysis import is_generic

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from app.searching.requests import SearchRequest
    from app.searching.resolving import Resolved
    from app.wiring import Services
    from indexer.readings import Understanding


def related_concepts(
    services: Services, request: SearchRequest, resolved: Resolved, reading: Understanding
) -> Iterator[tuple[str, str, SearchRequest, Resolved]]:
    """Yield (facet, id, search) for what is read in the text, and what is mapped to it.

    A sector is offered where only a part of it was asked for. An objective leads to the goals it
    shares work with, and the other way round; the words that name it in the text are taken out, a
    filter on it gives way.
    """
    for name, ids in resolved.filters.items():
        for each in ids:
            rest = {other: kept for other, kept in resolved.filters.items() if other != name}
            for facet, concept in _mapped(services, name, each):
                yield facet, concept, request, _filtered(resolved, rest, facet, concept)
    for named in reading.concepts:
        text = without(request.text, named.start, named.end)
        itself = (named.facet, named.id)
        for facet, concept in (itself, *_mapped(services, *itself)):
            filters = _filtered(resolved, resolved.filters, facet, concept)
            yield facet, concept, replace(request, text=text), filters


def wider_topics(
    services: Services, request: SearchRequest, reading: Understanding
) -> Iterator[list[tuple[str, SearchRequest]]]:
    """Yield, for each topic that the whole text names, (label, search) of its wider ones.

    The nearest comes first; of what words are only a kind of, it is the topic itself. A text that
    asks for something else as well would lose that.
    """
    if reading.phrases or reading.excluded:
        return
    meant = " ".join(
        word.corrections[0] if word.corrections else word.text
        for word in reading.words
        if word.status != "ignored"
    ).split()
    sought = {naming_key(word) for word in meant if not is_generic(word)}
    for named in services.topics.in_query(meant):
        if sought <= named.words:
            own, *broader = services.topics.upwards(named.topic.id)
            wider = [own, *broader] if named.topic.wider else broader
            yield [(topic.label, replace(request, text=topic.label)) for topic in wider]


def _mapped(services: Services, facet: str, concept_id: str) -> Iterator[tuple[str, str]]:
    vocabulary = VOCABULARY_OF.get(facet)
    if vocabulary is None:
        return
    for other, each in services.vocabularies.mapped(vocabulary, concept_id):
        if other in FILTER_OF:
            yield FILTER_OF[other], each


def _filtered(
    resolved: Resolved, filters: Mapping[str, tuple[str, ...]], facet: str, concept_id: str
) -> Resolved:
    return replace(resolved, filters={**filters, facet: (concept_id,)})
