"""The heads and feet of a PDF's pages: what stands on many of them, or what a browser adds."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harvest.documents.readers.pdf.pages import PageLine

DEEPEST = 4
"""Lines from the top or the bottom that a head or foot may have."""
FEWEST_PAGES = 2
SHARE = 1 / 3
"""Of the pages: even and odd ones may differ, and the first."""
EDGE = 0.085
"""Of a page's height: what Word leaves to the head, and LibreOffice and printers less."""
OUTER_EDGE = 0.05
"""What browsers print in: narrower than the margin of any text that a program laid out."""
GAP = 0.8
"""Of a line's height that at least separates a head from the text."""
STEP = 6
"""Points within which lines stand in the same place."""
_PAGE_NUMBER = re.compile(
    r"(sida|sid\.?|s\.|page)?\s*[-–]?\s*\d{1,4}\s*((av|of|/)\s*\d{1,4}|\(\d{1,4}\))?\s*[-–]?",
    re.IGNORECASE,
)
_ENDS_COUNTED = re.compile(
    r"\b(?:sida|sid\.?|page)\s?\d{1,4}(?:\s?(?:av|of|/)\s?\d{1,4}|\s?\(\d{1,4}\))?\s*$",
    re.IGNORECASE,
)
"""A foot of a single page, as others that stand at its edge: "Yttrande dnr 4711, sida 1"."""
_ADDRESS = r"(?:[a-z-]+://|about:|data:)\S+"
_CORNERS = (
    r"\d{1,4}[-/.]\d{1,2}[-/.]\d{2,4},?\s(?:kl\.?\s)?\d{1,2}[.:]\d\d(?:[.:]\d\d)?(?:\s?[ap]m)?",
    r"(?:(?:sida|sid\.?|page)\s)?\d{1,4}\s?(?:/|av|of)\s?\d{1,4}",
)
"""What browsers print beside the address, at the ends of the same line or another: time, page."""


def without_margins(pages: Sequence[Sequence[PageLine]]) -> list[list[PageLine]]:
    """Leave out heads, feet and page numbers.

    Where a browser printed its own, nothing else is left out: text may begin at the edge there.
    """
    added = [_of_browser(page) for page in pages]
    if any(added):
        both = zip(pages, added, strict=True)
        return [[line for line in page if line not in margins] for page, margins in both]
    return _without_repeated(pages)


def _of_browser(page: Sequence[PageLine]) -> list[PageLine]:
    """Return the lines that a browser printed above and below a page; there may be no other."""
    outermost = [line for line in (*page[:1], *page[-1:]) if _is_outside(line, OUTER_EDGE)]
    addressed = [line for line in outermost if _begins_or_ends(line, _ADDRESS)]
    others = [line for line in outermost if any(_begins_or_ends(line, each) for each in _CORNERS)]
    return list(dict.fromkeys([*addressed, *others])) if addressed and others else []


def _begins_or_ends(line: PageLine, mark: str) -> bool:
    found = re.match(rf"(?:{mark})(?!\S)|.*(?<!\S)(?:{mark})$", line.text, re.IGNORECASE)
    return found is not None


def _without_repeated(pages: Sequence[Sequence[PageLine]]) -> list[list[PageLine]]:
    """Leave out what stands on many pages in the same place, and page numbers."""
    count = Counter(key for page in pages for key in {_key(line) for line in _outer(page)})
    fewest = max(FEWEST_PAGES, len(pages) * SHARE)
    repeated = {key for key, times in count.items() if times >= fewest}
    return [
        [line for at, line in enumerate(page) if not _is_margin(page, at, line, repeated)]
        for page in pages
    ]


def _is_margin(
    page: Sequence[PageLine], at: int, line: PageLine, repeated: set[tuple[str, int]]
) -> bool:
    if line in _outer(page) and _near(line) & repeated:
        return True
    if at not in {0, len(page) - 1}:
        return False
    counted = _is_outside(line) and _ENDS_COUNTED.search(line.text)
    return bool(counted or _PAGE_NUMBER.fullmatch(line.text.strip()))


def _outer(page: Sequence[PageLine]) -> list[PageLine]:
    """Return what stands at the edges of a page and apart from its text."""
    return [*_edge(page), *_edge(page[::-1])]


def _edge(lines: Sequence[PageLine]) -> list[PageLine]:
    """Return the lines from an edge to the first gap; a page without one has text to the edge."""
    for at, (line, inner) in enumerate(pairwise(lines[: DEEPEST + 1]), start=1):
        if max(line.top, inner.top) - min(line.bottom, inner.bottom) > GAP * line.size:
            return [each for each in lines[:at] if _is_outside(each)]
    return []


def _is_outside(line: PageLine, edge: float = EDGE) -> bool:
    return line.cell is None and not edge < line.share < 1 - edge


def _key(line: PageLine) -> tuple[str, int]:
    return re.sub(r"\d+", "0", " ".join(line.text.split())).casefold(), round(line.top / STEP)


def _near(line: PageLine) -> set[tuple[str, int]]:
    text, place = _key(line)
    return {(text, place + step) for step in (-1, 0, 1)}
