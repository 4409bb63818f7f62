"""CSV: any usual delimiter, any usual encoding, quoted line breaks."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from app.imports.files.apostrophes import plain_cell, safe_cell
from app.imports.files.columns import COLUMNS, known_heads
from app.imports.files.encodings import encoding_of
from app.imports.files.faults import unreadable
from app.imports.files.format import FileFormat
from app.imports.files.rejects import sheet_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import IO, TextIO

    from app.imports.files.format import Values
    from app.imports.files.rejects import Reject

MARK = "\ufeff"
"""Tells Excel that a file is UTF-8."""
DELIMITER = ";"
"""Which Excel expects where numbers have a decimal comma."""
DELIMITERS = (DELIMITER, ",", "\t", "|")
LONGEST_CELL = 1_000_000
"""Characters; a longer cell means that a quotation mark was never closed."""
LONGEST_HEADS = 4_000_000
"""Characters of the first line that are looked at for the delimiter."""


def _read(path: Path) -> Iterator[tuple[int, list[str]]]:
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


def _write(fields: Sequence[str], rejects: Iterable[Reject], out: IO[bytes]) -> None:
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    text.write(MARK)
    writer = csv.writer(text, delimiter=DELIMITER)
    writer.writerows(map(safe_cell, line) for line in sheet_lines(fields, rejects))
    text.detach()


def _template(_values: Values) -> bytes:
    text = io.StringIO()
    csv.writer(text, delimiter=DELIMITER).writerow([column.head for column in COLUMNS])
    return (MARK + text.getvalue()).encode()


FORMAT = FileFormat(
    kind="csv",
    media_type="text/csv",
    recognises=lambda head: not head.is_archive,
    read=_read,
    write=_write,
    template=_template,
    order=4,
    is_sheet=True,
)
