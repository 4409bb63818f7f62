"""The lines of a PDF's pages, with where they stand and how they look."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from harvest.documents.limits import MOST_RULES
from harvest.documents.readers.pdf.columns import DEEPEST, Box, Word, columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pdfplumber.page import Page
    from pdfplumber.table import Table


NEARLY_BLACK = 0.2
"""Share of light in the lightest of red, green and blue, up to which text counts as black."""
MARGINS = (0.06, 0.93)
"""Share of a page's height above and below which heads and feet stand."""
_BULLET = re.compile(r"(?:fi|ﬁ|\(cid:\d+\)) (?=\S)")
"""How a bullet is read in a font whose encoding says something else of it."""
NARROWEST = 0.6
"""Of a page's width: where its text ends to the right, even if all its lines are short."""
FEWEST = 2
"""Columns and rows of a table; frames around text have one."""
_BOLD = re.compile("bold|black|heavy|demi|fet$|bd$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line as it is printed; lengths in points, from the left and the top.

    Attributes:
        lead: width of its first word.
        share: of the page's height that is above its middle.
        room: how far to the right a line could reach, at least.
        cell: its place in a table: which of the page's, row, column; from 0.
        part: which of the page's columns it stands in; 0 where there is one.
    """

    text: str
    page: int
    left: float
    right: float
    top: float
    bottom: float
    size: float
    bold: bool
    color: str | None
    lead: float
    share: float
    room: float = 0
    cell: tuple[int, int, int] | None = None
    part: int = 0


def page_lines(page: Page) -> list[PageLine]:
    """Return a page's lines from top to bottom and column by column, a table's cell by cell."""
    tables = _tables(page)
    outside = page.filter(lambda thing: not any(_is_in(thing, table.bbox) for table in tables))
    room = NARROWEST * float(page.width)
    placed = []
    begin = 0.0
    boxes = _boxes(outside.extract_words(), float(page.height))
    for part, box in enumerate(boxes):
        inside = outside.filter(partial(_is_in, box=box))
        begin = max(begin, box.top)
        reach = room if len(boxes) == 1 else box.right
        for line in _lines(inside, float(page.height)):
            begin = max(begin, line.top)
            placed.append((begin, [replace(line, room=reach, part=part * (len(boxes) > 1))]))
    for at, table in enumerate(tables):
        placed.append((table.bbox[1], list(_cells(page, at, table))))
    return [line for _, lines in sorted(placed, key=lambda each: each[0]) for line in lines]


def _boxes(words: Sequence[Word], height: float) -> list[Box]:
    """Return the columns of a page, and what stands above and below them in its margins."""
    top, bottom = (share * height for share in MARGINS)
    middles = [(each, (each["top"] + each["bottom"]) / 2) for each in words]
    body = [each for each, middle in middles if top < middle < bottom]
    found = columns(body)
    if len(found) <= 1:
        return columns(words, DEEPEST)
    above = [each for each, middle in middles if middle <= top]
    below = [each for each, middle in middles if middle >= bottom]
    return [*columns(above, DEEPEST), *found, *columns(below, DEEPEST)]


def _tables(page: Page) -> list[Table]:
    if not FEWEST * 2 <= len(page.edges) <= MOST_RULES:
        return []
    return [
        table
        for table in page.find_tables()
        if len(table.rows) >= FEWEST and max(len(row.cells) for row in table.rows) >= FEWEST
    ]


def _is_in(thing: dict[str, Any], box: Sequence[float]) -> bool:
    x = float(thing["x0"] + thing["x1"]) / 2
    y = float(thing["top"] + thing["bottom"]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _cells(page: Page, at: int, table: Table) -> Iterator[PageLine]:
    for number, row in enumerate(table.rows):
        for column, box in enumerate(row.cells):
            if box is not None:
                inside = page.filter(partial(_is_in, box=box))
                for line in _lines(inside, float(page.height)):
                    room = box[2] - (line.left - box[0])  # as much space as on the left
                    yield replace(line, cell=(at, number, column), room=room)


def _lines(page: Any, height: float) -> Iterator[PageLine]:  # noqa: ANN401  a page or a part of one
    for found in page.extract_text_lines():
        chars = [char for char in found["chars"] if char["text"].strip()]
        if not chars:
            continue
        colors = {_hexadecimal(each) for each in _found(chars, "non_stroking_color")}
        yield PageLine(
            text=_BULLET.sub("• ", found["text"], count=1)
            if _BULLET.match(found["text"])
            else found["text"],
            page=page.page_number,
            left=found["x0"],
            right=found["x1"],
            top=found["top"],
            bottom=found["bottom"],
            size=_usual(round(char["size"], 1) for char in chars),
            bold=all(_BOLD.search(str(font)) for font in _found(chars, "fontname")),
            color=next(iter(colors)) if len(colors) == 1 else None,
            lead=_lead(found["chars"]),
            share=(found["top"] + found["bottom"]) / 2 / height,
        )


def _found(chars: list[dict[str, Any]], name: str) -> set[object]:
    """Return the values that an attribute has, each once; a color may be a list."""
    values = (char.get(name) for char in chars)
    return {tuple(value) if isinstance(value, list) else value for value in values}


def _usual(sizes: Iterable[float]) -> float:
    return Counter(sizes).most_common(1)[0][0]


def _lead(chars: list[dict[str, Any]]) -> float:
    """Return the width of the first word: up to a space, or a gap that stands for one."""
    end = chars[0]["x1"]
    for before, char in pairwise(chars):
        if char["text"].isspace() or char["x0"] - before["x1"] > char["size"] / 5:
            break
        end = char["x1"]
    return float(end - chars[0]["x0"])


def _hexadecimal(color: object) -> str | None:
    """Return a color in six digits; None for black and for patterns."""
    parts = color if isinstance(color, tuple) else (color,)
    if not all(isinstance(part, (int, float)) for part in parts):
        return None
    shades = [min(max(float(part), 0), 1) for part in parts]
    if len(shades) == 4:  # noqa: PLR2004  cyan, magenta, yellow, black
        shades = [(1 - shade) * (1 - shades[3]) for shade in shades[:3]]
    shades = shades * 3 if len(shades) == 1 else shades
    digits = "".join(f"{round(shade * 255):02x}" for shade in shades)
    return digits if len(digits) == 6 and max(shades) > NEARLY_BLACK else None  # noqa: PLR2004  digits
