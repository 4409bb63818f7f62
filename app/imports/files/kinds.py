"""What kind a file is: by what it holds, never by its name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal, get_args

import puremagic

from app.imports.files.encodings import decoded_head
from app.imports.files.faults import unreadable

if TYPE_CHECKING:
    from pathlib import Path

Kind = Literal["ndjson", "json", "csv", "xlsx"]
KINDS: tuple[Kind, ...] = get_args(Kind)
SHEETS: tuple[Kind, ...] = ("csv", "xlsx")
"""Kinds with cells, in which people write."""

HEAD = 64 * 1024
"""Bytes that are looked at; the first row of a sheet and the first entry fit in."""
LONGEST_LINE = 1_000_000
"""Bytes of an NDJSON line; an entry at all its limits is far smaller."""
ZIP = b"PK\x03\x04"
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How an encrypted workbook begins, and one from before 2007."""
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def kind_of(path: Path) -> Kind:
    """Tell what a file is; whether it is sound shows when it is read.

    Raises:
        UnreadableFile: it is none of KINDS.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
        if head.startswith(ZIP):
            return "xlsx"
        if head.startswith(COMPOUND):
            raise unreadable("encrypted" if ENCRYPTED in head + file.read() else "old-workbook")
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise unreadable("empty-file")
    return _kind_of_text(path, _text(head))


def _kind_of_text(path: Path, text: str) -> Kind:
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith("["):
        return "json"
    if start.startswith("{"):
        return "ndjson" if _first_line_is_row(path) else "json"
    return "csv"


def _text(head: bytes) -> str:
    """Return the head as text.

    Raises:
        UnreadableFile: it is no text; the fault names what it is instead.
    """
    text = decoded_head(head)
    printable = sum(char.isprintable() or char.isspace() for char in text)
    if printable >= 0.95 * len(text):
        return text
    raise unreadable("unknown-kind", kind=_name_of(head))


def _name_of(head: bytes) -> str:
    try:
        return puremagic.from_string(head).lstrip(".").upper()
    except (puremagic.PureError, ValueError):
        return "binary"


def _first_line_is_row(path: Path) -> bool:
    """Tell whether the first line is an object of its own, and not one that holds all entries."""
    with path.open("rb") as file:
        lines = (line for line in iter(lambda: file.readline(LONGEST_LINE), b"") if line.strip())
        first = next(lines, b"")
        more = bool(next(lines, b""))
    try:
        found = json.loads(first.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return more and first.rstrip().endswith(b"}")  # a broken row is told of as a row
    return not (isinstance(found, dict) and isinstance(found.get("entries"), list))
