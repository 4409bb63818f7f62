"""PDF: paragraphs joined again, bullets, tables; heads and feet of pages left out."""

from __future__ import annotations

import io
import logging
from typing import TYPE_CHECKING

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfplumber.utils.exceptions import PdfminerException

from harvest.documents.document import Remark, Unreadable
from harvest.documents.layout import with_heads
from harvest.documents.limits import MOST_PAGES
from harvest.documents.reader import Contents, Reader
from harvest.documents.readers.pdf.margins import without_margins
from harvest.documents.readers.pdf.pages import page_lines
from harvest.documents.readers.pdf.paragraphs import paragraphs
from harvest.documents.readers.pdf.tables import with_whole_tables
from harvest.documents.unreadable import damaged, encrypted, too_large, without_text

if TYPE_CHECKING:
    from harvest.documents.reader import File
    from harvest.documents.readers.pdf.pages import PageLine

KIND = "PDF"
SIGN, SIGN_WITHIN = b"%PDF-", 1024
"""Mail and printing systems write lines of their own before it."""
PARSER_LOG = "pdfminer"
"""Its warnings quote the file."""


def _recognises(file: File) -> bool:
    return SIGN in file.data[:SIGN_WITHIN] and not (file.archive or file.is_compound)


def _read_pdf(file: File) -> Contents:
    logging.getLogger(PARSER_LOG).setLevel(logging.CRITICAL)
    try:
        pages, with_pictures = _pages(file.data)
    except (Unreadable, MemoryError, RecursionError):
        raise
    except PdfminerException as error:
        raise _reason(error) from error
    except Exception as error:  # the parser lets broken files raise errors of every kind
        raise damaged(KIND) from error
    if not any(pages):
        raise without_text(KIND)
    inner = without_margins(pages)
    lines = with_heads(list(paragraphs(with_whole_tables(inner))))
    return Contents(lines, _warnings(pages, with_pictures), _margins(pages, inner))


def _pages(data: bytes) -> tuple[list[list[PageLine]], list[bool]]:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        if len(pdf.pages) > MOST_PAGES:
            raise too_large("pages", MOST_PAGES)
        found: list[list[PageLine]] = []
        pictures: list[bool] = []
        for page in pdf.pages:
            found.append(page_lines(page))
            pictures.append(bool(page.images))
            page.close()
        return found, pictures


def _reason(error: PdfminerException) -> Unreadable:
    cause = error.args[0] if error.args else None
    return encrypted(KIND) if isinstance(cause, PDFPasswordIncorrect) else damaged(KIND)


def _margins(pages: list[list[PageLine]], inner: list[list[PageLine]]) -> list[str]:
    """Return the heads and feet, each once."""
    texts = (
        line.text
        for page, own in zip(pages, inner, strict=True)
        for line in page
        if line not in own
    )
    return list(dict.fromkeys(texts))


def _warnings(pages: list[list[PageLine]], with_pictures: list[bool]) -> list[Remark]:
    scanned = [
        str(number)
        for number, (lines, picture) in enumerate(zip(pages, with_pictures, strict=True), start=1)
        if picture and not lines
    ]
    pages_ = ", ".join(scanned)
    remark = Remark(
        f"Sidor som bara är bilder är inte lästa: {pages_}.",
        f"Pages that are only pictures were not read: {pages_}.",
    )
    return [remark] if scanned else []


READER = Reader(
    kind="pdf",
    names=("PDF", "PDF"),
    extensions=(".pdf",),
    recognises=_recognises,
    read=_read_pdf,
    order=4,
)
