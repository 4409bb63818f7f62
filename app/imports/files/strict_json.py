"""JSON as RFC 8259 has it, and without what would lose something: repeated names, infinity."""

from __future__ import annotations

import json
from math import isinf
from typing import Any


class RepeatedName(ValueError):
    """An object has the same name twice; one of the two values would be lost."""


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise RepeatedName
    return found


def _finite(text: str) -> float:
    number = float(text)
    if isinf(number):
        raise ValueError(f"{text} is too large")
    return number


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


DECODER = json.JSONDecoder(
    object_pairs_hook=_object, parse_float=_finite, parse_constant=_no_constant
)
"""Raises ValueError, RepeatedName and RecursionError."""
