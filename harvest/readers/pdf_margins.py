"""The heads and feet of a PDF's pages: what stands on many pages in the same place."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harvest.readers.pdf_pages import Line

DEEPEST = 4
"""Lines from the top or the bottom that a head or foot may have."""
FEWEST_PAGES = 2
SHARE = 1 / 3
"""Of the pages: even and odd ones may differ, and the first."""
STEP = 6
"""Points within which lines stand in the same place."""
_PAGE_NUMBER = re.compile(
    r"(sida|sid\.?|s\.|page)?\s*[-–]?\s*\d{1,4}\s*((av|of|/)\s*\d{1,4}|\(\d{1,4}\))?\s*[-–]?",
    re.IGNORECASE,
)


def without_margins(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """Leave out heads, feet and page numbers."""
    count = Counter(key for page in pages for key in {_key(line) for line in _outer(page)})
    fewest = max(FEWEST_PAGES, len(pages) * SHARE)
    repeated = {key for key, times in count.items() if times >= fewest}
    return [
        [line for at, line in enumerate(page) if not _is_margin(page, at, line, repeated)]
        for page in pages
    ]


def _is_margin(page: Sequence[Line], at: int, line: Line, repeated: set[tuple[str, int]]) -> bool:
    if line in _outer(page) and _near(line) & repeated:
        return True
    return at in {0, len(page) - 1} and bool(_PAGE_NUMBER.fullmatch(line.text.strip()))


def _outer(page: Sequence[Line]) -> list[Line]:
    return [line for line in (*page[:DEEPEST], *page[-DEEPEST:]) if line.cell is None]


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "0", " ".join(line.text.split())).casefold(), round(line.top / STEP)


def _near(line: Line) -> set[tuple[str, int]]:
    text, place = _key(line)
    return {(text, place + step) for step in (-1, 0, 1)}
