"""The shapes of the reference data: SKOS concepts in schemes, mappings and synonym sets."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Relation = Literal["exactMatch", "closeMatch", "broadMatch", "relatedMatch"]
Strength = Literal["primary", "secondary"]


@dataclass(frozen=True, slots=True)
class Concept:
    """One concept of a vocabulary.

    `hidden_sv` are search-only terms (older names, adjectives) that no page shows; `attributes`
    is what the vocabulary adds (colours, codes, authorities) under the camelCase names of the API,
    with `editorial` and `unverified` listing the fields that are so.
    """

    id: str
    notation: str | None
    pref_sv: str
    pref_en: str
    alt_sv: tuple[str, ...]
    alt_en: tuple[str, ...]
    hidden_sv: tuple[str, ...]
    broader: str | None
    definition_sv: str | None
    definition_en: str | None
    uri: str | None
    position: int
    attributes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A concept scheme; `broader_vocabulary` is the one that its concepts' `broader` points into.

    A source has `key`, `title`, `url` (empty or a description where no address is known) and
    `says`; `unverified` where the original was not seen.
    """

    id: str
    title_sv: str
    title_en: str
    description_sv: str
    description_en: str
    checked: str
    broader_vocabulary: str
    notes_sv: tuple[str, ...]
    notes_en: tuple[str, ...]
    attributes: Mapping[str, Any]
    concepts: tuple[Concept, ...]
    sources: tuple[Mapping[str, str], ...]


@dataclass(frozen=True, slots=True)
class ConceptMapping:
    """A link between concepts of two vocabularies.

    `editorial` is true for the catalogue's own judgement; otherwise `sources` name what says so
    (keys of `read_mapping_sources`). `related_sources` support the reason, not the link.
    `targets` are ids in the vocabulary `targets` that the link rests on.
    """

    from_vocabulary: str
    from_id: str
    to_vocabulary: str
    to_id: str
    relation: Relation
    strength: Strength | None
    editorial: bool
    reason_sv: str
    sources: tuple[str, ...] = ()
    related_sources: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SynonymSet:
    """Words that mean the same; a term in `one_way` finds the others but is not found by them."""

    id: str
    preferred: str
    terms: tuple[str, ...]
    one_way: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SameNames:
    """Names that mean just the same; the first Swedish one is what the others are read as."""

    swedish: tuple[str, ...]
    english: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """What a text may be about.

    `names` mean it in entries and queries, `hidden` ones in queries only, `found` ones in entries
    only; `broader` are the ids of the topics that it is a kind of. What a query says is only a
    kind of a `wider` topic; a `narrower` one is only a kind of what a query says. `role` is
    "subject", "method", "actor" or "money"; none of a mere word.
    """

    id: str
    label: str
    names: tuple[str, ...]
    hidden: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    found: tuple[str, ...] = ()
    wider: bool = False
    role: str = ""
    narrower: bool = False
