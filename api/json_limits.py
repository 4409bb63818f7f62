"""How large the JSON of a call may be, whatever its schema says: looked at before the schema is."""

from __future__ import annotations

from collections.abc import Collection

from schemas.faults import FieldFault, fault

DEEPEST = 12
"""Objects and lists within each other; an entry has four."""
MOST_FIELDS = 200
"""Of an object; an entry has some forty, and each one that a schema does not know is reported."""
MOST_VALUES = 20_000
"""In all; a thousand candidates that are accepted together have some thousand."""


def limit_fault(content: object) -> FieldFault | None:
    """Return the fault of a content that is nested too deeply, or holds too much."""
    level: list[object] = [content]
    remaining = MOST_VALUES
    for _ in range(DEEPEST + 1):
        level = [each for each in level if isinstance(each, dict | list)]
        if not level:
            return None
        if any(isinstance(each, dict) and len(each) > MOST_FIELDS for each in level):
            break
        remaining -= sum(map(len, level))  # type: ignore[arg-type]  # all have a length
        if remaining < 0:
            break
        level = [inner for each in level for inner in _inner(each)]
    return fault("too-large", deepest=DEEPEST, fields=MOST_FIELDS, values=MOST_VALUES)


def _inner(value: object) -> Collection[object]:
    return value.values() if isinstance(value, dict) else value  # type: ignore[return-value]  # only dicts and lists come here
