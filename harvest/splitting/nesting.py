"""Which lines of an answer stand below which, by how they look: a theme, a name, its details."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from harvest.documents.document import Block

DEEPEST = 3

Look = tuple[str, int | None, bool, bool]


class Place(NamedTuple):
    """Where a line stands.

    Attributes:
        depth: how many kinds of lines stand above it, from 0.
        above: the line that it stands below; None for the outermost.
        below: the lines that stand right below it.
    """

    depth: int
    above: int | None
    below: list[int]


def look(line: Block) -> Look:
    """Return how a line looks: kind and level, bold, set in."""
    level = line.level if line.kind != "paragraph" else None
    return line.kind, level, line.bold, line.indent > 0


def nesting(lines: Sequence[Block]) -> list[Place]:
    """Return the place of each line: one that looks as none above it stands below the last."""
    places: list[Place] = []
    stack: list[tuple[Look, int]] = []
    for at, line in enumerate(lines):
        own = look(line)
        looks = [each for each, _ in stack]
        del stack[looks.index(own) if own in looks else len(stack) :]
        above = stack[-1][1] if stack else None
        places.append(Place(min(len(stack), DEEPEST), above, []))
        if above is not None:
            places[above].below.append(at)
        stack.append((own, at))
    return places
