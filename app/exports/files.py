"""Tables as files: CSV for programs, XLSX for people. Neither holds a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from typing import IO, TYPE_CHECKING

import xlsxwriter  # type: ignore[import-untyped]

from app.exports.table import Table
from app.imports.files.apostrophes import safe_cell
from record.columns import NOTE
from record.words import Words

if TYPE_CHECKING:
    from app.exports.table import Cell

Write = Callable[[Table, IO[bytes]], None]

BOM = "\ufeff"
"""Without it spreadsheets take UTF-8 for a Western code page."""
ABOUT = Words("Om sökningen", "About the search")
LONGEST_CELL = 32_767  # characters in a cell of XLSX
WIDTHS = {"title": 40, "english.title": 40, "address": 30, "counties": 24, "id": 38, NOTE: 40}
WIDTH, WIDTH_OF_TEXT = 18, 60
"""Of a column, in characters: of a name or a number, and of a text."""
TEXTS = frozenset(
    {
        *("summary", "english.summary", "facts", "methods", "steps", "results", "lessons"),
        *("transfer.fits", "transfer.requires", "transfer.copiedBy", "documents"),
        *("resources.money", "resources.staff", "resources.time", "resources.equipment"),
    }
)
ROW_HEIGHT = 75
"""Points, five lines: a row as high as its longest text would fill the window."""
A4 = 9
"""The paper, as workbooks number it."""
_LINKS = frozenset({"address", "source.url"})


def write_csv(table: Table, out: IO[bytes], delimiter: str = ",") -> None:
    """Write RFC 4180 in UTF-8: heads and rows, nothing else; the last columns tell the source."""
    text = io.TextIOWrapper(out, encoding="utf-8", newline="")
    text.write(BOM)
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([*table.heads, *table.source])
    source = [safe_cell(value) for value in table.source.values()]
    writer.writerows([*map(_plain_cell, row), *source] for row in table.rows)
    text.detach()  # written, and left open for the caller


def _plain_cell(cell: Cell) -> str | int:
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
    sheet = book.add_worksheet(table.sheet.text(table.language))
    of_head = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left", "valign": "top"})
    link = book.add_format(
        {"text_wrap": True, "valign": "top", "underline": True, "font_color": "blue"}
    )
    for place, (column, head) in enumerate(zip(table.columns, table.heads, strict=True)):
        usual = WIDTH_OF_TEXT if column in TEXTS else WIDTH
        sheet.set_column(place, place, WIDTHS.get(column, usual), plain)
        sheet.write_string(0, place, head, of_head)
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, table.total, len(table.columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.repeat_rows(0)
    for number, row in enumerate(table.rows, start=1):
        sheet.set_row(number, ROW_HEIGHT)
        for place, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(number, place, cell, day)
            elif isinstance(cell, int):
                sheet.write_number(number, place, cell, plain)
            elif cell and table.columns[place] in _LINKS:
                sheet.write_url(number, place, cell, link, string=cell)
            elif cell:
                sheet.write_string(number, place, cell[:LONGEST_CELL], plain)


XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WRITERS: dict[str, tuple[str, Write]] = {
    "csv": ("text/csv", write_csv),
    "xlsx": (XLSX_TYPE, write_xlsx),
}
"""Name of a format -> its media type, and what writes it."""
