"""The coverage matrix to take along: CSV for programs, XLSX with the tones for people."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

import xlsxwriter  # type: ignore[import-untyped]

from app.exports.files import LONGEST_CELL
from app.imports.files.apostrophes import safe_cell
from web.language import gettext
from web.matrix import Matrix
from web.wording import TITLES

About = list[tuple[str, str]]
"""Notes about a table: (name, value)."""
SHADES = (
    ("#ffeec9", "#5c4408"),
    ("#d7eae3", "#10302f"),
    ("#a4cfc1", "#10302f"),
    ("#6cab9d", "#0b2322"),
    ("#347069", "#ffffff"),
    ("#12383a", "#ffffff"),
)
"""Class of a number (web.tones) -> colour of its cell and of the text, as on a light screen."""


def as_csv(table: Matrix, source: str) -> bytes:
    """Write the matrix as spreadsheets in Swedish open it, with its address as the last column."""
    out = io.StringIO()
    write = csv.writer(out, delimiter=";", lineterminator="\r\n").writerow
    heads, *lines = _lines(table)
    write([*(safe_cell(str(head)) for head in heads), gettext("Källa")])
    for head, *numbers in lines:
        write([safe_cell(str(head)), *numbers, safe_cell(source)])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def as_xlsx(table: Matrix, about: About) -> bytes:
    """Write a workbook: the matrix with its heads in view, and a sheet that tells what it is of."""
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        bold = book.add_format({"bold": True})
        upright = book.add_format({"bold": True, "rotation": 90, "text_wrap": True})
        shades = [
            book.add_format({"bg_color": behind, "font_color": text, "align": "center"})
            for behind, text in SHADES
        ]
        sheet = book.add_worksheet(gettext("Tabell"))
        sheet.set_column(0, 0, 32)
        sheet.set_column(1, len(table.columns) + 1, 6)
        sheet.set_row(0, 150)
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.freeze_panes(1, 1)
        lines = list(_lines(table))
        for row, line in enumerate(lines):
            for column, cell in enumerate(line):
                if isinstance(cell, str):
                    sheet.write_string(row, column, cell, upright if column and not row else bold)
                else:
                    is_total = column == 1 or row == len(lines) - 1
                    sheet.write_number(
                        row, column, cell, bold if is_total else shades[table.classes.tone(cell)]
                    )
        notes = book.add_worksheet(gettext("Om tabellen"))
        notes.set_column(0, 0, 20)
        notes.set_column(1, 1, 100)
        for row, (name, value) in enumerate(about):
            notes.write_string(row, 0, name, bold)
            notes.write_string(row, 1, value[:LONGEST_CELL])
    return out.getvalue()


def _lines(table: Matrix) -> Iterable[list[str | int]]:
    """Yield the heads, a line for each row, and the totals."""
    total = gettext("Exempel i allt")
    yield [TITLES[table.rows_name], total, *(head.name for head in table.columns)]
    for row in (*table.rows, *table.apart):
        yield [row.head.name, row.head.total, *(cell.count for cell in row.cells)]
    yield [total, table.shown, *(head.total for head in table.columns)]
