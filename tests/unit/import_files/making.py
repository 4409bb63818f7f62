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
