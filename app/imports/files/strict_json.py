"""JSON as RFC 8259 has it, and without what would lose something: repeated names, infinity."""

from __future__ import annotations

import json
from collections import Counter
from math import isinf
from typing import Any


class RepeatedName(ValueError):
    """An object has this name twice; one of the two values would be lost."""


def distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object of its names and values.

    Raises:
        RepeatedName: the first name that comes again.
    """
    found = dict(pairs)
    if len(found) < len(pairs):
        times = Counter(name for name, _ in pairs)
        raise RepeatedName(next(name for name, count in times.items() if count > 1))
    return found


def _finite(text: str) -> float:
    number = float(text)
    if isinf(number):
        raise ValueError(f"{text} is too large")
    return number


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


DECODER = json.JSONDecoder(
    object_pairs_hook=distinct, parse_float=_finite, parse_constant=_no_constant
)
"""Raises ValueError, RepeatedName and RecursionError."""
