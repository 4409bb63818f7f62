"""A list of objects as lines of text, as cells and forms hold it: one object to a line.

Its parts stand in their order between bars: `Få bokade | Priset sänktes`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from record.field import Field

_BAR = re.compile(r"(?<!\\)\|")


def parts_of(field: Field) -> tuple[Field, ...]:
    """Return the parts that a line holds."""
    return tuple(part for part in field.parts if part.loaded)


def format_heads(field: Field) -> str:
    """Return what the parts of a line are called, in Swedish and in their order."""
    return " | ".join(part.head for part in parts_of(field))


def format_line(field: Field, value: Mapping[str, Any]) -> str:
    """Return an object as a line; a bar within a part has a backslash before it."""
    cells = [str(value.get(part.name) or "").replace("|", r"\|") for part in parts_of(field)]
    while cells and not cells[-1]:
        cells.pop()
    return " | ".join(cells)


def parse_line(field: Field, line: str) -> dict[str, str]:
    """Return the object of a line, without the parts that are empty."""
    parts = parts_of(field)
    cells = _BAR.split(line, len(parts) - 1)
    texts = (cell.strip().replace(r"\|", "|") for cell in cells)
    return {part.name: text for part, text in zip(parts, texts, strict=False) if text}
