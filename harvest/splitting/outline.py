"""List items that only name what those below them have in common."""

from __future__ import annotations

from collections.abc import Sequence

from harvest.documents.document import Block
from harvest.splitting.units import Unit

LONGEST = 6
"""Words of a list item that is only a heading of those below it."""
SHORTEST_ALONE = 4
"""Words on average of list items that can stand without the one above."""


def headed(units: Sequence[Unit]) -> tuple[set[int], set[int], set[int]]:
    """Return the lines that are only headings of list items, the items right below them, and more.

    The third are lines that go on in small letters what the list item above them begins.
    """
    first = {unit.line: unit.block for unit in units if not unit.at}
    many = {unit.line for unit in units if unit.at}
    heads: set[int] = set()
    below: set[int] = set()
    parts: set[int] = set()
    lines = list(first.items())
    for at, (line, block) in enumerate(lines):
        deeper = _below(lines, at)
        if deeper and line not in many and _is_only_heading(block.text, deeper):
            level = min(first[each].level or 0 for each in deeper)
            heads.add(line)
            below |= {each for each in deeper if first[each].level == level}
        elif deeper and all(text[:1].islower() for text in deeper.values()):
            parts |= set(deeper)
    return heads, below - heads, parts


def _below(lines: Sequence[tuple[int, Block]], at: int) -> dict[int, str]:
    found: dict[int, str] = {}
    _, head = lines[at]
    if head.kind == "list-item":
        for below in range(at + 1, len(lines)):
            line, block = lines[below]
            if (block.level or 0) <= (head.level or 0) or block.kind != "list-item":
                break
            found[line] = block.text
    return found


def _is_only_heading(text: str, below: dict[int, str]) -> bool:
    if len(text.split()) > LONGEST or "," in text or text.endswith("."):
        return False
    words = sum(len(each.split()) for each in below.values()) / len(below)
    capitals = sum(each[:1].isupper() or each[:1] == "#" for each in below.values())
    return words >= SHORTEST_ALONE and 2 * capitals > len(below)
