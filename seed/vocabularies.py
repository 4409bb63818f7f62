"""The door to the reference data: what other rooms import stands here."""

from seed.concepts import (
    Concept,
    ConceptMapping,
    Relation,
    SameNames,
    Strength,
    SynonymSet,
    Topic,
    Vocabulary,
)
from seed.files import checksum, read_county_shapes, read_county_svg
from seed.mappings import read_mapping_sources, read_mappings
from seed.schemes import VOCABULARY_IDS, read_vocabularies, vocabulary
from seed.topics import read_topics
from seed.words import read_keywords, read_same_names, read_synonyms

__all__ = [
    "VOCABULARY_IDS",
    "Concept",
    "ConceptMapping",
    "Relation",
    "SameNames",
    "Strength",
    "SynonymSet",
    "Topic",
    "Vocabulary",
    "checksum",
    "read_county_shapes",
    "read_county_svg",
    "read_keywords",
    "read_mapping_sources",
    "read_mappings",
    "read_same_names",
    "read_synonyms",
    "read_topics",
    "read_vocabularies",
    "vocabulary",
]
