"""Tables as files: CSV for programs, XLSX for people. Neither holds a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import IO, TYPE_CHECKING

import xlsxwriter  # type: ignore[import-untyped]

from app.exports.table import COLUMNS, Table
from app.imports.files.apostrophes import safe_cell
from record.words import Words

if TYPE_CHECKING:
    from app.exports.table import Cell

Write = Callable[[Table, IO[bytes]], None]

BOM = "\ufeff"
"""Without it spreadsheets take UTF-8 for a Western code page."""
ABOUT = Words("Om sökningen", "About the search")
EXAMPLES = Words("Exempel", "Examples")
LONGEST_CELL = 32_767  # characters in a cell of XLSX
WIDTHS = {"title": 50, "summary": 80, "address": 30, "counties": 24, "id": 38}
WIDTH = 18
_LINKS = frozenset({"address", "source.url"})


def write_csv(table: Table, out: IO[bytes], delimiter: str = ",") -> None:
    """Write RFC 4180 in UTF-8: heads and rows, nothing else; the last columns tell the source."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    text.write(BOM)
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([*table.heads, *table.source])
    source = [safe_cell(value) for value in table.source.values()]
    writer.writerows([*map(_plain, row), *source] for row in table.rows)
    text.detach()  # written, and left open for the caller


def _plain(cell: Cell) -> str | int:
    if cell is None:
        return ""
    return cell.isoformat() if isinstance(cell, date) else safe_cell(cell)


def write_xlsx(table: Table, out: IO[bytes]) -> None:
    """Write a workbook: a sheet with the rows, which programs read, and one that tells of it."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        _write_rows(book, table)
        bold = book.add_format({"bold": True})
        about = book.add_worksheet(ABOUT.text(table.language))
        about.set_column(0, 0, 20)
        about.set_column(1, 1, 100)
        for number, (name, value) in enumerate(table.about):
            about.write_string(number, 0, name, bold)
            if isinstance(value, int):
                about.write_number(number, 1, value)
            else:
                about.write_string(number, 1, value[:LONGEST_CELL])


def _write_rows(book: xlsxwriter.Workbook, table: Table) -> None:
    sheet = book.add_worksheet(EXAMPLES.text(table.language))
    bold = book.add_format({"bold": True})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for place, (column, head) in enumerate(zip(COLUMNS, table.heads, strict=True)):
        sheet.set_column(place, place, WIDTHS.get(column, WIDTH))
        sheet.write_string(0, place, head, bold)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, table.total, len(COLUMNS) - 1)
    for number, row in enumerate(table.rows, start=1):
        for place, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(number, place, cell, day)
            elif isinstance(cell, int):
                sheet.write_number(number, place, cell)
            elif cell and COLUMNS[place] in _LINKS:
                sheet.write_url(number, place, cell, string=cell)
            elif cell:
                sheet.write_string(number, place, cell[:LONGEST_CELL])


XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WRITERS: dict[str, tuple[str, Write]] = {
    "csv": ("text/csv", write_csv),
    "xlsx": (XLSX_TYPE, write_xlsx),
}
"""Name of a format -> its media type, and what writes it."""
