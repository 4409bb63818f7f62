"""XLSX: every sheet that is shown, once it is known to be no trap."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, cast

import python_calamine as calamine

from harvest.documents.archives import Archive, parsed
from harvest.documents.grid import hidden_sheets, sheet_lines
from harvest.documents.limits import LARGEST_UNPACKED, MOST_COLUMNS, MOST_ROWS
from harvest.documents.reader import Contents, Reader
from harvest.documents.unreadable import damaged, dangerous, encrypted, too_large

if TYPE_CHECKING:
    from collections.abc import Iterator

    from harvest.documents.reader import File

KIND = "Excel"
_CELL = re.compile(rb"<(?:\w+:)?(?:c|row)\b[^>]*?\br=[\"']([A-Z]{0,3})(\d{1,9})[\"']")
_WITH_XML = re.compile(r"xl/(worksheets/[^/]+|sharedStrings|styles|workbook)\.xml", re.IGNORECASE)


def _read(file: File) -> Contents:
    """Read a workbook; the name of each sheet stands as a heading before its table."""
    _check(Archive(file.data, KIND))
    try:
        workbook = calamine.CalamineWorkbook.from_filelike(io.BytesIO(file.data))
        hidden = [each.name for each in workbook.sheets_metadata if not _is_shown(each)]
        return Contents(list(sheet_lines(_sheets(workbook))), hidden_sheets(hidden))
    except calamine.PasswordError as error:
        raise encrypted(KIND) from error
    except calamine.CalamineError as error:
        raise damaged(KIND) from error


def _sheets(workbook: calamine.CalamineWorkbook) -> Iterator[tuple[str, list[list[object]]]]:
    for sheet in filter(_is_shown, workbook.sheets_metadata):
        rows = workbook.get_sheet_by_name(sheet.name).to_python(skip_empty_area=False)
        yield sheet.name, cast("list[list[object]]", rows)


def _is_shown(sheet: calamine.SheetMetadata) -> bool:
    return (
        sheet.visible == calamine.SheetVisibleEnum.Visible
        and sheet.typ == calamine.SheetTypeEnum.WorkSheet
    )


def _check(archive: Archive) -> None:
    """See to what the library does not: how much it unpacks, and how far out cells stand."""
    unpacked = 0
    for name in sorted(archive.names):
        if not _WITH_XML.fullmatch(name):
            continue
        part = archive.part(name) or b""
        unpacked += len(part)
        if unpacked > LARGEST_UNPACKED:
            raise too_large("unpacked", LARGEST_UNPACKED)
        if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
            raise dangerous()
        _check_places(part)
    if "xl/workbook.xml" in archive.names:
        parsed(archive.part("xl/workbook.xml") or b"", KIND)


def _check_places(sheet: bytes) -> None:
    for letters, row in _CELL.findall(sheet):
        if int(row) > MOST_ROWS:
            raise too_large("rows", MOST_ROWS)
        if _column(letters) > MOST_COLUMNS:
            raise too_large("columns", MOST_COLUMNS)


def _column(letters: bytes) -> int:
    """Return the number, from 1, of the column that a spreadsheet calls by letters."""
    column = 0
    for letter in letters:
        column = column * 26 + letter - ord("A") + 1
    return column


READER = Reader(
    kind="xlsx",
    names=("Excel (xlsx)", "Excel (xlsx)"),
    extensions=(".xlsx", ".xlsm", ".xltx"),
    recognises=lambda file: "xl" in file.folders,
    read=_read,
    order=3,
)
