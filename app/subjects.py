"""A concept as the subject of a page: what it means, its examples counted, what it goes with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from app.availability import translates_engine_errors
from app.overview import latest
from indexer.engine import EngineQuery
from indexer.query import OneOf
from record.filters import FILTER_OF, VOCABULARY_OF, number_of
from seed.texts import read_concept_texts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.overview import Latest
    from app.wiring import Services
    from seed.vocabularies import Concept

SUBJECTS = ("objective", "goal", "lever", "sector", "funding")
"""Dimensions whose values have pages."""
OBJECTIVES_SITE = "https://www.sverigesmiljomal.se/miljomalen/"
"""The page about all objectives."""
COUNTED = ("county", "objective", "goal", "sector", "lever", "kind")


@dataclass(frozen=True, slots=True)
class Subject:
    """A concept in one language.

    Attributes:
        dimension, id: the filter that finds its examples.
        number: that it is known by, if any.
        swedish: its Swedish name, which its address is made of.
        meaning: its definition; of goals, as the United Nations' goals are worded.
        about: what companies' work with it is about, in the catalogue's own words.
        authority, website: who is responsible for an objective, and the page about it.
        related: (dimension, id) of concepts that it is first of all mapped to.
    """

    dimension: str
    id: str
    number: str
    name: str
    swedish: str
    meaning: str
    about: str
    authority: str
    website: str
    related: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SubjectExamples:
    """The examples of a subject; `counts` are dimension -> value -> examples."""

    total: int
    counts: Mapping[str, Mapping[str, int]]
    newest: Latest


def subjects(services: Services, dimension: str, language: str) -> tuple[Subject, ...]:
    """Return the concepts of one of SUBJECTS in the order of their vocabulary."""
    return tuple(
        _subject(services, dimension, each, language)
        for each in services.vocabularies.concepts(VOCABULARY_OF[dimension])
    )


def _subject(services: Services, dimension: str, concept: Concept, language: str) -> Subject:
    english = language == "en"
    vocabulary = VOCABULARY_OF[dimension]
    attributes = concept.attributes
    authority = attributes.get("responsibleAuthority", {})
    mapped = services.vocabularies.mapped(vocabulary, concept.id)
    return Subject(
        dimension=dimension,
        id=concept.id,
        number=number_of(dimension, concept.id),
        name=concept.pref_en if english else concept.pref_sv,
        swedish=concept.pref_sv,
        meaning=(concept.definition_en if english else concept.definition_sv) or "",
        about=read_concept_texts()[vocabulary][concept.id][language],
        authority=authority.get("nameEn" if english else "nameSv", ""),
        website=_website(dimension, attributes),
        related=tuple((FILTER_OF[other], id_) for other, id_ in mapped if other in FILTER_OF),
    )


def _website(dimension: str, attributes: Mapping[str, Any]) -> str:
    """Return the page about an objective; that of all of them where its own was not seen."""
    if attributes.get("urlVerified"):
        return str(attributes["url"])
    return OBJECTIVES_SITE if dimension == "objective" else ""


@translates_engine_errors()
def examples_of(services: Services, subject: Subject, newest: int) -> SubjectExamples:
    """Count the examples of a subject, and return those that changed or began last.

    Raises:
        SearchUnavailable: the engine does not answer.
    """
    own = OneOf(subject.dimension, (subject.id,))
    answer = services.engine.snapshot().search(EngineQuery(filters=(own,), facets=COUNTED, limit=0))
    return SubjectExamples(answer.total, answer.facets, latest(services, "updated", newest, own))


@translates_engine_errors()
def example_counts(services: Services, dimension: str) -> Mapping[str, int]:
    """Return how many examples each value of a dimension has.

    Raises:
        SearchUnavailable: the engine does not answer.
    """
    request = EngineQuery(facets=(dimension,), limit=0)
    return services.engine.snapshot().search(request).facets[dimension]
