"""The encodings that spreadsheet programs and editors in Sweden save text in."""

from __future__ import annotations

import codecs
from pathlib import Path

from app.imports.files.faults import unreadable

PIECE = 1024 * 1024
MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
FALLBACK = "windows-1252"
"""What Excel writes as "CSV" in Sweden."""
SHARE_OF_ZEROS = 0.3
"""Every other byte of Western UTF-16 is zero."""


def encoding_of(path: Path) -> str:
    """Return the encoding of a text file.

    Raises:
        UnreadableFile: it is in none of those that are known.
    """
    with path.open("rb") as file:
        marked = _encoding_by_mark(file.read(4096))
    for encoding in (marked,) if marked else ("utf-8", FALLBACK):
        if _is_valid(path, encoding):
            return encoding
    raise unreadable("unknown-encoding")


def marked_encoding(head: bytes) -> str:
    """Return the encoding that a text's beginning shows, UTF-8 if it shows none."""
    return _encoding_by_mark(head) or "utf-8-sig"


def decoded_head(head: bytes) -> str:
    """Return the beginning of a text, whatever its encoding; broken characters are replaced."""
    marked = _encoding_by_mark(head)
    if marked:
        return head.decode(marked, "replace")
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return head.decode(FALLBACK, "replace")


def _encoding_by_mark(head: bytes) -> str | None:
    for mark, encoding in MARKS.items():
        if head.startswith(mark):
            return encoding
    for parity, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        half = head[parity::2]
        if len(half) > 1 and half.count(0) > SHARE_OF_ZEROS * len(half):
            return encoding
    return None


def _is_valid(path: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
