"""The texts of an entry, field by field and as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import repeat
from typing import Any

from record.field import Field, Type
from record.fields import BY_NAME, TEXTS

QUOTED = tuple(each for each in TEXTS if each.quoted)
SEPARATOR = "\0"
"""Between the texts of an entry: no text holds it, so that no quote runs from one into the next."""


def texts_of(
    content: Mapping[str, Any], fields: Iterable[Field] = TEXTS
) -> Iterator[tuple[Field, str, str]]:
    """Yield field, JSON pointer and text of each text that an entry holds.

    `content` may be a row of the load format, the content of a version or a public entry.
    """
    for field in fields:
        value = content.get(field.name)
        if isinstance(value, str) and value:
            yield field, f"/{field.name}", value
        elif value and field.parts:
            for pointer, text in _of_parts(field, value, f"/{field.name}"):
                yield field, pointer, text
        elif isinstance(value, list):
            for place, text in enumerate(value):
                yield field, f"/{field.name}/{place}", text


def _of_parts(field: Field, value: Any, at: str) -> Iterator[tuple[str, str]]:  # noqa: ANN401  JSON
    """Yield JSON pointer and text of each text in an object, or in a list of them."""
    if isinstance(value, list):
        for place, each in enumerate(value):
            yield from _of_parts(field, each, f"{at}/{place}")
    elif isinstance(value, dict):
        for part in field.parts:
            text = value.get(part.name)
            if part.type is Type.TEXT and isinstance(text, str) and text:
                yield f"{at}/{part.name}", text


def named_texts(content: Mapping[str, Any], names: Iterable[str]) -> list[tuple[str, str]]:
    """Return (field, text) of each text in fields of some names, as `texts_of` without pointers."""
    found = []
    for name in names:
        value = content.get(name)
        if isinstance(value, str) and value:
            found.append((name, value))
        elif value and BY_NAME[name].parts:
            found += [(name, text) for _, text in _of_parts(BY_NAME[name], value, "")]
        elif isinstance(value, list):
            found += zip(repeat(name), value)
    return found


def whole_text(content: Mapping[str, Any]) -> str:
    """Return all texts of an entry that links may quote, one after the other."""
    return SEPARATOR.join(text for _, _, text in texts_of(content, QUOTED))
