"""Files of every kind, made for tests."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

HEADS = ("externalId", "kind", "title", "counties")


def workbook(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    book.save(path)
    return path


OPEN_DOCUMENT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0">
<office:body><office:spreadsheet><table:table table:name="Blad1">{rows}</table:table>
</office:spreadsheet></office:body></office:document-content>"""


def open_document(path: Path, rows: Sequence[Sequence[str]], manifest: str = "") -> Path:
    """Write an OpenDocument spreadsheet; a cell is a text, or the XML of one."""
    written = "".join(
        f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        kind = "application/vnd.oasis.opendocument.spreadsheet"
        target.writestr(zipfile.ZipInfo("mimetype"), kind)  # not packed
        target.writestr("content.xml", OPEN_DOCUMENT.format(rows=written))
        target.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
    return path


def _cell(content: str) -> str:
    if content.startswith("<"):
        return content
    cell = f'office:value-type="string"><text:p>{content}</text:p>'
    return f"<table:table-cell {cell}</table:table-cell>"


def archive(path: Path, parts: dict[str, bytes]) -> Path:
    """Write a ZIP file with these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return path


def with_part(source: Path, target: Path, name: str, content: bytes) -> Path:
    """Copy a workbook with one part exchanged."""
    with zipfile.ZipFile(source) as book:
        parts = {each: book.read(each) for each in book.namelist()}
    return archive(target, parts | {name: content})


def bomb(path: Path, megabytes: int) -> Path:
    """Write a workbook whose sheet unpacks to so many megabytes of spaces."""
    plain = workbook(path.with_suffix(".plain"), [HEADS])
    with zipfile.ZipFile(plain) as book:
        sheet = book.read("xl/worksheets/sheet1.xml")
    padding = b" " * 1_000_000
    with (
        zipfile.ZipFile(plain) as book,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as target,
    ):
        for name in book.namelist():
            if name != "xl/worksheets/sheet1.xml":
                target.writestr(name, book.read(name))
        with target.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            begin, end = sheet.split(b"</sheetData>")
            part.write(begin)
            for _ in range(megabytes):
                part.write(padding)
            part.write(b"</sheetData>" + end)
    return path


def spread(path: Path) -> Path:
    """Write a workbook with two cells at the far corners of what a sheet can hold."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "externalId"
    sheet["XFD1048576"] = "x"
    content = io.BytesIO()
    book.save(content)
    path.write_bytes(content.getvalue())
    return path
