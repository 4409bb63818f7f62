"""What link suggestion knows of the vocabularies, and what a model has been made with."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

import linking
from app.searching.concepts import search_topics
from linking.terms import Knowledge, Name, Scheme
from record.fields import VOCABULARY_OF
from seed import vocabularies as seed
from seed.linking import cues_checksum, read_cues
from seed.vocabularies import Concept
from swedish import naming
from swedish.analysis import ANALYSIS_VERSION

FIELDS = ("objectives", "goals", "targets", "levers", "sectors")
"""Fields of links that are suggested; what speaks for another one comes before it."""
SCHEME_OF_FIELD = {field: VOCABULARY_OF[field] for field in FIELDS}
FIELD_OF_SCHEME = {scheme: field for field, scheme in SCHEME_OF_FIELD.items()}


@cache
def knowledge() -> Knowledge:
    """Return the vocabularies as link suggestion needs them."""
    return Knowledge(
        tuple(_scheme(scheme) for scheme in FIELD_OF_SCHEME),
        search_topics(seed.read_topics()),
    )


@cache
def fingerprint() -> str:
    """Return a checksum of all that a model depends on besides its examples."""
    code = [*sorted(Path(linking.__file__).parent.glob("*.py")), Path(naming.__file__)]
    digest = hashlib.sha256()
    for part in (seed.checksum(), cues_checksum(), ANALYSIS_VERSION, version("scikit-learn")):
        digest.update(part.encode() + b"\0")
    for module in code:
        digest.update(module.read_bytes())
    return digest.hexdigest()[:16]


def _scheme(scheme_id: str) -> Scheme:
    concepts = seed.vocabulary(scheme_id).concepts
    return Scheme(
        scheme_id,
        {concept.id: tuple(_names(scheme_id, concept)) for concept in concepts},
        _descriptions(scheme_id),
        _above(scheme_id),
    )


def _names(scheme_id: str, concept: Concept) -> Iterator[Name]:
    for text in _labels(concept):
        yield Name(text, "label")
    for text in seed.read_keywords().get(scheme_id, {}).get(concept.id, ()):
        yield Name(text, "keyword")
    for text in read_cues().get(scheme_id, {}).get(concept.id, ()):
        yield Name(text, "cue")


def _labels(concept: Concept) -> tuple[str, ...]:
    return (concept.pref_sv, *concept.alt_sv, *concept.hidden_sv)


def _descriptions(scheme_id: str) -> Mapping[str, tuple[str, ...]]:
    """Return definitions and examples of concepts, and the names of what is narrower."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for concept in seed.vocabulary(scheme_id).concepts:
        found[concept.id] += [concept.definition_sv] if concept.definition_sv else []
        found[concept.id] += concept.attributes.get("examplesSv", ())
    for concept_id, text in _narrower(scheme_id):
        found[concept_id].append(text)
    return {concept_id: tuple(texts) for concept_id, texts in found.items()}


def _narrower(scheme_id: str) -> Iterator[tuple[str, str]]:
    """Yield names of a goal's targets, and of a sector's SNI codes."""
    if scheme_id == "goals":
        for target in seed.vocabulary("targets").concepts:
            yield target.broader or "", target.pref_sv
    if scheme_id == "sectors":
        codes = {code.id: code.pref_sv for code in seed.vocabulary("sni2007").concepts}
        for mapping in seed.read_mappings():
            if (mapping.from_vocabulary, mapping.to_vocabulary) == (scheme_id, "sni2007"):
                yield mapping.from_id, codes[mapping.to_id]


def _above(scheme_id: str) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return what makes concepts likely: a target's goal, the objectives mapped to a goal."""
    if scheme_id == "targets":
        concepts = seed.vocabulary("targets").concepts
        return {each.id: (("goals", each.broader),) for each in concepts if each.broader}
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for mapping in seed.read_mappings():
        ends = mapping.from_vocabulary, mapping.to_vocabulary
        if ends == ("objectives", scheme_id) and mapping.strength == "primary":
            found[mapping.to_id].append((mapping.from_vocabulary, mapping.from_id))
    return {concept: tuple(above) for concept, above in found.items()}
