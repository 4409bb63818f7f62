"""What kind a file is, by what it holds; its name only decides between text and Markdown."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING
from unicodedata import category

import puremagic

from harvest.documents.archives import Archive
from harvest.documents.encodings import LOOKED_AT, decoded, decoded_head
from harvest.documents.readers.delimited import delimiter_of
from harvest.documents.unreadable import dangerous, encrypted, unknown

if TYPE_CHECKING:
    from harvest.documents.document import FileKind

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""Of Outlook's messages, Office before 2007, and Office with a password."""
COMPOUNDS = {"WordDocument": "Word 97–2003 (doc)", "Workbook": "Excel 97–2003 (xls)"}
NOISE = {"Cc", "Cn", "Cs"}
"""Control characters, and what Unicode assigns to nothing."""
MOST_NOISE = 0.02
"""Share of such characters; a stray one may stand in a text."""
ODT = b"application/vnd.oasis.opendocument.text"

_MARKUP = re.compile(
    r"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*"
    r"<(?:!doctype html|html|head|body|meta|div|p|table|span)\b",
    re.IGNORECASE | re.DOTALL,
)
_XML = re.compile(r"\s*<(\?xml|!doctype|!entity|\w+[\s>])", re.IGNORECASE)
_DECLARES = re.compile(r"<!(doctype|entity)\b", re.IGNORECASE)
_OTHERS = {
    "JSON": re.compile(r"""\s*(?:\{\s*(?:"[^"\n]{0,500}"\s*:|\}\s*$)|\[\s*(?:[\[{"]|\]\s*$))"""),
    "iCalendar": re.compile(r"\s*BEGIN:VCALENDAR\b"),
    "vCard": re.compile(r"\s*BEGIN:VCARD\b"),
    "PostScript": re.compile(r"%!PS\b"),
}
"""How text begins that programs write for programs."""
_HEADER = re.compile(
    r"^(from|to|cc|subject|date|received|return-path|message-id|mime-version|content-type"
    r"|x-[\w-]+|delivered-to|reply-to|thread-topic):",
    re.IGNORECASE | re.MULTILINE,
)
_HEADING = re.compile(r"(?m)^#{1,6} \S")
_EMPHASIS = re.compile(r"\*\*\S[^*\n]*\*\*")


def kind_of(data: bytes, name: str | None) -> FileKind:
    """Tell what a file is; whether it is sound shows when it is read.

    Raises:
        Unreadable: it is of no kind that is read, or takes a password.
    """
    if data.startswith(ZIP):
        return _kind_of_archive(data)
    if data.startswith(COMPOUND):
        return _kind_of_compound(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return _kind_of_text(data, name)


def _kind_of_archive(data: bytes) -> FileKind:
    archive = Archive(data, "Word, Excel, OpenDocument")
    if (archive.part("mimetype") or b"").strip() == ODT:
        return "odt"
    folders = {part.partition("/")[0].lower() for part in archive.names}
    if "word" in folders:
        return "docx"
    if "xl" in folders:
        return "xlsx"
    raise unknown("PowerPoint" if "ppt" in folders else "zip")


def _kind_of_compound(data: bytes) -> FileKind:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise encrypted("Word, Excel")
    if "__properties_version1.0".encode("utf-16-le") in data:
        return "msg"
    found = (told for part, told in COMPOUNDS.items() if part.encode("utf-16-le") in data)
    raise unknown(next(found, None))


def _kind_of_text(data: bytes, name: str | None) -> FileKind:
    text = decoded_head(data).lstrip("\ufeff")
    if data.startswith(b"{\\rtf"):
        raise unknown("RTF")
    if not _is_text(text):
        raise unknown(_guess(data))
    if _MARKUP.match(text):
        return "html"
    if _XML.match(text):
        raise dangerous() if _DECLARES.search(text) else unknown("XML")
    if other := next((name for name, begins in _OTHERS.items() if begins.match(text)), None):
        raise unknown(other)
    if _is_mail(text):
        return "eml"
    if _is_markdown(text, name):
        return "md"
    return "csv" if delimiter_of(decoded(data)) else "txt"


def _is_text(text: str) -> bool:
    noise = sum(category(char) in NOISE and not char.isspace() for char in text)
    return noise <= MOST_NOISE * len(text)


def _guess(data: bytes) -> str | None:
    try:
        return puremagic.from_string(data[:LOOKED_AT]).lstrip(".").upper() or None
    except (puremagic.PureError, ValueError):
        return None


def _is_mail(text: str) -> bool:
    head = text.lstrip().replace("\r\n", "\n").partition("\n\n")[0]
    first = head.partition("\n")[0]
    names = {name.lower() for name in _HEADER.findall(head)}
    begins = bool(_HEADER.match(first)) or bool(re.match(r"(From |[A-Za-z-]+:)", first))
    return begins and len(names) > 1 and bool(names & {"from", "mime-version", "received"})


def _is_markdown(text: str, name: str | None) -> bool:
    if PurePath(name or "").suffix.lower() in {".md", ".markdown"}:
        return True
    headings = len(_HEADING.findall(text))
    return headings > 1 or (headings == 1 and len(_EMPHASIS.findall(text)) > 1)
