"""JSON as the rows keep it, and content that has been written as JSON already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec

_encode = msgspec.json.Encoder().encode
_encode_ordered = msgspec.json.Encoder(order="deterministic").encode


def canonical(value: object) -> str:
    """Write equal values as equal text, whatever the order of their keys."""
    return _encode_ordered(value).decode()


class DamagedJson:
    """Stands for text of a JSON column that is no JSON."""


@dataclass(frozen=True, slots=True)
class JsonText:
    """A value for a JSON column that is text already, so that it is not encoded twice."""

    text: str


def to_json(value: object) -> str:
    """Write the value of a JSON column."""
    return value.text if isinstance(value, JsonText) else _encode(value).decode()


def from_json(text: str | bytes) -> Any:  # noqa: ANN401  JSON
    """Read the value of a JSON column; one damaged row must not keep others from being read."""
    try:
        return msgspec.json.decode(text)
    except (ValueError, RecursionError):
        return DamagedJson()
