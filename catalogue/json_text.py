"""JSON as the rows keep it, and content that has been written as JSON already."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
"""Writes equal values as equal text, whatever the order of their keys."""


class DamagedJson:
    """Stands for text of a JSON column that is no JSON."""


@dataclass(frozen=True, slots=True)
class JsonText:
    """A value for a JSON column that is text already, so that it is not encoded twice."""

    text: str


def to_json(value: object) -> str:
    """Write the value of a JSON column."""
    return value.text if isinstance(value, JsonText) else _encode(value)


def from_json(text: str | bytes) -> Any:  # noqa: ANN401  JSON
    """Read the value of a JSON column; one damaged row must not keep others from being read."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return DamagedJson()
