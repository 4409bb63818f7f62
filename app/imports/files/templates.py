"""The template: a sheet with every head, and what each column takes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import datetime

import xlsxwriter  # type: ignore[import-untyped]

from app.imports.files.columns import COLUMNS
from app.imports.files.format import Values
from record.fields import CLOSED

ALWAYS = datetime(2026, 1, 1)  # noqa: DTZ001 - of no zone; the same template is the same file
WIDTH, PREPARED_ROWS = 24, 1000

CHOSEN = (*CLOSED, "source.type")
"""Fields with one value of a list short enough to choose from."""
YES_OR_NO = ("ja", "nej")


def xlsx_template(values: Values) -> bytes:
    """Return a workbook: a sheet to fill in, one that explains it, and one of valid values."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        book.set_properties({"created": ALWAYS})
        _write_form(book, values)
        _write_explanation(book, values)
        _write_values(book, values)
    return content.getvalue()


def _choices(field: str, values: Values) -> Sequence[str]:
    if field == "national":
        return YES_OR_NO
    return tuple(values[field].values()) if field in CHOSEN else ()


def _write_form(book: xlsxwriter.Workbook, values: Values) -> None:
    sheet = book.add_worksheet("Exempel")
    head = book.add_format({"bold": True})
    text = book.add_format({"num_format": "@"})  # or 04 becomes 4, and 12.10 becomes 12.1
    for place, column in enumerate(COLUMNS):
        sheet.set_column(place, place, WIDTH, text)
        sheet.write_string(0, place, column.head, head)
        if choices := _choices(column.field, values):
            rule = {"validate": "list", "source": list(choices), "show_error": False}  # or a code
            sheet.data_validation(1, place, PREPARED_ROWS, place, rule)
    sheet.freeze_panes(1, 1)


def _write_explanation(book: xlsxwriter.Workbook, values: Values) -> None:
    sheet = book.add_worksheet("Förklaring")
    bold = book.add_format({"bold": True})
    sheet.write_row(0, 0, ["Kolumn", "Fält", "Måste fyllas i", "Vad som ska stå"], bold)
    for place, column in enumerate(COLUMNS, start=1):
        hint = column.hint or ", ".join(_choices(column.field, values))
        required = "ja" if column.required else ""
        sheet.write_row(place, 0, [column.head, column.field, required, hint])
    sheet.set_column(0, 1, WIDTH)
    sheet.set_column(3, 3, 4 * WIDTH)


def _write_values(book: xlsxwriter.Workbook, values: Values) -> None:
    """Write all valid values: cells take the name as well as the code."""
    sheet = book.add_worksheet("Giltiga värden")
    bold = book.add_format({"bold": True})
    sheet.write_row(0, 0, ["Kolumn", "Namn", "eller kod"], bold)
    lines = (
        (column.head, name, code)
        for column in COLUMNS
        for path, names in values.items()
        if path == column.field or path.startswith(f"{column.field}.")
        for code, name in names.items()
    )
    for place, line in enumerate(lines, start=1):
        for at, cell in enumerate(line):
            sheet.write_string(place, at, cell)
    sheet.set_column(0, 0, WIDTH)
    sheet.set_column(1, 1, 3 * WIDTH)
    sheet.set_column(2, 2, WIDTH)
    sheet.freeze_panes(1, 0)
