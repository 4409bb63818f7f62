"""Whether stored content is still what an entry may hold, as it is not in a damaged row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from record.field import Field, Type
from record.fields import CONTENT

_LISTS = frozenset({Type.TEXTS, Type.CONCEPTS})
_PYTHON_TYPE: dict[Type, type | tuple[type, ...]] = {
    **dict.fromkeys((Type.YEAR, Type.NUMBER), int),
    Type.DECIMAL: (int, float),
    Type.FLAG: bool,
    Type.OBJECTS: list,
}
"""Of types whose values are not text."""


def content_fault(content: object) -> str | None:
    """Return a JSON pointer to the first value that no entry may hold; "" points at everything.

    A draft needs what is required, too.
    """
    return next(_faults(CONTENT, content, ""), None)


def is_evidence(value: object) -> bool:
    """Return whether the value is what a link may rest on: a list of quotes."""
    return isinstance(value, list) and all(
        isinstance(each, dict) and isinstance(each.get("quote"), str) for each in value
    )


def _faults(fields: Sequence[Field], content: object, at: str) -> Iterator[str]:
    if not isinstance(content, dict):
        yield at
        return
    for field in fields:
        value = content.get(field.name)
        if value is None:
            if field.required:
                yield f"{at}/{field.name}"
        elif field.type is Type.OBJECT:
            yield from _faults(field.parts, value, f"{at}/{field.name}")
        elif field.type is Type.OBJECTS and isinstance(value, list):
            for place, each in enumerate(value):
                yield from _faults(field.parts, each, f"{at}/{field.name}/{place}")
        elif not _is_value(field, value):
            yield f"{at}/{field.name}"


def _is_value(field: Field, value: object) -> bool:
    if field.type is Type.CHOICE:
        return value in field.choices
    if field.type in _LISTS:
        return isinstance(value, list) and all(isinstance(each, str) for each in value)
    return isinstance(value, _PYTHON_TYPE.get(field.type, str))
