"""RTF: paragraphs, lists and tables; what the library cannot bound or tell apart is done before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from striprtf.striprtf import rtf_to_text

from harvest.documents.document import BlockFormat, Remark
from harvest.documents.layout import without_frames
from harvest.documents.limits import LARGEST_MARKUP, LONGEST_TEXT, MOST_COLUMNS, MOST_ROWS
from harvest.documents.reader import RTF, Contents, Reader
from harvest.documents.remarks import NO_COMMENTS, NO_FOOTNOTES
from harvest.documents.unreadable import damaged, too_large

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harvest.documents.reader import File

KIND = "RTF"
ROW, CELL, END = "\ue000", "\ue001", "\ue002"
"""Where a row begins, a cell and a row end: characters that no text holds, in place of words."""
WORDS = {
    "trowd": f"\\u{ord(ROW)}?",
    "cell": f"\\u{ord(CELL)}?",
    "nestcell": f"\\u{ord(CELL)}?",
    "row": f"\\u{ord(END)}?",
    "line": r"\u8232?",  # a line break in a paragraph, which the library reads as its end
    "pntext": r"\listtext",  # the number of a list item as older programs write it
}
_WORD = re.compile(rf"(?<!\\)\\({'|'.join(WORDS)})(?![a-z])-?\d{{0,10}} ?")
_DATA = re.compile(rb"[0-9a-fA-F\r\n]{200,}")
"""A picture, or something embedded."""
_SCANNED = re.compile(r"(?<!\\)(\\f(?=\d)|\{(?=\\field))")
"""Where the library looks along a line for what may not come."""
_LINK = re.compile("hyperlink", re.IGNORECASE)
"""In the address of a link, which is not shown."""
WARNINGS = {
    "annotation": NO_COMMENTS,
    "deleted": Remark(
        "Text som tagits bort med spårade ändringar är läst som om den stod kvar.",
        "Text that tracked changes have deleted was read as if it were still there.",
    ),
    "footnote": NO_FOOTNOTES,
}


def _read(file: File) -> Contents:
    data = _DATA.sub(b"", file.data)
    if len(data) > LARGEST_MARKUP:
        raise too_large("text", LARGEST_MARKUP)
    try:
        text: str = rtf_to_text(_prepared(data.decode("cp1252", "replace")), errors="replace")
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # the library lets broken files raise errors of every kind
        raise damaged(KIND) from error
    if len(text) > LONGEST_TEXT:
        raise too_large("text", LONGEST_TEXT)
    return Contents(without_frames(list(_lines(text))), _warnings(data))


def _prepared(text: str) -> str:
    found = _WORD.sub(lambda word: WORDS[word[1]], _LINK.sub("", text))
    return _SCANNED.sub(r"\n\1", found)


def _lines(text: str) -> Iterator[tuple[str, BlockFormat]]:
    table, row = -1, None
    for part in text.split(END):
        outside, begun, inside = part.partition(ROW)
        if outside.strip():
            row = None
            yield from ((line, BlockFormat()) for line in outside.split("\n"))
        if begun:
            table, row = (table + 1, 0) if row is None else (table, row + 1)
            yield from _cells(inside.replace(ROW, "").split(CELL), table, row)


def _cells(cells: list[str], table: int, row: int) -> Iterator[tuple[str, BlockFormat]]:
    if row >= MOST_ROWS:
        raise too_large("rows", MOST_ROWS)
    if len(cells) > MOST_COLUMNS:
        raise too_large("columns", MOST_COLUMNS)
    for column, cell in enumerate(cells):
        place = BlockFormat(kind="cell", table=table, row=row, column=column)
        yield from ((line, place) for line in cell.split("\n"))


def _warnings(data: bytes) -> list[Remark]:
    return [remark for word, remark in WARNINGS.items() if b"\\%s" % word.encode() in data]


READER = Reader(
    kind="rtf",
    names=("RTF", "RTF"),
    extensions=(".rtf", ".doc"),
    recognises=lambda file: file.data.startswith(RTF),
    read=_read,
)
