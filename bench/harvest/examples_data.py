"""Answers to the question for examples with what people made of each piece."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bench.harvest.similarity import words_in_order
from harvest.splitting.units import units_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harvest.documents.document import Block

SHORTEST_CUT, MOST_CUT = 5, 4
"""Words of a piece from which its ends may be none of an example, and of those ends at most: a
label, a count ("första exemplet"), whom to ask."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """The lines of an answer, the label of each of its units, and the texts of its examples."""

    round: str
    file: str
    lines: tuple[Block, ...]
    labels: tuple[str, ...]
    items: tuple[str, ...]


def labels_of(lines: Sequence[Block], items: Sequence[dict[str, Any]]) -> list[str]:
    """Return B (begins an example), I (within one) or O (outside) for each unit."""
    texts = [words_in_order(each["text"]) for each in items]
    units = units_of(lines)
    places = [_place(words_in_order(unit.text), texts) for unit in units]
    labels: list[str] = []
    current: int | None = None
    used: set[int] = set()
    for at, found in enumerate(places):
        if not found:
            labels.append("O")
            continue
        item = _chosen(found, current, used, places[at + 1 :])
        labels.append("I" if item == current else "B")
        used.add(item)
        current = item
    return labels


def _chosen(
    found: Sequence[int], current: int | None, used: set[int], following: Sequence[Sequence[int]]
) -> int:
    """Return which of the examples that hold a piece it is of: the one begun, or the next one."""
    if current is not None and current in found:
        return current
    fresh = [each for each in found if each not in used] or list(found)
    after = next((each for each in following if each), ())
    return next((each for each in fresh if each in after), fresh[0])


def _place(words: list[str], texts: list[list[str]]) -> list[int]:
    """Return which texts hold a piece: as it stands, or without a few words at its ends."""
    if not words:
        return []
    whole = [at for at, text in enumerate(texts) if _within(words, text)]
    if whole or len(words) < SHORTEST_CUT:
        return whole
    spare = min(MOST_CUT, len(words) // 3)
    cuts = ((first, total - first) for total in range(1, spare + 1) for first in range(total + 1))
    kept = (words[first : len(words) - last] for first, last in cuts)
    found = ([at for at, text in enumerate(texts) if _within(each, text)] for each in kept)
    return next((each for each in found if each), [])


def _within(words: list[str], text: list[str]) -> bool:
    size = len(words)
    return any(text[at : at + size] == words for at in range(len(text) - size + 1))
