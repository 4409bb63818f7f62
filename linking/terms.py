"""What link suggestion needs of the vocabularies; it comes in as arguments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, Protocol

NameKind = Literal["label", "keyword", "cue"]
"""A name of the concept; a word that hints at it; a word that the linking guideline names."""


class Name(NamedTuple):
    """Words that speak for a concept."""

    text: str
    kind: NameKind


class Topic(Protocol):
    """What a text may be about, under any of its names."""

    @property
    def id(self) -> str:
        """A token without blanks."""

    @property
    def names(self) -> tuple[str, ...]:
        """What means it."""

    @property
    def broader(self) -> tuple[str, ...]:
        """Ids of the topics that it is a kind of."""


@dataclass(frozen=True, slots=True)
class Scheme:
    """A vocabulary that texts are linked to.

    Attributes:
        id: of the vocabulary.
        names: concept id -> what speaks for it; holds every concept, in order.
        descriptions: concept id -> longer wordings of it: definitions, examples, narrower ones.
        above: concept id -> (scheme, concept) of what makes it likely: the goal of a target, the
            objectives of a goal. Only of schemes that come before this one.
    """

    id: str
    names: Mapping[str, tuple[Name, ...]]
    descriptions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    above: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)

    @property
    def concepts(self) -> tuple[str, ...]:
        """Ids of all concepts."""
        return tuple(self.names)


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Everything that is known before any example is seen."""

    schemes: Sequence[Scheme]
    topics: Sequence[Topic]
