"""Files of the formats that replies come in, made from a text that tells their layout.

Lines are paragraphs: "# " and "## " headings, "#1 " and "#2 " headings with automatic numbers, "- "
list items (two spaces deeper each), "| a | b |" rows of a table, "**...**" bold; "¶" breaks a line
within a cell; "{ins:...}", "{del:...}" and "{comment:...}" are Word's changes and comments.
"""

from __future__ import annotations

import io
import re
from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

import openpyxl  # type: ignore[import-untyped]
from pdfminer.fontmetrics import FONT_METRICS

from tests.unit.harvest.documents import compound
from tests.unit.harvest.documents import file_builder as build

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.harvest.marked import Source

QUESTIONS, BULLETS = 1, 2
"""Lists of the Word documents."""
NUMBERING = (
    build.abstract(build.level(0, "decimal", "%1.") + build.level(1, "lowerLetter", "%2)"), 1)
    + build.abstract(build.level(0, "bullet", "•") + build.level(1, "bullet", "o"), 2)
    + build.num(QUESTIONS, 1)
    + build.num(BULLETS, 2)
)
_CHANGE = re.compile(r"\{(ins|del|comment):([^}]*)\}")
SHEET = "=== "
"""Before the name of a sheet of a workbook."""
LINES_ON_PAGE = 26
LINE_WIDTH = 40.0
"""Times the size of the text."""


def content_of(source: Source) -> bytes:
    """Return the bytes of a reply in the format that its name says."""
    made = MAKERS.get(source.name.rpartition(".")[2])
    if made:
        return made(source)
    if "attached" in source.head:
        return with_attachment(source)
    charset = "iso-8859-1" if "charset=iso-8859-1" in source.text else "utf-8"
    return source.text.strip("\n").encode(charset)


def word(text: str) -> bytes:
    """Return a Word document."""
    body = ""
    rows: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            rows.append(_word_row(line))
            continue
        if rows:
            body += f"<w:tbl>{''.join(rows)}</w:tbl>"
            rows = []
        body += _word_line(line) if line.strip() else ""
    headings = "".join(
        f'<w:style w:type="paragraph" w:styleId="H{at}"><w:name w:val="heading {at}"/></w:style>'
        for at in (1, 2)
    )
    comments = f"<w:comments {build.W}/>"
    more = {"word/comments.xml": comments} if "{comment:" in text else {}
    return build.docx(body, numbering=NUMBERING, styles=headings, more=more)


def _word_line(line: str) -> str:
    properties, look = "", ""
    bullet = re.match(r"( *)- ", line)
    heading = re.match(r"(#{1,2})([12])? ", line)
    if bullet:
        deep = len(bullet[1]) // 2
        properties = _list(BULLETS, deep)
        line = line[bullet.end() :]
    elif heading and heading[2]:
        properties = '<w:pStyle w:val="H2"/>' + _list(QUESTIONS, int(heading[2]) - 1)
        line = line[heading.end() :]
    elif heading:
        properties = f'<w:pStyle w:val="H{len(heading[1])}"/>'
        line = line[heading.end() :]
    if line.startswith("**") and line.endswith("**"):
        line, look = line[2:-2], "<w:b/>"
    return f"<w:p><w:pPr>{properties}</w:pPr>{_runs(line, look)}</w:p>"


def _list(number: int, deep: int) -> str:
    return f'<w:numPr><w:ilvl w:val="{deep}"/><w:numId w:val="{number}"/></w:numPr>'


def _runs(line: str, look: str) -> str:
    runs, last = "", 0
    for change in _CHANGE.finditer(line):
        runs += build.run(escape(line[last : change.start()]), look)
        last = change.end()
        if change[1] == "ins":
            runs += f'<w:ins w:id="1">{build.run(escape(change[2]))}</w:ins>'
        elif change[1] == "del":
            struck = f'<w:delText xml:space="preserve">{escape(change[2])}</w:delText>'
            runs += f'<w:del w:id="2"><w:r>{struck}</w:r></w:del>'
    return runs + build.run(escape(line[last:]), look)


def _cells(line: str) -> list[list[str]]:
    return [cell.strip().split("¶") for cell in line.strip().strip("|").split("|")]


def _word_row(line: str) -> str:
    cells = ("".join(map(_word_line, lines)) for lines in _cells(line))
    return f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr>"


def open_document(text: str) -> bytes:
    """Return an OpenDocument text."""
    body = ""
    rows: list[str] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("|"):
            rows.append(_open_row(line))
            continue
        if rows:
            body += f"<table:table>{''.join(rows)}</table:table>"
            rows = []
        body += f"<text:p>{escape(line)}</text:p>" if line.strip() else ""
    return build.odt(body)


def _open_row(line: str) -> str:
    cells = ("".join(f"<text:p>{escape(each)}</text:p>" for each in c) for c in _cells(line))
    made = "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in cells)
    return f"<table:table-row>{made}</table:table-row>"


def portable(source: Source) -> bytes:
    """Return a PDF with the head and foot of its pages."""
    lines: list[tuple[str, str, int]] = []
    for raw in source.text.strip().splitlines():
        is_heading = raw.startswith("#")
        text = raw.lstrip("# ")
        hanging = 14 if text.startswith("•") else 0
        font = "F2" if is_heading else "F1"
        lines += [(part, font, hanging if at else 0) for at, part in enumerate(_wrapped(text))]
        lines.append(("", "F1", 0))
    pages = [lines[at : at + LINES_ON_PAGE] for at in range(0, len(lines), LINES_ON_PAGE)]
    return build.pdf([_page(source, page, number) for number, page in enumerate(pages, start=1)])


def _wrapped(text: str) -> list[str]:
    """Break a line where there is no room for another word."""
    widths = FONT_METRICS["Helvetica"][1]
    lines = [""]
    for word_ in text.split():
        longer = f"{lines[-1]} {word_}".strip()
        if sum(widths.get(letter, 500) for letter in longer) > 1000 * LINE_WIDTH:
            lines.append(word_)
        else:
            lines[-1] = longer
    return lines


def _page(source: Source, lines: list[tuple[str, str, int]], number: int) -> str:
    made = build.at(70, 800, source.head["header"], size=9)
    made += build.at(70, 40, source.head["footer"].format(page=number), size=9)
    y = 740
    for text, font, indent in lines:
        if text:
            made += build.at(70 + indent, y, text, font=font)
        y -= 15 if text else 9
    return made


def workbook(text: str) -> bytes:
    """Return a workbook of lines whose cells stand between semicolons; "=== " names a sheet."""
    book = openpyxl.Workbook()
    if text.strip().startswith(SHEET):
        book.remove(book.active)
    for line in text.strip().splitlines():
        if line.startswith(SHEET):
            book.active = book.create_sheet(line.removeprefix(SHEET))
        else:
            book.active.append([cell.replace("¶", "\n") or None for cell in _split(line)])
    if SHEET not in text:
        book.create_sheet("Information").append(["Exporterad 2026-11-12"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _split(line: str) -> list[str]:
    return [cell.strip() for cell in re.split(r";(?! )", line)]


def outlook(source: Source) -> bytes:
    """Return a message of Outlook."""
    name, _, address = source.head["from"].rstrip(">").partition(" <")
    return compound.msg(
        {
            compound.SENDER: name,
            compound.ADDRESS: address,
            compound.SUBJECT: source.head["subject"],
            compound.BODY: source.head.get("body", source.text).strip().replace("\n", "\r\n"),
        },
        [{compound.CONTENT: word(source.text), compound.LONG_NAME: source.head["attached"]}]
        if "attached" in source.head
        else [],
    )


def with_attachment(source: Source) -> bytes:
    """Return a mail with the reply as a Word document."""
    mail = EmailMessage(policy=SMTP)
    mail["From"], mail["Subject"] = source.head["from"], source.head["subject"]
    mail.set_content(source.head["body"])
    name = source.head["attached"]
    mail.add_attachment(
        word(source.text), maintype="application", subtype="octet-stream", filename=name
    )
    return mail.as_bytes()


MAKERS: dict[str, Callable[[Source], bytes]] = {
    "docx": lambda source: word(source.text),
    "odt": lambda source: open_document(source.text),
    "pdf": portable,
    "xlsx": lambda source: workbook(source.text),
    "msg": outlook,
}
"""By the end of the name; all others are the text itself."""
