"""Files as the tests need them, sound and hostile, made byte by byte."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ODF = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        *(("office", "office"), ("text", "text"), ("table", "table"), ("style", "style")),
        *(("fo", "xsl-fo-compatible"), ("draw", "drawing")),
    )
)


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return file.getvalue()


def docx(
    body: str, *, numbering: str = "", styles: str = "", more: Mapping[str, str] | None = None
) -> bytes:
    """Return a Word document; the arguments are the insides of its parts."""
    return archive(
        {
            "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
            "word/numbering.xml": f"<w:numbering {W}>{numbering}</w:numbering>",
            "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
            **(more or {}),
        }
    )


def run(text: str, look: str = "") -> str:
    """Return a run of a Word paragraph."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(text: str, properties: str = "", look: str = "") -> str:
    """Return a Word paragraph of one run."""
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text, look)}</w:p>"


def listed(text: str, list_id: int = 1, level: int = 0) -> str:
    """Return a Word paragraph in a list."""
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return paragraph(text, number)


def level(at: int, form: str, text: str, more: str = "", start: int = 1) -> str:
    """Return a level of a Word list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(levels: str, family: int = 1) -> str:
    """Return what a Word list counts by."""
    return f'<w:abstractNum w:abstractNumId="{family}">{levels}</w:abstractNum>'


def num(list_id: int = 1, family: int = 1, overrides: str = "") -> str:
    """Return a Word list."""
    return f'<w:num w:numId="{list_id}"><w:abstractNumId w:val="{family}"/>{overrides}</w:num>'


def odt(body: str, styles: str = "", manifest: str = "") -> bytes:
    """Return an OpenDocument text."""
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": manifest,
            "content.xml": (
                f"<office:document-content {ODF}><office:automatic-styles>{styles}"
                f"</office:automatic-styles><office:body><office:text>{body}</office:text>"
                "</office:body></office:document-content>"
            ),
        }
    )


def ods(sheets: str, styles: str = "", manifest: str = "") -> bytes:
    """Return an OpenDocument spreadsheet of these tables."""
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "META-INF/manifest.xml": manifest,
            "content.xml": (
                f"<office:document-content {ODF}><office:automatic-styles>{styles}"
                f"</office:automatic-styles><office:body><office:spreadsheet>{sheets}"
                "</office:spreadsheet></office:body></office:document-content>"
            ),
        }
    )


def sheet(name: str, *rows: Sequence[str], style: str = "") -> str:
    """Return a sheet of an OpenDocument spreadsheet, of rows of texts."""
    made = "".join(
        "<table:table-row>"
        + "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in row)
        + "</table:table-row>"
        for row in rows
    )
    return f'<table:table table:name="{name}" table:style-name="{style}">{made}</table:table>'


def pdf(pages: Sequence[str], *, repeat: int = 1, trailer: str = "") -> bytes:
    """Return a PDF whose pages have these contents, in its own language.

    Args:
        pages: /F1 is Helvetica, /F2 Helvetica-Bold, in Windows-1252.
        repeat: how many times the pages are listed.
        trailer: what the trailer says beside the root.
    """
    contents = [zlib.compress(page.encode("windows-1252")) for page in pages]
    kids = " ".join(f"{6 + 2 * at} 0 R" for at in range(len(pages))) + " "
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages) * repeat}/Kids[{kids * repeat}]>>".encode(),
        *(_font(name) for name in ("Helvetica", "Helvetica-Bold")),
        b"<</Font<</F1 3 0 R/F2 4 0 R>>>>",
    ]
    for content in contents:
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources 5 0 R"
            b"/Contents %d 0 R>>" % (len(objects) + 2)
        )
        objects.append(
            b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(content), content)
        )
    return _written(objects, trailer)


def _font(name: str) -> bytes:
    return f"<</Type/Font/Subtype/Type1/BaseFont/{name}/Encoding/WinAnsiEncoding>>".encode()


def _written(objects: Sequence[bytes], trailer: str) -> bytes:
    data = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    data_end = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n"
    head = b"xref\n0 %d\n0000000000 65535 f \n" % count
    return data + head + table + data_end % (count, trailer.encode(), len(data))


def at(x: float, y: float, text: str, *, font: str = "F1", size: float = 11) -> str:
    """Return the commands that print a text at a place, from the left and the bottom."""
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{font} {size} Tf {x} {y} Td ({escaped}) Tj ET\n"
