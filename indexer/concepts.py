"""Concepts of the vocabularies as a search text names them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

Labels = Callable[[str, str], Iterable[str]]
"""(facet, concept id) -> the names under which the concept should be found. For a facet with an
authority: (facet, other name) -> the name that it counts under, if it has one."""


def counted_as(labels: Labels, facet: str, name: str) -> str:
    """Return the name under which a facet that may have an authority counts a name."""
    return next(iter(labels(facet, name)), name)


class ConceptName(NamedTuple):
    """One way to say a concept.

    `is_part`: names only something in it, as wind power is in the energy sector.
    """

    text: str
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class SearchConcept:
    """A concept as search needs it; `facet` is the filter it belongs to."""

    facet: str
    id: str
    label: str
    names: tuple[ConceptName, ...]


class Meaning(NamedTuple):
    """A concept that some words may mean, or only a part of it."""

    concept: SearchConcept
    is_part: bool = False


def name_a_place(meanings: Iterable[Meaning]) -> bool:
    """Return whether one of the concepts that some words may mean is a county."""
    return any(each.concept.facet == "county" for each in meanings)
