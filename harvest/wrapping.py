"""Lines that a mail program or an editor broke at a width, joined to paragraphs again."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

NARROWEST, WIDEST = 55, 100
"""Characters of the longest line of a wrapped text; mail programs wrap at 65 to 78."""

_MARK = re.compile(
    r"\s*([-–—*•·▪◦]\s|o\s{2,}|\d{1,2}\s?[a-z]?\s?[.):]\s|[a-z]\)\s|fråga\s\d)", re.IGNORECASE
)
_DASH = re.compile(r"\s*[-–—*•·▪◦]\s")
_ENDED = re.compile(r"[.!?:;]\W*$")


def wrap_width(lines: Sequence[str]) -> int | None:
    """Return the width that lines were broken at; None where they were not."""
    longest = max((len(line.strip()) for line in lines if " " in line.strip()), default=0)
    return longest if NARROWEST <= longest <= WIDEST else None


def unwrapped(lines: Sequence[str]) -> list[str]:
    """Join the lines of each paragraph; an empty line ends one, and so does a line with a mark."""
    width = wrap_width(lines)
    paragraphs: list[str] = []
    before = ""
    for line in lines:
        if before.strip() and line.strip() and width and _goes_on(before, line, width):
            paragraphs[-1] += " " + line.strip()
        elif line.strip():
            paragraphs.append(line.rstrip())
        before = line
    return paragraphs


def _goes_on(before: str, line: str, width: int) -> bool:
    """Tell whether the line before was full: the first word of this one had no room there."""
    if _MARK.match(line) and (_DASH.match(line) or _ENDED.search(before)):
        return False
    return len(before.strip()) + 1 + len(line.split(maxsplit=1)[0]) > width
