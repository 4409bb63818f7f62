"""What link suggestion knows of the vocabularies, and what a model has been made with."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import harvest.linking
from app.concepts import search_topics
from app.vocabularies import VOCABULARY_OF_FIELD
from harvest.linking.terms import Knowledge, Name, Scheme
from seed import vocabularies as seed
from swedish.analysis import ANALYSIS_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from seed.vocabularies import Concept

FIELDS = ("environmentalObjectives", "goals", "targets", "resolve", "sectors")
"""Fields of links that are suggested; what speaks for another one comes before it."""
SCHEME_OF_FIELD = {field: VOCABULARY_OF_FIELD[field] for field in FIELDS}
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
    code = sorted(Path(harvest.linking.__file__).parent.glob("*.py"))
    digest = hashlib.sha256()
    for part in (seed.checksum(), ANALYSIS_VERSION, version("scikit-learn")):
        digest.update(part.encode() + b"\0")
    for module in code:
        digest.update(module.read_bytes())
    return digest.hexdigest()[:16]


def _scheme(scheme_id: str) -> Scheme:
    vocabulary = seed.vocabulary(scheme_id)
    keywords = seed.read_keywords().get(scheme_id, {})
    return Scheme(
        scheme_id,
        {
            concept.id: (*_labels(concept), *_keywords(keywords.get(concept.id, ())))
            for concept in vocabulary.concepts
        },
        _above(scheme_id),
    )


def _labels(concept: Concept) -> Iterator[Name]:
    for text in (concept.pref_sv, *concept.alt_sv, *concept.hidden_sv):
        yield Name(text, "label")


def _keywords(words: tuple[str, ...]) -> Iterator[Name]:
    for text in words:
        yield Name(text, "keyword")


def _above(scheme_id: str) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return what makes concepts likely: a target's goal, the objectives mapped to a goal."""
    if scheme_id == "targets":
        concepts = seed.vocabulary("targets").concepts
        return {each.id: (("goals", each.broader),) for each in concepts if each.broader}
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for mapping in seed.read_mappings():
        ends = mapping.from_vocabulary, mapping.to_vocabulary
        if ends == ("environmental-objectives", scheme_id) and mapping.strength == "primary":
            found[mapping.to_id].append((mapping.from_vocabulary, mapping.from_id))
    return {concept: tuple(above) for concept, above in found.items()}
