"""What kind a file is: by what it holds, never by its name."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal, get_args

from app.imports.files.encodings import decoded_head, marked_encoding
from app.imports.files.faults import unreadable
from app.imports.files.json_lists import BEGIN
from app.imports.files.unsupported import (
    COMPOUND,
    binary_fault,
    compound_fault,
    markup_fault,
    unsupported_fault,
)

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


def detect_file_type(path: Path) -> Kind:
    """Tell what a file is; whether it is sound shows when it is read.

    Raises:
        UnreadableFile: it is none of KINDS.
    """
    with path.open("rb") as file:
        head = file.read(HEAD)
        if head.startswith(ZIP):
            return "xlsx"
        if head.startswith(COMPOUND):
            raise compound_fault(head + file.read())
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise unreadable("empty-file")
    if fault := unsupported_fault(head):
        raise fault
    return _kind_of_text(path, _text(head), marked_encoding(head))


def _kind_of_text(path: Path, text: str, encoding: str) -> Kind:
    start = text.lstrip("\ufeff \t\r\n")
    if start.startswith("<"):
        raise markup_fault(start)
    if start.startswith("["):
        return "json"
    if not start.startswith("{"):
        return "csv"
    if not _first_line_is_row(path, encoding):
        return "json"
    if not encoding.startswith("utf-8"):  # its lines are found by bytes
        raise unreadable("ndjson-encoding", encoding.upper(), encoding=encoding.upper())
    return "ndjson"


def _text(head: bytes) -> str:
    """Return the head as text.

    Raises:
        UnreadableFile: it is no text; the fault names what it is instead.
    """
    text = decoded_head(head)
    printable = sum(char.isprintable() or char.isspace() for char in text)
    if printable >= 0.95 * len(text):
        return text
    raise binary_fault(head)


def _first_line_is_row(path: Path, encoding: str) -> bool:
    """Tell whether the first line is an object of its own, and not one that holds all entries."""
    with path.open(encoding=encoding, errors="replace", newline="\n") as file:
        lines = (line for line in iter(lambda: file.readline(LONGEST_LINE), "") if line.strip())
        first = next(lines, "")
        more = bool(next(lines, ""))
    if len(first) == LONGEST_LINE and not first.endswith("\n"):  # cut: told of as a row
        return not BEGIN.match(first)
    try:
        found = json.loads(first)
    except (ValueError, RecursionError):
        return more and first.rstrip().endswith("}")  # a broken row is told of as a row
    return not (isinstance(found, dict) and isinstance(found.get("entries"), list))
