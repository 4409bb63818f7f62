"""Files that are made to do harm, or that happened to be broken, and the code of their error."""

from __future__ import annotations

import io
import random
import zipfile
from typing import TYPE_CHECKING

import openpyxl  # type: ignore[import-untyped]

from harvest.documents.limits import LONGEST_TEXT, MOST_BLOCKS
from tests.unit.harvest.documents.file_builder import (
    ODF,
    W,
    archive,
    at,
    docx,
    odt,
    paragraph,
    pdf,
    run,
)

if TYPE_CHECKING:
    from collections.abc import Callable

COMPOUND = bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504)
LAUGHS = (
    '<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">'
    + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]>"
)
OUTSIDE = '<!DOCTYPE l [<!ENTITY i SYSTEM "http://127.0.0.1:9/secret">]>'
MAIL = b"From: a@example.se\r\nSubject: x\r\nMIME-Version: 1.0\r\n"


def zip_bomb() -> bytes:
    """300 MB of spaces in a Word document of 300 kB."""
    file = io.BytesIO()
    packed = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED)
    with packed, packed.open("word/document.xml", "w") as part:
        for _ in range(300):
            part.write(b" " * 1_000_000)
    return file.getvalue()


def lying_archive() -> bytes:
    """A part that is larger than the directory says."""
    honest = docx(paragraph("x" * 1000))
    size = honest.index(b"PK\x01\x02") + 24
    return honest[:size] + b"\x10\0\0\0" + honest[size + 4 :]


def word_with(prologue: str) -> bytes:
    """A Word document that declares entities."""
    body = f"<w:document {W}><w:body><w:p><w:r><w:t>&i;</w:t></w:r></w:p></w:body></w:document>"
    return archive({"word/document.xml": prologue + body})


def open_document_with(prologue: str) -> bytes:
    """An OpenDocument text that declares entities."""
    body = f"<office:body {ODF}><office:text><text:p>&i;</text:p></office:text></office:body>"
    kind = "application/vnd.oasis.opendocument.text"
    return archive({"mimetype": kind, "content.xml": f"{prologue}<x>{body}</x>"})


def nested_mail(count: int, kind: str) -> bytes:
    """Mails or parts of a mail within each other."""
    inner = b"Content-Type: text/plain\r\n\r\nSvar\r\n"
    for number in range(count):
        edge = b"edge%d" % number
        if kind == "message":
            inner = b"Content-Type: message/rfc822\r\n\r\n" + MAIL + inner
        else:
            head = b'Content-Type: multipart/mixed; boundary="%s"\r\n\r\n' % edge
            inner = head + b"--%s\r\n%s\r\n--%s--\r\n" % (edge, inner, edge)
    return MAIL + inner


def wide_mail(count: int) -> bytes:
    """A mail with many parts beside each other."""
    part = b"--x\r\nContent-Type: text/plain\r\n\r\nSvar\r\n"
    return MAIL + b"Content-Type: multipart/mixed; boundary=x\r\n\r\n" + part * count + b"--x--\r\n"


def sheet_with(cells: str) -> bytes:
    """A workbook whose sheet holds these cells."""
    file = io.BytesIO()
    openpyxl.Workbook().save(file)
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{space}"><sheetData>{cells}</sheetData></worksheet>'
    with zipfile.ZipFile(file) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    return archive(parts | {"xl/worksheets/sheet1.xml": sheet.encode()})


def declaring_workbook() -> bytes:
    """A workbook whose sheet declares entities."""
    with zipfile.ZipFile(io.BytesIO(sheet_with(""))) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    sheet = parts["xl/worksheets/sheet1.xml"]
    return archive(parts | {"xl/worksheets/sheet1.xml": LAUGHS.encode() + sheet})


def many_cells(count: int) -> str:
    """A row of different cells, which do not pack well."""
    words = (f"{random.Random(at).getrandbits(64):x}" for at in range(count))
    cells = (f'<c t="inlineStr"><is><t>{word}</t></is></c>' for word in words)
    return f"<row>{''.join(cells)}</row>"


def noise(count: int, seed: int = 1) -> bytes:
    """Bytes at random, the same each time."""
    return random.Random(seed).randbytes(count)


CASES: dict[str, tuple[str, str, Callable[[], bytes]]] = {
    "nothing": ("empty", "svar.docx", lambda: b""),
    "white space": ("empty", "svar.txt", lambda: b" \r\n\t \n"),
    "a document without text": ("empty", "svar.docx", lambda: docx(paragraph(""))),
    "half a Word document": ("damaged", "svar.docx", lambda: docx(paragraph("x" * 5000))[:600]),
    "half a PDF": ("damaged", "svar.pdf", lambda: pdf([at(70, 700, "Svar")])[:300]),
    "broken XML": ("damaged", "svar.docx", lambda: docx("<w:p>")),
    "an archive that lies": ("damaged", "svar.docx", lying_archive),
    "noise named Word": ("unknown-kind", "svar.docx", lambda: noise(500_000)),
    "noise named text": ("unknown-kind", "svar.txt", lambda: noise(500_000, 2)),
    "noise after the sign of PDF": ("damaged", "svar.pdf", lambda: b"%PDF-1.7\n" + noise(500_000)),
    "noise after the sign of zip": ("damaged", "svar.docx", lambda: b"PK\x03\x04" + noise(9_999)),
    "noise after the sign of Outlook": (
        *("damaged", "svar.msg"),
        lambda: COMPOUND + "__properties_version1.0".encode("utf-16-le") + noise(50_000),
    ),
    "a picture": ("unknown-kind", "svar.docx", lambda: b"\x89PNG\r\n\x1a\n" + noise(1000)),
    "an old Word document": (
        *("unknown-kind", "svar.doc"),
        lambda: COMPOUND + "WordDocument".encode("utf-16-le") + bytes(5000),
    ),
    "slides": ("unknown-kind", "svar.pptx", lambda: archive({"ppt/presentation.xml": "<a/>"})),
    "an archive of anything": ("unknown-kind", "svar.zip", lambda: archive({"a.txt": "x"})),
    "JSON": ("unknown-kind", "svar.json", lambda: b'{"fragor": [{"id": "2c", "svar": "Ja; ne'),
    "a list in JSON named text": ("unknown-kind", "svar.txt", lambda: b'[\n {"2c": "Ja"}\n]\n'),
    "a calendar": ("unknown-kind", "m.ics", lambda: b"BEGIN:VCALENDAR\r\nSUMMARY:1. Ja\r\n"),
    "a drawing": ("unknown-kind", "svar.svg", lambda: b'<svg xmlns="x"><text>1. Ja</text></svg>'),
    "a character that there is not": ("damaged", "svar.rtf", lambda: rb"{\rtf1 \u9999999999?}"),
    "Word with a password": (
        *("encrypted", "svar.docx"),
        lambda: COMPOUND + "EncryptedPackage".encode("utf-16-le") + bytes(5000),
    ),
    "PDF with a password": (
        *("encrypted", "svar.pdf"),
        lambda: pdf(
            [at(70, 700, "Svar")],
            trailer=f"/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<{'41' * 32}>/U<{'42' * 32}>>>"
            "/ID[<00><00>]",
        ),
    ),
    "a zip bomb": ("too-large", "svar.docx", zip_bomb),
    "too many files in an archive": (
        *("too-large", "svar.docx"),
        lambda: archive({f"word/{number}.xml": "x" for number in range(6000)}),
    ),
    "entities that grow, in Word": ("declares-entities", "svar.docx", lambda: word_with(LAUGHS)),
    "entities that grow, in ODT": (
        *("declares-entities", "svar.odt"),
        lambda: open_document_with(LAUGHS),
    ),
    "entities that grow, in XML": (
        *("declares-entities", "svar.xml"),
        f'<?xml version="1.0"?>{LAUGHS}<l>&i;</l>'.encode,
    ),
    "an entity outside, in Word": ("declares-entities", "svar.docx", lambda: word_with(OUTSIDE)),
    "an entity outside, in ODT": (
        *("declares-entities", "svar.odt"),
        lambda: open_document_with(OUTSIDE),
    ),
    "entities in a workbook": ("declares-entities", "svar.xlsx", declaring_workbook),
    "5,000 pages": (
        *("too-large", "svar.pdf"),
        lambda: pdf([at(70, 700, f"Sida {number}") for number in range(5000)]),
    ),
    "500 parts within each other": ("too-large", "svar.eml", lambda: nested_mail(500, "part")),
    "500 mails within each other": ("too-large", "svar.eml", lambda: nested_mail(500, "message")),
    "500 parts beside each other": ("too-large", "svar.eml", lambda: wide_mail(500)),
    "200,000 columns of CSV": (
        *("too-large", "svar.csv"),
        lambda: (";".join(f"k{number}" for number in range(200_000)) + "\n").encode() * 2,
    ),
    "200,000 columns of a workbook": (
        *("too-large", "svar.xlsx"),
        lambda: sheet_with(many_cells(200_000)),
    ),
    "a cell at the end of a workbook": (
        *("too-large", "svar.xlsx"),
        lambda: sheet_with('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
    ),
    "200,000 columns of HTML": (
        *("too-large", "svar.html"),
        lambda: b"<table><tr>" + b"<td>x" * 200_000,
    ),
    "a cell repeated without end": (
        *("too-large", "svar.odt"),
        lambda: odt(
            "<table:table><table:table-row>"
            + '<table:table-cell table:number-columns-repeated="999999999"/>' * 2
            + "</table:table-row></table:table>"
        ),
    ),
    "an endless subject": (
        *("too-large", "svar.eml"),
        lambda: b"From: a@example.se\r\nSubject:" + b" =?utf-8?q?ord?=\r\n" * 200_000 + b"\r\nSvar",
    ),
    "an endless list of parameters": (
        *("too-large", "svar.eml"),
        lambda: MAIL + b"Content-Type: multipart/mixed" + b";" * 1_000_000 + b"\r\n\r\nSvar",
    ),
    "200,000 columns of RTF": (
        *("too-large", "svar.rtf"),
        lambda: rb"{\rtf1 \trowd " + rb"x\cell " * 200_000 + rb"\row}",
    ),
    "200,000 rows of RTF": (
        *("too-large", "svar.rtf"),
        lambda: rb"{\rtf1 " + rb"\trowd\cell\row " * 200_000 + b"}",
    ),
    "30 MB of RTF": ("too-large", "svar.rtf", lambda: rb"{\rtf1 " + b"hej hopp" * 4_000_000),
    "HTML within HTML": ("too-large", "svar.html", lambda: b"<div>" * 100_000 + b"x"),
    "insertions within insertions": (
        *("too-large", "svar.docx"),
        lambda: docx("<w:p>" + "<w:ins>" * 5000 + run("x") + "</w:ins>" * 5000 + "</w:p>"),
    ),
    "30 MB of text": ("too-large", "svar.txt", lambda: b"hej hopp\n" * 3_300_000),
    "20 MB of quotation marks": ("too-large", "svar.txt", lambda: b"> " * 10_000_000),
    "60 MB": ("too-large", "svar.pdf", lambda: b"%PDF-1.4\n" + bytes(60_000_000)),
}
"""What it is -> the code of the error, its name, and how it is made."""


UNENDING: dict[str, str] = {
    "comments": "<!--",
    "declarations": "<!",
    "instructions": "<?",
    "sections": "<![CDATA[",
    "conditions": "<![if x",
    "beginnings of tags": "<a",
    "attributes": '<a b="',
    "ends of tags": "</",
    "ends without a beginning": "</p></b>",
    "items": "<ul><li>x</ul>",
    "entities": "&#",
    "levels": '<p style="mso-list:',
    "colours": '<p style="color:rgb( 1',
}
"""Markup that begins again and again what it does not end."""


UNENDING_MARKDOWN: dict[str, str] = {
    "strong words": "*a **b ",
    "names of links": "[",
    "addresses of links": "[a](b ",
    "emphasis": "_a ",
    "tables": "|a|b|\n|-|-|\n",
    "quotations": "> ",
}
"""The same in Markdown."""


UNENDING_RTF: dict[str, str] = {
    "groups": "{",
    "ends of groups": "}",
    "fonts": r"{\fonttbl" + r"\f1" * 1000,
    "links": r"{\field{\*\fldinst{",
    "addresses": r'{\field{\*\fldinst{HYPERLINK "a"}}{',
    "pictures": r"{\pict\bin0",
    "rows": r"\trowd\cell ",
    "letters": r"\'e5",
    "words": r"\u229?",
}
"""The same in RTF."""


def _as_long_as_is_read(head: str, part: str) -> str:
    return head + part * ((LONGEST_TEXT - len(head)) // len(part) - 1)


ENDLESS: dict[str, Callable[[], str]] = {
    "names": lambda: _as_long_as_is_read("1. Ja 2c. ", "Anna Ek "),
    "semicolons": lambda: _as_long_as_is_read("2c. ", "energiråd för skogsbruk i länet; "),
    "sentences": lambda: _as_long_as_is_read("2c. ", "Vi driver ett råd om exempel i länet. "),
    "sectors": lambda: _as_long_as_is_read("2d. ", "skog och jord, "),
    "questions": lambda: "2c. Exempel: ett råd\n" * (MOST_BLOCKS - 1),
    "lines": lambda: _as_long_as_is_read("2c. Exempel\n", "- strategier för exempel i länet\n"),
}
"""Texts that are read, but would take long to split if the time grew with the square."""
