"""Lists of words in files: one a line, below the name of their section in brackets."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from swedish.lexicon import lines


@cache
def sections(path: Path) -> Mapping[str, tuple[str, ...]]:
    """Return the lines of each section of a file in order, without empty ones and comments ("#").

    Lines before the first section are those of "".
    """
    found: dict[str, list[str]] = {}
    name = ""
    for line in lines(path):
        if line.startswith("[") and line.endswith("]"):
            name = line[1:-1]
            found.setdefault(name, [])
        else:
            found.setdefault(name, []).append(line)
    return {name: tuple(own) for name, own in found.items()}
