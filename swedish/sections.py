"""Lists of words in files: one a line, below the name of their section in brackets."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@cache
def sections(path: Path) -> Mapping[str, tuple[str, ...]]:
    """Return the lines of each section of a file in order, without empty ones and comments ("#").

    Lines before the first section are those of "".
    """
    found: dict[str, list[str]] = {}
    name = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            name = line[1:-1]
            found.setdefault(name, [])
        elif line and not line.startswith("#"):
            found.setdefault(name, []).append(line)
    return {name: tuple(lines) for name, lines in found.items()}
