"""Entries as the lines of a CSV file that spreadsheets open as text, never as formulas."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

from app.imports.files.apostrophes import safe_cell
from app.imports.files.cells import cells_of
from app.imports.files.columns import COLUMNS, Column

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

BOM = "\ufeff"
"""Without it spreadsheets take UTF-8 for a Western code page."""
STATE = tuple(
    Column(name, name) for name in ("id", "version", "createdAt", "updatedAt", "publishedAt")
)
_LOADED = tuple(column for column in COLUMNS if column.content != "evidence")
"""The columns of a load; quotes would be the longest part and are in the NDJSON."""


class Sheet:
    """Writes RFC 4180: commas, CRLF, quotes where needed."""

    def __init__(self, file: TextIO) -> None:
        file.write(BOM)
        self._writer = csv.writer(file, lineterminator="\r\n")
        self._writer.writerow([column.field for column in (*_LOADED, *STATE)])

    def write(self, entry: Mapping[str, Any]) -> None:
        """Write an entry's public JSON as a line; relations are those it names itself."""
        outgoing = [each for each in entry["relations"] if each["direction"] == "outgoing"]
        cells = cells_of((*_LOADED, *STATE), {**entry, "relations": outgoing})
        self._writer.writerow([safe_cell(cell) for cell in cells])
