"""A file of any kind into a document; the only way into the readers."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from harvest.documents.archives import Archive
from harvest.documents.assembling import assemble
from harvest.documents.document import Document, Unreadable
from harvest.documents.encodings import decoded
from harvest.documents.file_type import kind_of
from harvest.documents.limits import DEEPEST_MAIL, DEEPEST_MARKUP, LARGEST_FILE, MOST_ATTACHMENTS
from harvest.documents.readers.delimited import delimited_lines, delimiter_of
from harvest.documents.readers.docx import docx_lines, docx_margins
from harvest.documents.readers.html import html_lines
from harvest.documents.readers.mail import Mail, read_mail
from harvest.documents.readers.markdown import markdown_lines
from harvest.documents.readers.msg import read_msg
from harvest.documents.readers.odt import odt_lines, odt_margins
from harvest.documents.readers.pdf import pdf_lines
from harvest.documents.readers.plain import text_lines
from harvest.documents.readers.xlsx import xlsx_lines
from harvest.documents.unreadable import empty, too_large

if TYPE_CHECKING:
    from harvest.documents.document import FileKind, Shape

    Lines = list[tuple[str, Shape]]
    Read = tuple[Lines, list[str], list[str]]  # with warnings and margins

EXTENSIONS: dict[FileKind, tuple[str, ...]] = {
    "eml": (".eml", ".mht", ".mhtml"),
    "docx": (".docx", ".docm", ".dotx", ".dotm"),
    "xlsx": (".xlsx", ".xlsm", ".xltx"),
    "csv": (".csv", ".tsv", ".txt"),
    "txt": (".txt", ".text", ".csv"),
    "md": (".md", ".markdown", ".txt"),
    "html": (".html", ".htm", ".xhtml"),
}
"""What names of each kind end in; where none stand, in the kind itself."""


@dataclass(slots=True)
class Budget:
    """How many attachments may still be read, in all mails within each other."""

    left: int = MOST_ATTACHMENTS


def read(data: bytes, name: str | None = None) -> Document:
    """Read a file; what it is shows from its content, `name` is only compared.

    Raises:
        Unreadable: with the reason.
    """
    try:
        return _read(data, name, 1, Budget())
    except RecursionError as error:
        raise too_large("depth", DEEPEST_MARKUP) from error


def _read(data: bytes, name: str | None, depth: int, budget: Budget) -> Document:
    if not data.strip(b"\0\t\r\n \xef\xbb\xbf"):
        raise empty()
    if len(data) > LARGEST_FILE:
        raise too_large("file", LARGEST_FILE)
    kind = kind_of(data, name)
    if kind in {"eml", "msg"}:
        document = _read_mail(data, kind, depth, budget)
    else:
        lines, warnings, margins = _lines(data, kind)
        document = replace(_document(data, kind, lines, warnings), margins=tuple(margins))
        if not document.text:
            raise empty()
    lie = _lie(name, kind)
    return replace(document, name=name, warnings=(*lie, *document.warnings))


def _document(
    data: bytes, kind: FileKind, lines: list[tuple[str, Shape]], warnings: list[str]
) -> Document:
    text, blocks = assemble(lines)
    return Document(text, blocks, kind, hashlib.sha256(data).hexdigest(), warnings=tuple(warnings))


def _lines(data: bytes, kind: FileKind) -> Read:
    if kind == "docx":
        word = Archive(data, "Word")
        return *docx_lines(word), docx_margins(word)
    if kind == "odt":
        text = Archive(data, "OpenDocument")
        return *odt_lines(text), odt_margins(text)
    if kind == "xlsx":
        return *xlsx_lines(data, Archive(data, "Excel")), []
    if kind == "pdf":
        return pdf_lines(data)
    return _text_lines(data, kind), [], []


def _text_lines(data: bytes, kind: FileKind) -> list[tuple[str, Shape]]:
    if kind == "html":
        return html_lines(data)
    text = decoded(data).lstrip("\ufeff")
    if kind == "csv":
        return delimited_lines(text, delimiter_of(text) or ";")
    return markdown_lines(text) if kind == "md" else text_lines(text)


def _read_mail(data: bytes, kind: FileKind, depth: int, budget: Budget) -> Document:
    mail = read_msg(data) if kind == "msg" else read_mail(data)
    attachments, warnings = _attachments(mail, depth, budget)
    document = _document(data, kind, mail.lines, warnings)
    if not document.text and not attachments:
        raise empty()
    return replace(document, sender=mail.sender, attachments=attachments)


def _attachments(mail: Mail, depth: int, budget: Budget) -> tuple[tuple[Document, ...], list[str]]:
    found: list[Document] = []
    warnings = list(mail.warnings)
    for name, data in mail.attachments:
        if depth >= DEEPEST_MAIL or not budget.left:
            warnings.append(f"Fler än {MOST_ATTACHMENTS} bilagor: resten är inte lästa.")
            break
        budget.left -= 1
        try:
            found.append(_read(data, name, depth + 1, budget))
        except Unreadable as error:
            warnings.append(f"Bilagan {name or 'utan namn'} är inte läst. {error.sv}")
    return tuple(found), warnings


def _lie(name: str | None, kind: FileKind) -> list[str]:
    """Return what to say of a name that promises another kind."""
    extension = PurePath(name or "").suffix.lower()
    if not extension or extension in EXTENSIONS.get(kind, (f".{kind}",)):
        return []
    return [f"Namnet slutar på {extension}, men filen är {kind} och är läst som det."]
