"""The vocabularies as search needs them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from indexer import weights
from indexer.concepts import Concept, Name
from indexer.topics import Topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from seed.vocabularies import Concept as SeedConcept
    from seed.vocabularies import Topic as SeedTopic
    from seed.vocabularies import Vocabulary

VOCABULARY_OF = {
    "county": "counties",
    "sector": "sectors",
    "objective": "environmental-objectives",
    "goal": "goals",
    "target": "targets",
    "resolve": "resolve",
    "kind": "kinds",
}
"""Filter -> the vocabulary that its values come from."""


@dataclass(frozen=True, slots=True)
class ConceptNames:
    """Names under which an entry that is linked to a concept is found as text."""

    by_id: Mapping[tuple[str, str], tuple[str, ...]]

    def __call__(self, facet: str, concept_id: str) -> Iterable[str]:
        """Return the names of a concept, none for one that is not known."""
        return self.by_id.get((facet, concept_id), ())


def concept_names(vocabularies: Iterable[Vocabulary]) -> ConceptNames:
    """Return the Swedish names that stand in an entry's labels."""
    by_id = {vocabulary.id: vocabulary for vocabulary in vocabularies}
    return ConceptNames(
        {
            (facet, concept.id): (concept.pref_sv,)
            for facet, vocabulary_id in VOCABULARY_OF.items()
            for concept in by_id[vocabulary_id].concepts
        }
    )


def search_concepts(vocabularies: Iterable[Vocabulary]) -> tuple[Concept, ...]:
    """Return every concept that a search text may name, with its names by how sure they are."""
    by_id = {vocabulary.id: vocabulary for vocabulary in vocabularies}
    return tuple(
        Concept(facet, concept.id, concept.pref_sv, _names(concept))
        for facet, vocabulary_id in VOCABULARY_OF.items()
        for concept in by_id[vocabulary_id].concepts
    )


def search_topics(topics: Iterable[SeedTopic]) -> tuple[Topic, ...]:
    """Return the topics as search needs them."""
    return tuple(
        Topic(each.id, each.label, each.names, each.hidden, each.found, each.broader, each.wider)
        for each in topics
    )


def _names(concept: SeedConcept) -> tuple[Name, ...]:
    pref = (concept.pref_sv, concept.pref_en)
    alt = (*concept.alt_sv, *concept.alt_en, *concept.hidden_sv)
    return (
        *(Name(text, weights.CONCEPT_NAME) for text in pref if text),
        *(Name(text, weights.CONCEPT_ALT) for text in alt),
    )
