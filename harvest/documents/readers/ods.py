"""OpenDocument spreadsheets: every sheet that is shown, its cells as the program showed them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from harvest.documents.archives import attribute, child, name_of, open_document, texts_of
from harvest.documents.grid import hidden_sheets, sheet_lines
from harvest.documents.limits import MOST_COLUMNS, MOST_ROWS
from harvest.documents.reader import Contents, Reader
from harvest.documents.readers.odt.lists import whole_number
from harvest.documents.unreadable import too_large

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from harvest.documents.reader import File

SHEETS = b"application/vnd.oasis.opendocument.spreadsheet"
CELLS = {"table-cell", "covered-table-cell"}


def _read(file: File) -> Contents:
    _, root, body = open_document(file.data, "spreadsheet")
    hidden = _hidden_styles(root)
    sheets = [each for each in body if name_of(each) == "table"]
    shown = [each for each in sheets if attribute(each, "style-name") not in hidden]
    left = [attribute(each, "name") or "" for each in sheets if each not in shown]
    lines = sheet_lines((attribute(each, "name") or "", list(_rows(each))) for each in shown)
    return Contents(list(lines), hidden_sheets(left))


def _hidden_styles(root: Element) -> set[str | None]:
    """Return the names of the styles of sheets that are not shown."""
    return {
        attribute(style, "name")
        for style in root.iter()
        if name_of(style) == "style"
        and attribute(child(style, "table-properties"), "display") == "false"
    }


def _rows(sheet: Element) -> Iterator[list[str]]:
    """Yield the rows of a sheet; rows without text that are repeated to its end are none."""
    empty = 0
    for row in (each for each in sheet.iter() if name_of(each) == "table-row"):
        cells = list(_cells(row))
        times = whole_number(attribute(row, "number-rows-repeated"))
        if not any(cells):
            empty += times
            continue
        if empty + times > MOST_ROWS:
            raise too_large("rows", MOST_ROWS)
        yield from ([] for _ in range(empty))
        yield from (cells for _ in range(times))
        empty = 0


def _cells(row: Element) -> Iterator[str]:
    """Yield the texts of a row's cells; empty ones that are repeated to its end are none."""
    empty = count = 0
    for cell in (each for each in row if name_of(each) in CELLS):
        text = "\n".join(texts_of(cell))
        times = whole_number(attribute(cell, "number-columns-repeated"))
        if not text:
            empty += times
            continue
        count += empty + times
        if count > MOST_COLUMNS:
            raise too_large("columns", MOST_COLUMNS)
        yield from ("" for _ in range(empty))
        yield from (text for _ in range(times))
        empty = 0


READER = Reader(
    kind="ods",
    names=("OpenDocument-kalkylark (ods)", "OpenDocument sheets (ods)"),
    extensions=(".ods",),
    recognises=lambda file: file.is_open_document(SHEETS),
    read=_read,
    order=1,
)
