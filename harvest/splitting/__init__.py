"""The answer to a question for examples, split into single ones."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from harvest.splitting.boilerplate import is_heading, is_introduction, refers, says_none
from harvest.splitting.example import Example
from harvest.splitting.items import lines_of, of_list
from harvest.splitting.labelled import labelled
from harvest.splitting.paragraphs import of_paragraphs
from harvest.splitting.sentences import NEXT
from harvest.splitting.tables import is_head, is_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from harvest.documents.document import Block

SHORTEST = 2
"""Words of an example."""
SHORTEST_NAME = 8
"""Characters of a name that is an example: "Klimatklivet"."""


def examples(lines: Sequence[Block]) -> list[Example]:
    """Return the examples of an answer in order; what is none is left out."""
    found: list[Example] = []
    for _, run in groupby(lines, key=lambda line: line.table if line.column is not None else None):
        own = list(run)
        found += _rows(own) if is_table(own) else _told(own)
    return found


def _told(lines: Sequence[Block]) -> list[Example]:
    found = labelled(lines) or list(_unlabelled(lines))
    told = [each for each in found if _tells(each) and not refers(each.text)]
    return [] if len(told) == 1 and says_none(told[0].text) else told


def _tells(example: Example) -> bool:
    """Tell whether words are enough for an example; as an item of a list, a name alone is."""
    words = example.text.split()
    is_name = example.parts[0].kind == "list-item" and len(words[0]) >= SHORTEST_NAME
    return len(words) >= SHORTEST or is_name


def _unlabelled(blocks: Sequence[Block]) -> Iterator[Example]:
    context: Block | None = None
    lines = lines_of(blocks)
    at = 0
    for in_list, run in groupby(lines, key=lambda line: line.in_list):
        own = [line.block for line in run]
        at += len(own)
        if in_list:
            yield from of_list(own, context)
        else:
            following = lines[at].block if at < len(lines) else None
            plain, context = _with_heading(own, following)
            yield from of_paragraphs(plain, alone=len(plain) == len(lines))


def _with_heading(lines: list[Block], following: Block | None) -> tuple[list[Block], Block | None]:
    """Part the last line off where it is a heading or introduction of the list that follows."""
    last = lines[-1]
    if following and following.start - last.end <= NEXT:
        introduces = is_introduction(last.text)
        if introduces or last.text.endswith(":") or is_heading(last, following):
            return lines[:-1], None if introduces else last
    return lines, None


def _rows(lines: Sequence[Block]) -> Iterator[Example]:
    for _, row in groupby(lines, key=lambda line: (line.table, line.row)):
        cells = list(row)
        if not all(is_head(cell) for cell in cells):
            yield Example(tuple(cells))
