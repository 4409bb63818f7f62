"""Plain text, also that of mails: quotation marks, wrapped lines, typed bullets."""

from __future__ import annotations

import re
from itertools import groupby

from harvest.documents.dewrap import unwrapped
from harvest.documents.document import BlockFormat
from harvest.documents.limits import LONGEST_TEXT
from harvest.documents.reader import Contents, Reader
from harvest.documents.unreadable import too_large

_PAGE = re.compile(
    r"\W*(?:sida|sid\.?|page)\s+\d{1,3}\s?(?:(?:av|of|/)\s?\d{1,3}|\(\d{1,3}\))\W*", re.IGNORECASE
)
_QUOTED = re.compile(r"((?:>\s?)*)(.*)")


def text_lines(text: str, *, flowed: bool = False) -> list[tuple[str, BlockFormat]]:
    """Read a text without the numbers of its pages; what it quotes keeps its depth.

    Raises:
        Unreadable: it is too long.
    """
    if len(text) > LONGEST_TEXT:
        raise too_large("text", LONGEST_TEXT)
    typed = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = (_depth(line) for line in typed if not _PAGE.fullmatch(line))
    return [
        (paragraph, BlockFormat(quote=depth))
        for depth, run in groupby(lines, key=lambda line: line[0])
        for paragraph in unwrapped([line for _, line in run], flowed=flowed)
    ]


def _depth(line: str) -> tuple[int, str]:
    found = _QUOTED.match(line)
    marks, rest = (found[1], found[2]) if found else ("", line)
    return marks.count(">"), rest


READER = Reader(
    kind="txt",
    names=("text", "text"),
    extensions=(".txt", ".text", ".csv"),
    recognises=lambda file: file.prose is not None,
    read=lambda file: Contents(text_lines(file.text)),
    order=9,
)
