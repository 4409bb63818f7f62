"""Reads the concept schemes that the catalogue is described with."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from seed.concepts import Concept, Vocabulary
from seed.files import read_yaml

VOCABULARY_IDS = (
    "kinds",
    "objectives",
    "goals",
    "targets",
    "levers",
    "funding",
    "sectors",
    "sni2007",
    "sni2025",
    "counties",
    "municipalities",
    "organisations",
    "states",
    "result-bases",
    "document-kinds",
)


@cache
def read_vocabularies() -> tuple[Vocabulary, ...]:
    """All vocabularies in the order of VOCABULARY_IDS, read once in a process."""
    return tuple(_vocabulary(read_yaml(name)) for name in VOCABULARY_IDS)


def vocabulary(vocabulary_id: str) -> Vocabulary:
    """One vocabulary; KeyError if there is none of that id."""
    return {found.id: found for found in read_vocabularies()}[vocabulary_id]


def _vocabulary(raw: Mapping[str, Any]) -> Vocabulary:
    return Vocabulary(
        id=raw["id"],
        title_sv=raw["title"]["sv"],
        title_en=raw["title"]["en"],
        description_sv=raw["description"]["sv"],
        description_en=raw["description"]["en"],
        checked=raw["checked"],
        broader_vocabulary=raw.get("broader_vocabulary", raw["id"]),
        notes_sv=tuple(raw.get("notes_sv", ())),
        notes_en=tuple(raw.get("notes_en", ())),
        attributes=raw.get("attributes", {}),
        concepts=tuple(_read_concept(at, concept) for at, concept in enumerate(raw["concepts"])),
        sources=tuple(raw["sources"]),
    )


def _read_concept(position: int, raw: Mapping[str, Any]) -> Concept:
    alt, definition = raw.get("alt", {}), raw.get("definition", {})
    return Concept(
        id=raw["id"],
        notation=raw.get("notation"),
        pref_sv=raw["pref"]["sv"],
        pref_en=raw["pref"]["en"],
        alt_sv=tuple(alt.get("sv", ())),
        alt_en=tuple(alt.get("en", ())),
        hidden_sv=tuple(raw.get("hidden", {}).get("sv", ())),
        broader=raw.get("broader"),
        definition_sv=definition.get("sv"),
        definition_en=definition.get("en"),
        uri=raw.get("uri"),
        position=position,
        attributes=raw.get("attributes", {}),
    )
