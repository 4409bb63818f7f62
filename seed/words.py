"""Reads the words around the concepts: synonyms of search, keywords of link suggestion."""

from collections.abc import Mapping
from functools import cache

from seed.concepts import SameNames, SynonymSet
from seed.files import read_yaml


@cache
def read_synonyms() -> tuple[SynonymSet, ...]:
    """The synonym sets of search."""
    return tuple(
        SynonymSet(
            id=raw["id"],
            preferred=raw["preferred"],
            terms=tuple(raw["terms"]),
            one_way=tuple(raw.get("one_way", ())),
        )
        for raw in read_yaml("synonyms")["sets"]
    )


@cache
def read_same_names() -> tuple[SameNames, ...]:
    """The names that are searched for as one, in Swedish and English."""
    return tuple(
        SameNames(tuple(raw["sv"]), tuple(raw.get("en", ()))) for raw in read_yaml("same")["names"]
    )


@cache
def read_keywords() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """Words that hint at a concept: vocabulary id to concept id to words."""
    return {
        vocabulary_id: {concept_id: tuple(words) for concept_id, words in lists.items()}
        for vocabulary_id, lists in read_yaml("keywords")["keywords"].items()
    }
