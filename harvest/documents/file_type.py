"""What a file is, by what it holds: the reader that takes it, or why none does."""

from __future__ import annotations

import pkgutil
import re
from functools import cache
from importlib import import_module

import puremagic

from harvest.documents import readers
from harvest.documents.document import Unreadable
from harvest.documents.encodings import LOOKED_AT
from harvest.documents.reader import ENCRYPTED, FOR_PROGRAMS, XML, File, Reader
from harvest.documents.unreadable import dangerous, encrypted, unknown

COMPOUNDS = {"WordDocument": "Word 97–2003 (doc)", "Workbook": "Excel 97–2003 (xls)"}
_DECLARES = re.compile(r"<!(doctype|entity)\b", re.IGNORECASE)


@cache
def all_readers() -> tuple[Reader, ...]:
    """Return the readers that the modules of `readers` register, in the order they are tried."""
    found = pkgutil.iter_modules(readers.__path__, f"{readers.__name__}.")
    modules = (import_module(each.name) for each in found)
    registered: list[Reader] = [module.READER for module in modules]
    return tuple(sorted(registered, key=lambda reader: (reader.order, reader.kind)))


def reader_of(file: File) -> Reader:
    """Return the reader of a file; whether that is sound shows when it is read.

    Raises:
        Unreadable: no reader takes it.
    """
    found = next((reader for reader in all_readers() if reader.recognises(file)), None)
    if found is None:
        raise _refusal(file)
    return found


def _refusal(file: File) -> Unreadable:
    if file.has_stream(ENCRYPTED):
        return encrypted("Word, Excel")
    if file.head and XML.match(file.head) and _DECLARES.search(file.head):
        return dangerous()
    readable = [reader.names for reader in all_readers()]
    return unknown(_seems(file), [sv for sv, _ in readable], [en for _, en in readable])


def _seems(file: File) -> str | None:
    """Return what a file seems to be that no reader takes."""
    if file.archive:
        return "PowerPoint" if "ppt" in file.folders else "zip"
    if file.is_compound:
        return next((kind for part, kind in COMPOUNDS.items() if file.has_stream(part)), None)
    if file.head is None:
        return _guess(file.data)
    if XML.match(file.head):
        return "XML"
    return next((name for name, begins in FOR_PROGRAMS.items() if begins.match(file.head)), None)


def _guess(data: bytes) -> str | None:
    try:
        return puremagic.from_string(data[:LOOKED_AT]).lstrip(".").upper() or None
    except (puremagic.PureError, ValueError):
        return None
