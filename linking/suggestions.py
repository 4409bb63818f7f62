"""A suggested link, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

from linking.terms import NameKind

DIGITS = 3
"""Decimals of scores and precisions: what is measured on some hundred links has no more."""
Ground = Literal[NameKind, "word", "example"]
"""A name of the vocabularies, a word that was learnt, or an example that is alike."""


class Reference(NamedTuple):
    """Words of an entry (by its id) that a link of it rests on."""

    entry: str
    title: str
    scheme: str
    concept: str
    quote: str


class Evidence(NamedTuple):
    """Characters of the text, `text[start:end] == quote`, and why they speak for the link.

    Attributes:
        ground: what kind of reason it is.
        name: the name of the vocabularies that they hold; empty of other grounds.
        reference: the example that they are like; None of other grounds.
    """

    start: int
    end: int
    quote: str
    ground: Ground
    name: str = ""
    reference: Reference | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A link that a text should perhaps have.

    Attributes:
        score: from 0 to 1; scores of different schemes are not comparable, precisions are.
        precision: how many of 100 links of such a score were right, divided by 100.
        advised: whether the score reaches the scheme's threshold.
        learnt: whether examples speak for it; otherwise rules alone do.
    """

    scheme: str
    concept: str
    score: float
    precision: float
    advised: bool
    learnt: bool
    evidence: tuple[Evidence, ...]


def rounded(measured: float) -> float:
    """Return a score or a precision as it is stored, compared and shown."""
    return round(measured, DIGITS)
