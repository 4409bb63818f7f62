"""Vocabularies and concepts as JSON, in both languages, after SKOS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from seed.vocabularies import read_mapping_sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from seed.vocabularies import Concept, ConceptMapping, Vocabulary

INVERSE = {"broadMatch": "narrowMatch", "narrowMatch": "broadMatch"}
"""Relations that read differently from the other end; the others are symmetric."""


def summary(vocabulary: Vocabulary) -> dict[str, Any]:
    """Return a vocabulary without its concepts."""
    return {
        "id": vocabulary.id,
        "title": {"sv": vocabulary.title_sv, "en": vocabulary.title_en},
        "description": {"sv": vocabulary.description_sv, "en": vocabulary.description_en},
        "checkedOn": vocabulary.checked,
        "conceptCount": len(vocabulary.concepts),
    }


def detail(vocabulary: Vocabulary, everything: Sequence[Vocabulary]) -> dict[str, Any]:
    """Return a vocabulary with its concepts, notes and sources."""
    return {
        **summary(vocabulary),
        "notes": list(vocabulary.notes_sv),
        "attributes": dict(vocabulary.attributes),
        "sources": [dict(source) for source in vocabulary.sources],
        "concepts": [concept(vocabulary, each, everything) for each in vocabulary.concepts],
    }


def concept(
    vocabulary: Vocabulary, found: Concept, everything: Sequence[Vocabulary]
) -> dict[str, Any]:
    """Return a concept; `broader` and `narrowerConcepts` may lie in another vocabulary."""
    broader = found.broader and {"vocabulary": vocabulary.broader_vocabulary, "id": found.broader}
    return {
        "vocabulary": vocabulary.id,
        "id": found.id,
        "notation": found.notation,
        "prefLabel": {"sv": found.pref_sv, "en": found.pref_en},
        "altLabels": {"sv": list(found.alt_sv), "en": list(found.alt_en)},
        "definition": {"sv": found.definition_sv, "en": found.definition_en},
        "broader": broader or None,
        "narrowerConcepts": _narrower(vocabulary.id, found.id, everything),
        "uri": found.uri,
        "position": found.position,
        "attributes": dict(found.attributes),
    }


def _narrower(
    vocabulary_id: str, concept_id: str, everything: Sequence[Vocabulary]
) -> list[dict[str, str]]:
    return [
        {"vocabulary": vocabulary.id, "id": each.id}
        for vocabulary in everything
        if vocabulary.broader_vocabulary == vocabulary_id
        for each in vocabulary.concepts
        if each.broader == concept_id
    ]


def mappings(
    found: Iterable[ConceptMapping],
    vocabulary_id: str,
    concept_id: str,
    by_id: Mapping[str, Vocabulary],
) -> list[dict[str, Any]]:
    """Return the mappings of a concept, those that name it from the other end turned round."""
    here = (vocabulary_id, concept_id)
    views = []
    for mapping in found:
        start = (mapping.from_vocabulary, mapping.from_id)
        end = (mapping.to_vocabulary, mapping.to_id)
        if start == here:
            views.append(_mapping(mapping, mapping.relation, end, by_id))
        elif end == here:
            relation = INVERSE.get(mapping.relation, mapping.relation)
            views.append(_mapping(mapping, relation, start, by_id))
    return views


def _mapping(
    mapping: ConceptMapping,
    relation: str,
    other: tuple[str, str],
    by_id: Mapping[str, Vocabulary],
) -> dict[str, Any]:
    vocabulary_id, concept_id = other
    labels = {each.id: each for each in by_id[vocabulary_id].concepts}[concept_id]
    known = read_mapping_sources()
    return {
        "relation": relation,
        "vocabulary": vocabulary_id,
        "id": concept_id,
        "prefLabel": {"sv": labels.pref_sv, "en": labels.pref_en},
        "strength": mapping.strength,
        "editorial": mapping.editorial,
        "reason": mapping.reason_sv,
        "sources": [dict(known[key]) for key in mapping.sources],
        "relatedSources": [dict(known[key]) for key in mapping.related_sources],
        "targets": list(mapping.targets),
    }
