"""Recognising concepts of the vocabularies in a search text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from indexer.concepts import ConceptName, Meaning, SearchConcept
from indexer.numbered_concepts import NumberedConcept, numbered
from indexer.spellings import NameSpellings
from swedish.naming import name_keys


class ConceptRecogniser:
    """Finds concepts by name, word by word, whatever the inflection."""

    def __init__(self, concepts: Iterable[SearchConcept]) -> None:
        self._by_id: dict[tuple[str, str], SearchConcept] = {}
        self._meanings: dict[tuple[str, ...], dict[tuple[str, str], Meaning]] = {}
        self.longest = 1
        for concept in concepts:
            self._by_id[concept.facet, concept.id] = concept
            for name in concept.names:
                self._add(concept, name)

    @cached_property
    def spellings(self) -> NameSpellings:
        """How the names are written."""
        concepts = self._by_id.values()
        return NameSpellings(name.text for concept in concepts for name in concept.names)

    def _add(self, concept: SearchConcept, name: ConceptName) -> None:
        is_place = concept.facet == "county"
        keys = name_keys(name.text, whole=is_place)
        if not keys:
            return
        self.longest = max(self.longest, len(keys))
        meanings = self._meanings.setdefault(keys, {})
        known = meanings.get((concept.facet, concept.id))
        if known is None or known.is_part:
            meanings[concept.facet, concept.id] = Meaning(concept, name.is_part)

    def get(self, facet: str, concept_id: str) -> SearchConcept | None:
        """Return a concept by its id."""
        return self._by_id.get((facet, concept_id))

    def meanings(self, keys: Sequence[str]) -> tuple[Meaning, ...]:
        """Return the concepts that exactly these keys name."""
        return tuple(self._meanings.get(tuple(keys), {}).values())

    def longest_match(self, keys: Sequence[str], start: int) -> int:
        """Return how many keys from `start` on name a concept together (0 for none)."""
        for length in range(min(self.longest, len(keys) - start), 0, -1):
            if tuple(keys[start : start + length]) in self._meanings:
                return length
        return 0

    def numbered(self, text: str) -> Iterator[NumberedConcept]:
        """Yield the concepts named by number."""
        return numbered(text, self.get)
