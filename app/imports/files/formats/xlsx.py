"""XLSX: the first sheet of a workbook, once it is known to be no trap."""

from __future__ import annotations

import errno
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

import python_calamine as calamine
import xlsxwriter  # type: ignore[import-untyped]
from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import iterparse  # type: ignore[import-untyped]

from app.imports.files.columns import MOST_COLUMNS
from app.imports.files.faults import unreadable
from app.imports.files.format import FileFormat
from app.imports.files.formulas import check_formulas
from app.imports.files.rejects import sheet_lines
from app.imports.files.templates import xlsx_template
from app.imports.files.unsupported import archive_fault

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import IO

    from app.imports.files.rejects import Reject

MEGABYTE = 1_000_000
LARGEST_WORKBOOK = 50 * MEGABYTE
MOST_ROWS = 100_000
LARGEST_UNPACKED = 600 * MEGABYTE
"""Bytes; 100,000 rows of ordinary entries unpack to a third of it."""
FREELY_UNPACKED = 20 * MEGABYTE
"""Up to here any ratio is harmless."""
HIGHEST_RATIO = 150
"""Sheets of the same row over and over reach 50; a bomb has 1,000."""
DAMAGE = (
    *(zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError),
    *(ParseError, LookupError),
)
"""What reading an archive or its XML raises that is damaged."""
_XML = (".xml", ".rels", ".vml")


def sheet_rows(path: Path) -> Iterator[tuple[int, list[object]]]:
    """Yield (row number as the spreadsheet shows it, cells) of a workbook's first sheet.

    Raises:
        UnreadableFile: as `workbook_rows` says.
    """
    return workbook_rows(path, "xl/workbook.xml", check_formulas)


def workbook_rows(
    path: Path, part: str, check: Callable[[zipfile.ZipFile], None]
) -> Iterator[tuple[int, list[object]]]:
    """Yield the rows of a workbook, which has this part, once `check` has looked at its cells.

    Raises:
        UnreadableFile: it is damaged, dangerous, encrypted or too large, or cells lack values.
    """
    if path.stat().st_size > LARGEST_WORKBOOK:
        raise unreadable("file-too-large", limit=LARGEST_WORKBOOK // MEGABYTE)
    try:
        with zipfile.ZipFile(path) as archive:
            check_archive(archive, part)
            check(archive)
        sheet = calamine.CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0)
    except calamine.PasswordError as error:
        raise unreadable("encrypted") from error
    except (*DAMAGE, calamine.CalamineError) as error:
        if isinstance(error, OSError) and error.errno not in (None, errno.EINVAL):
            raise  # of the disk; the other is of a place before the beginning of the file
        raise unreadable("damaged") from error
    yield from _rows(sheet)


def _rows(sheet: calamine.CalamineSheet) -> Iterator[tuple[int, list[object]]]:
    if sheet.start is None or sheet.end is None:
        return
    if sheet.end[0] > MOST_ROWS:  # counted from 0, and the heads are a row too
        raise unreadable("too-many-rows", limit=MOST_ROWS)
    if sheet.end[1] >= MOST_COLUMNS:
        raise unreadable("too-many-columns", count=sheet.end[1] + 1, limit=MOST_COLUMNS)
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        yield number, list(cells)


def check_archive(archive: zipfile.ZipFile, needed: str) -> None:
    """See that an archive unpacks to no more than it says, and that its XML defines nothing.

    Raises:
        UnreadableFile: it does, or lacks the part that makes it a workbook.
    """
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    packed = sum(part.compress_size for part in parts) or 1
    if unpacked > LARGEST_UNPACKED or (
        unpacked > FREELY_UNPACKED and unpacked / packed > HIGHEST_RATIO
    ):
        raise unreadable("too-compressed", size=unpacked // MEGABYTE)
    if not any(part.filename.lower() == needed for part in parts):
        raise archive_fault(archive)
    if any(part.flag_bits & 1 for part in parts):
        raise unreadable("encrypted")
    for part in parts:
        if part.filename.lower().endswith(_XML):
            with archive.open(part) as content:
                _check_xml(content)


def _check_xml(content: IO[bytes]) -> None:
    """Read an XML part up to its first element: definitions can only stand before it."""
    try:
        next(iter(iterparse(content, events=("start",), forbid_dtd=True)), None)
    except DefusedXmlException as error:
        raise unreadable("dangerous-xml") from error
    except (ParseError, ValueError, LookupError) as error:
        raise unreadable("damaged") from error


def write_workbook(fields: Sequence[str], rejects: Iterable[Reject], out: IO[bytes]) -> None:
    """Write rejected rows into cells of text."""
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet("Exempel")
        text = book.add_format({"num_format": "@"})
        for number, cells in enumerate(sheet_lines(fields, rejects)):
            for place, cell in enumerate(cells):
                if cell != "":
                    sheet.write_string(number, place, str(cell), text)


FORMAT = FileFormat(
    kind="xlsx",
    media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    recognises=lambda head: head.is_archive,
    read=sheet_rows,
    write=write_workbook,
    template=xlsx_template,
    order=1,
    is_sheet=True,
    memory=20,  # it is unpacked and held whole
)
