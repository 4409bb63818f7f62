"""Telling whether a file that was handed in holds a text, whatever kind of file it is."""

from __future__ import annotations

import codecs
import gzip
import html
import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from catalogue.erasing.text import Pattern

PIECE = 1_000_000
"""Bytes looked at together."""
OVERLAP = 4_000
"""Characters that the next piece repeats, beyond twenty for each of the text's own."""
MOST_UNPACKED = 1_000_000_000
PACKED = (b"PK\x03\x04", b"PK\x05\x06")
OPAQUE = (b"%PDF", b"\xd0\xcf\x11\xe0")
"""How files begin whose text lies in them compressed: PDF, and Outlook's or old Office's."""
ENCODED_MAIL = re.compile(
    rb"^content-transfer-encoding:\s*(base64|quoted-printable)", re.IGNORECASE | re.MULTILINE
)
_ESCAPED = re.compile(r"(?:\\u[0-9a-fA-F]{4})+")
_TAGS = re.compile(r"<[^<>]*>")


class _Unsearchable(Exception):
    """Nobody can tell what the file holds."""


def holds(path: Path, pattern: Pattern) -> bool | None:
    """Return whether the text stands in the file; None when nobody can tell."""
    try:
        with path.open("rb") as file:
            head = file.read(PIECE)
            file.seek(0)
            if head.startswith(PACKED):
                return _in_archive(file, pattern)
            found = _in_stream(file, pattern)
            opaque = head.startswith(OPAQUE) or ENCODED_MAIL.search(head)
            return None if opaque and not found else found
    except FileNotFoundError:
        return False
    except _Unsearchable:
        return None


def in_packed_lines(path: Path, pattern: Pattern) -> bool:
    """Return whether the text stands in a gzip file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return any(_is_in(line, pattern) for line in lines)


def _in_archive(file: IO[bytes], pattern: Pattern) -> bool:
    remaining = MOST_UNPACKED
    try:
        with zipfile.ZipFile(file) as archive:
            for member in archive.infolist():
                remaining -= member.file_size
                if remaining < 0:
                    raise _Unsearchable
                if pattern.is_in(member.filename):
                    return True
                with archive.open(member) as content:
                    if content.read(4) in PACKED:
                        raise _Unsearchable
                with archive.open(member) as content:
                    if _in_stream(content, pattern):
                        return True
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError) as error:
        raise _Unsearchable from error  # RuntimeError: encrypted
    return False


def _in_stream(file: IO[bytes], pattern: Pattern) -> bool:
    encodings = ("utf-8", "cp1252", "utf-16-le", "utf-16-be")
    decoders = [codecs.getincrementaldecoder(name)("replace") for name in encodings]
    overlap = OVERLAP + 20 * pattern.longest
    before = [""] * len(decoders)
    while piece := file.read(PIECE):
        wide = b"\x00" in piece
        for place, decoder in enumerate(decoders if wide else decoders[:2]):
            text = before[place] + decoder.decode(piece)
            if _is_in(text, pattern):
                return True
            before[place] = text[-overlap:]
    return False


def _is_in(text: str, pattern: Pattern) -> bool:
    return any(pattern.is_in(each) for each in _readings(text))


def _readings(text: str) -> Iterator[str]:
    """Yield the text as it stands, and as JSON, CSV, XML and HTML mean it."""
    yield text
    if "\\" in text:
        plain = _ESCAPED.sub(lambda found: _unescape(found.group()), text)
        yield re.sub(r"\\[nrt]", " ", plain).replace("\\/", "/").replace('\\"', '"')
    if '""' in text:
        yield text.replace('""', '"')
    if "<" in text or "&" in text:
        yield html.unescape(_TAGS.sub("", text))


def _unescape(escapes: str) -> str:
    """Return what a row of JSON's escapes of characters stands for, pairs of surrogates joined."""
    units = bytes.fromhex(escapes.replace("\\u", ""))
    return units.decode("utf-16-be", "replace")
