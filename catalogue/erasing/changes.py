"""What erasing makes of the value of a column, by what the column holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from catalogue.erasing.text import Erasure
from record.field import CODES, Type
from record.fields import LOADED, leaves

Change: TypeAlias = Callable[[Any, Erasure], Any]
"""A column's value, not None, and what is erased -> the value to be kept."""


CODED = frozenset(path for path, field in leaves(LOADED) if field.type in CODES) | {
    "evidence.value"
}
"""Fields of an entry that hold codes, numbers or dates: none can hold a text of one's own."""
ADDRESSES = frozenset(
    path for path, field in leaves(LOADED) if field.type in {Type.URL, Type.CONTACT}
)
"""Fields that go when something in them is erased: half an address leads nowhere."""


def text(value: str, erasure: Erasure) -> str:
    """A text."""
    return erasure.overwrite(value)


def address(value: str, erasure: Erasure) -> str | None:
    """An address to answer to, which is gone when something in it is erased."""
    return value if erasure.overwrite(value) == value else None


def masked_text(value: str, erasure: Erasure) -> str:
    """A text in which offsets count."""
    return erasure.mask(value)


def key(value: str, erasure: Erasure) -> str:
    """What a row is known by."""
    return erasure.replace_key(value)


def json(*coded: str) -> Change:
    """Texts anywhere in JSON, but under members that hold codes."""
    return lambda value, erasure: _in_json(value, erasure.overwrite, frozenset(coded))


def masked_json(*coded: str) -> Change:
    """The same, where offsets count."""
    return lambda value, erasure: _in_json(value, erasure.mask, frozenset(coded))


def content(value: Mapping[str, Any], erasure: Erasure) -> dict[str, Any]:
    """The fields of an entry."""
    return _in_fields(value, erasure, "")


suggestions = masked_json("field", "value", "origin", "method")
"""Links that were suggested, with the words that they rest on."""


def row_of_candidate(value: Mapping[str, Any], erasure: Erasure) -> dict[str, Any]:
    """What a candidate was before a step: column -> value."""
    changes: dict[str, Change] = {
        "content": content,
        "suggestions": suggestions,
        "quote": masked_text,
        "reason": text,
    }
    return {
        name: changes[name](each, erasure) if name in changes and each is not None else each
        for name, each in value.items()
    }


def _in_json(value: Any, change: Callable[[str], str], coded: frozenset[str]) -> Any:  # noqa: ANN401  JSON
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_in_json(each, change, coded) for each in value]
    if isinstance(value, dict):
        return {
            name: each if name in coded else _in_json(each, change, coded)
            for name, each in value.items()
        }
    return value


def _in_fields(value: Mapping[str, Any], erasure: Erasure, prefix: str) -> dict[str, Any]:
    found = {}
    for name, each in value.items():
        path = f"{prefix}{name}"
        changed = each if path in CODED else _in_field(path, each, erasure)
        if path not in ADDRESSES or changed == each:
            found[name] = changed
    return found


def _in_field(path: str, value: Any, erasure: Erasure) -> Any:  # noqa: ANN401  JSON
    if isinstance(value, dict):
        return _in_fields(value, erasure, f"{path}.")
    if isinstance(value, list):
        return [_in_field(path, each, erasure) for each in value]
    return erasure.overwrite(value) if isinstance(value, str) else value
