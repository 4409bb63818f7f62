"""Cells whose formula has no value: what reads workbooks takes them for empty."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from html import unescape
from itertools import chain, islice
from typing import IO, Any
from zipfile import ZipFile

from defusedxml.ElementTree import parse  # type: ignore[import-untyped]

from app.imports.files.faults import unreadable

BOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"
PIECE = 1024 * 1024
MOST_NAMED = 5
"""Cells that the fault names."""
LONGEST_SHOWN = 30
"""Characters of a formula in the fault."""

_ROOT = re.compile(rb"<(\w+:)?worksheet\b")
_FORMULA = rb"""<%(x)sc\b([^<>]*)>\s*<%(x)sf\b[^<>]*?(?:/>|>([^<]*)</%(x)sf>)"""
_ERROR = rb"""<%(x)sc\b([^<>]*\st=["']e["'][^<>]*)>\s*(?:<%(x)sf\b[^<>]*?(?:/>|>[^<]*</%(x)sf>))?"""
_VALUE = rb"""\s*(?:<%(x)sv\b[^<>]*>([^<]*))?"""
_ERRORS = (b't="e"', b"t='e'")
_OTHERS = (*_ERRORS, b't="str"', b"t='str'")
"""Types of cells that may do without a value: an error is reported as one, a text may be empty."""
_NAME = re.compile(rb"""\br=["'](\w+)["']""")


def check_formulas(archive: ZipFile) -> None:
    """See that no cell of a workbook's first sheet holds an error or an uncalculated formula.

    Raises:
        UnreadableFile: one does.
    """
    parts = {part.filename.lower(): part for part in archive.infolist()}
    if BOOK not in parts or RELATIONS not in parts:
        return
    with archive.open(parts[BOOK]) as book, archive.open(parts[RELATIONS]) as relations:
        root = parse(book, forbid_dtd=True).getroot()
        sheet = parts.get(_first_sheet_path(root, parse(relations, forbid_dtd=True).getroot()))
    if sheet is None:  # what reads the workbook tells of it
        return
    with archive.open(sheet) as content:
        cells = _without_value(content, is_calculated=not _asks_to_be_calculated(root))
        found = [*islice(cells, MOST_NAMED + 1)]
    if found:
        more = ["…"] if len(found) > MOST_NAMED else []
        raise unreadable("formulas", found[0], cells=", ".join(found[:MOST_NAMED] + more))


def _first_sheet_path(book: Any, relations: Any) -> str:  # noqa: ANN401  elements of an untyped library
    sheet = book.find(".//{*}sheet")
    names = {} if sheet is None else sheet.attrib
    key = next((value for name, value in names.items() if name.endswith("}id")), "")
    target = next((each.get("Target") for each in relations if each.get("Id") == key), "")
    return posixpath.normpath(posixpath.join("/xl", target))[1:].lower()


def _asks_to_be_calculated(book: Any) -> bool:  # noqa: ANN401
    """Return whether the program that wrote the book left its formulas to the next one."""
    found = book.find(".//{*}calcPr")
    return found is not None and found.get("fullCalcOnLoad") in ("1", "true")


def _without_value(content: IO[bytes], *, is_calculated: bool) -> Iterator[str]:
    """Yield name and error, or formula, of each such cell."""
    head = content.read(PIECE)
    root = _ROOT.search(head)
    prefix = (root and root[1]) or b""
    formula, error = (re.compile((cell + _VALUE) % {b"x": prefix}) for cell in (_FORMULA, _ERROR))
    mark = b"<%sf" % prefix
    nothing = {b""} if is_calculated else {b"", b"0"}
    for piece in _pieces(head, content, b"<%sc" % prefix):
        if _has(piece, _ERRORS):  # searched before it is parsed, as few files have any
            yield from (_format_cell(cell, value) for cell, value in error.findall(piece))
        if mark in piece:
            for cell, text, value in formula.findall(piece):
                if value.strip() in nothing and not _has(cell, _OTHERS):
                    yield _format_cell(cell, b"=" + text)


def _has(text: bytes, marks: tuple[bytes, ...]) -> bool:
    return any(mark in text for mark in marks)


def _format_cell(cell: bytes, shown: bytes) -> str:
    name = _NAME.search(cell)
    text = unescape(shown.decode(errors="replace"))[:LONGEST_SHOWN]
    return f"{name[1].decode()} ({text})" if name else text


def _pieces(head: bytes, content: IO[bytes], begin: bytes) -> Iterator[bytes]:
    """Yield the sheet in pieces that end between cells."""
    rest = b""
    for piece in chain([head], iter(lambda: content.read(PIECE), b"")):
        whole, mark, last = (rest + piece).rpartition(begin)
        yield whole
        rest = (mark + last)[:PIECE]  # no cell is longer
    yield rest
