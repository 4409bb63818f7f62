"""OpenDocument spreadsheets, as LibreOffice saves them: the first sheet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import IO
from zipfile import ZipFile

import xlsxwriter.utility  # type: ignore[import-untyped]
from lxml import etree  # type: ignore[import-untyped]

from app.imports.files.faults import unreadable
from app.imports.files.format import FileFormat
from app.imports.files.formats.xlsx import DAMAGE, MEGABYTE, workbook_rows, write_workbook
from app.imports.files.formulas import MOST_NAMED

CONTENT, MANIFEST = "content.xml", "META-INF/manifest.xml"
SIGN = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
"""Name and content of the first part, which is not packed."""
SIGN_WITHIN = 200
"""Bytes; a mark of the time may stand between the two beginnings."""
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
TYPES = (
    "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type",
    "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}value-type",
)
"""What a cell holds; LibreOffice tells in the first of them that it is an error."""


def _read(path: Path) -> Iterator[tuple[int, list[object]]]:
    with suppress(*DAMAGE), ZipFile(path) as archive, archive.open(MANIFEST) as manifest:
        if b"encryption-data" in manifest.read(MEGABYTE):
            raise unreadable("encrypted")
    return workbook_rows(path, CONTENT, _check_formulas)


def _check_formulas(archive: ZipFile) -> None:
    """See that no cell of the first sheet has an error, or a formula that was never calculated.

    Raises:
        UnreadableFile: one has: it would be read as empty.
    """
    try:
        with archive.open(CONTENT) as content:
            found = [*islice(_without_value(content), MOST_NAMED + 1)]
    except etree.LxmlError as error:
        raise unreadable("damaged") from error
    if found:
        more = ["…"] if len(found) > MOST_NAMED else []
        raise unreadable("formulas", found[0], cells=", ".join(found[:MOST_NAMED] + more))


def _without_value(content: IO[bytes]) -> Iterator[str]:
    row = column = 0
    tags = [f"{TABLE}{name}" for name in ("table", "table-row", "table-cell", "covered-table-cell")]
    parts = etree.iterparse(content, tag=tags, resolve_entities=False, no_network=True)
    for _, element in parts:
        if element.tag == tags[0]:
            return
        if element.tag == tags[1]:
            row, column = row + _repetitions(element, "rows"), 0
            element.clear()
            continue
        kinds = [element.get(name) for name in TYPES]
        if element.get(f"{TABLE}formula") and ("error" in kinds or not any(kinds)):
            yield xlsxwriter.utility.xl_rowcol_to_cell(row, column)
        column += _repetitions(element, "columns")


def _repetitions(element: etree._Element, what: str) -> int:
    return int(element.get(f"{TABLE}number-{what}-repeated", "1"))


FORMAT = FileFormat(
    kind="ods",
    media_type="application/vnd.oasis.opendocument.spreadsheet",
    recognises=lambda head: head.is_archive and SIGN in head.data[:SIGN_WITHIN],
    read=_read,
    write=write_workbook,
    written_as="xlsx",
    is_sheet=True,
    memory=20,  # it is unpacked and held whole
)
