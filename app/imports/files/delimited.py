"""CSV: any usual delimiter, any usual encoding, quoted line breaks."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from app.imports.files.apostrophes import plain_cell
from app.imports.files.columns import known_heads
from app.imports.files.encodings import encoding_of
from app.imports.files.faults import unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import TextIO

DELIMITERS = (";", ",", "\t", "|")
LONGEST_CELL = 1_000_000
"""Characters; a longer cell means that a quotation mark was never closed."""
LONGEST_HEADS = 4_000_000
"""Characters of the first line that are looked at for the delimiter."""


def delimited_rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """Yield (row number as a spreadsheet shows it, cells) from the heads on.

    Raises:
        UnreadableFile: the encoding is unknown, or the quotation marks do not match.
    """
    csv.field_size_limit(LONGEST_CELL)
    with path.open(encoding=encoding_of(path), newline="") as file:
        records = csv.reader(file, delimiter=_delimiter(file), strict=True)
        number = 0
        try:
            for number, cells in enumerate(records, start=1):
                yield number, [plain_cell(cell) for cell in cells]
        except csv.Error as error:
            if "field limit" in str(error):
                raise unreadable("cell-too-long", row=number + 1, limit=LONGEST_CELL) from error
            raise unreadable("broken-quotes", row=number + 1) from error


def _delimiter(file: TextIO) -> str:
    """Choose what parts the first line into most known heads; leave the file where they begin."""
    heads = file.readline(LONGEST_HEADS)
    if heads.lstrip("\ufeff").lower().startswith("sep="):  # which Excel reads, and hides
        return heads.strip()[-1]
    file.seek(0)
    return max(DELIMITERS, key=lambda mark: _fit(heads, mark))


def _fit(heads: str, delimiter: str) -> tuple[int, int]:
    try:
        names = next(csv.reader([heads], delimiter=delimiter), [])
    except csv.Error:
        return 0, 0
    return known_heads(names), len(names)
