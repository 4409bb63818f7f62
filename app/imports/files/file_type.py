"""What format a file is of: by what it holds, never by its name."""

from __future__ import annotations

import pkgutil
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from pathlib import Path

from app.imports.files import formats
from app.imports.files.faults import UnreadableFile, unreadable
from app.imports.files.format import FileFormat, FileHead
from app.imports.files.unsupported import (
    COMPOUND,
    binary_fault,
    compound_fault,
    markup_fault,
    unsupported_fault,
)

LEAST_PRINTABLE = 0.95
"""Share of a text's characters."""


@cache
def all_formats() -> Mapping[str, FileFormat]:
    """Return kind -> format that a module of `formats` registers, in the order they are tried."""
    found = pkgutil.iter_modules(formats.__path__, f"{formats.__name__}.")
    registered: list[FileFormat] = [import_module(each.name).FORMAT for each in found]
    return {each.kind: each for each in sorted(registered, key=lambda each: each.order)}


def format_of(path: Path) -> FileFormat:
    """Return the format of a file; whether that is sound shows when it is read.

    Raises:
        UnreadableFile: it is of none.
    """
    head = FileHead(path)
    if not head.is_archive and (fault := _fault_of_content(head)):
        raise fault
    return next(each for each in all_formats().values() if each.recognises(head))


def _fault_of_content(head: FileHead) -> UnreadableFile | None:
    """Return why a file holds no entries: it is empty, no text, or a text of another kind."""
    if head.data.startswith(COMPOUND):
        return compound_fault(head.path.read_bytes())
    if not head.data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        return unreadable("empty-file")
    if fault := unsupported_fault(head.data):
        return fault
    printable = sum(char.isprintable() or char.isspace() for char in head.text)
    if printable < LEAST_PRINTABLE * len(head.text):
        return binary_fault(head.data)
    return markup_fault(head.text) if head.text.startswith("<") else None
