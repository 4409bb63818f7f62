"""Measured precision of candidates by confidence: how many as sure ones were right.

Measured on the part of the corpus that nobody mends the harvest for; `make harvest-confidence`
measures it again.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

PATH = Path(__file__).with_name("quality") / "confidence.json"


@dataclass(frozen=True, slots=True)
class Level:
    """The candidates that were at least so sure.

    Attributes:
        least: their least confidence.
        found: how many there were.
        right: how many of them were an example, whole and nothing else.
        kind: how many of these were of the right kind, too.
    """

    least: float
    found: int
    right: int
    kind: int

    @property
    def precision(self) -> float:
        """What of the found was right."""
        return self.right / self.found if self.found else 0.0


@dataclass(frozen=True, slots=True)
class Measured:
    """Levels, the surest first, measured on so many replies in which people found so much."""

    replies: int
    examples: int
    levels: tuple[Level, ...]


@cache
def measured() -> Measured:
    """Return what was measured."""
    kept = json.loads(PATH.read_text(encoding="utf-8"))
    return Measured(**{**kept, "levels": tuple(Level(**each) for each in kept["levels"])})


def as_json(found: Measured) -> str:
    """Return the measurement as it is stored, a line for each level."""
    levels = ",\n".join(f"  {json.dumps(asdict(each))}" for each in found.levels)
    return (
        f'{{"replies": {found.replies}, "examples": {found.examples}, "levels": [\n{levels}\n]}}\n'
    )
