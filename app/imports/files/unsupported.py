"""What a file is that is no list of entries, and what to do with it."""

from __future__ import annotations

import re
from zipfile import ZipFile

import puremagic

from app.imports.files.faults import UnreadableFile, unreadable

COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How files of Office before 2007 begin, and later ones with a password."""
COMPOUNDS = {
    "EncryptedPackage": ("encrypted", ""),
    "WordDocument": ("unknown-kind", "Word 97-2003 (doc)"),
    "PowerPoint Document": ("unknown-kind", "PowerPoint 97-2003 (ppt)"),
    "__properties_version1.0": ("unknown-kind", "Outlook (msg)"),
}
"""Stream in such a file -> fault and kind; all others are workbooks."""
SIGNATURES = {
    b"\x1f\x8b": ("packed", "gzip"),
    b"BZh": ("packed", "bzip2"),
    b"\xfd7zXZ\0": ("packed", "xz"),
    b"(\xb5/\xfd": ("packed", "Zstandard"),
    b"7z\xbc\xaf\x27\x1c": ("packed", "7-Zip"),
    b"Rar!\x1a\x07": ("packed", "RAR"),
    b"PK\x05\x06": ("packed", "ZIP"),
    b"%PDF-": ("unknown-kind", "PDF"),
    b"{\\rtf": ("unknown-kind", "RTF"),
    b"\x89PNG": ("unknown-kind", "PNG"),
    b"\xff\xd8\xff": ("unknown-kind", "JPEG"),
    b"GIF8": ("unknown-kind", "GIF"),
    b"II*\0": ("unknown-kind", "TIFF"),
    b"MM\0*": ("unknown-kind", "TIFF"),
}
OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
OPEN_DOCUMENTS = {
    "spreadsheet": ("other-spreadsheet", "OpenDocument (ods)"),
    "text": ("unknown-kind", "OpenDocument (odt)"),
}
PARTS = {
    "xl/workbook.bin": ("other-spreadsheet", "Excel (xlsb)"),
    "word/": ("unknown-kind", "Word (docx)"),
    "ppt/": ("unknown-kind", "PowerPoint (pptx)"),
    "index/": ("other-spreadsheet", "Numbers"),
}
"""How the name of a part begins -> fault and kind of the archive."""
ANY_ARCHIVE = ("packed", "ZIP")
LONGEST_TYPE = 100
_MARKUP = re.compile(r"<(?:!doctype html|html|head|body|meta|style|div|table)\b", re.IGNORECASE)


def unsupported_fault(head: bytes) -> UnreadableFile | None:
    """Return the fault of a file that begins like one of another kind."""
    begin = head.lstrip(b"\xef\xbb\xbf \r\n")
    return next(
        (_unreadable_kind(*kind) for sign, kind in SIGNATURES.items() if begin.startswith(sign)),
        None,
    )


def compound_fault(content: bytes) -> UnreadableFile:
    """Return the fault of an Office file from before 2007, or of a protected one."""
    found = (kind for name, kind in COMPOUNDS.items() if name.encode("utf-16-le") in content)
    return _unreadable_kind(*next(found, ("old-workbook", "")))


def archive_fault(archive: ZipFile) -> UnreadableFile:
    """Return the fault of an archive that is no workbook."""
    names = [name.lower() for name in archive.namelist()]
    if "mimetype" in names:
        with archive.open("mimetype") as part:
            type_ = part.read(LONGEST_TYPE).decode("ascii", "replace").strip()
        if type_.startswith(OPEN_DOCUMENT):
            kind = type_.removeprefix(OPEN_DOCUMENT)
            return _unreadable_kind(
                *OPEN_DOCUMENTS.get(kind, ("unknown-kind", f"OpenDocument ({kind})"))
            )
    found = (kind for part, kind in PARTS.items() if any(name.startswith(part) for name in names))
    return _unreadable_kind(*next(found, ANY_ARCHIVE))


def markup_fault(text: str) -> UnreadableFile:
    """Return the fault of a text that begins with a tag: often a table that is called .xls."""
    return _unreadable_kind("other-spreadsheet", "HTML" if _MARKUP.search(text) else "XML")


def binary_fault(head: bytes) -> UnreadableFile:
    """Return the fault of a file that is no text."""
    try:
        kind = puremagic.from_string(head).lstrip(".").upper()
    except (puremagic.PureError, ValueError):
        kind = ""
    return _unreadable_kind("unknown-kind" if kind else "not-text", kind)


def _unreadable_kind(code: str, kind: str) -> UnreadableFile:
    return unreadable(code, kind, kind=kind)
