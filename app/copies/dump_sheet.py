"""Entries as the lines of a CSV file that spreadsheets open as text, never as formulas."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING, Any

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
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


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
        self._writer.writerow([_safe(cell) for cell in cells])


def _safe(cell: str | int | bool) -> str | int:  # noqa: FBT001  a cell's value
    """Put an apostrophe before what a spreadsheet would take for a formula.

    Texts that begin with apostrophes and then such a sign get one more, so that taking one away
    from every cell of that shape gives the text back.
    """
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, int):
        return cell
    return f"'{cell}" if cell.lstrip("'").startswith(FORMULA_STARTS) else cell
