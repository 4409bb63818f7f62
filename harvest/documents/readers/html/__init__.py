"""HTML, also as Outlook writes it: paragraphs, lists, tables, quotations; nothing is fetched."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lxml import etree  # type: ignore[import-untyped]

from harvest.documents.document import BlockFormat
from harvest.documents.encodings import decoded
from harvest.documents.layout import with_heads, without_frames
from harvest.documents.limits import DEEPEST_MARKUP, LARGEST_MARKUP, MOST_COLUMNS, MOST_ROWS
from harvest.documents.reader import Contents, Reader
from harvest.documents.readers.html.lists import List, item_number
from harvest.documents.readers.html.styles import Look, look_of
from harvest.documents.unreadable import too_large

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from harvest.documents.reader import File

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"}
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BLOCKS = {
    *("p", "div", "ul", "ol", "li", "table", "tr", "td", "th", "blockquote", "pre", "hr", "body"),
    *("section", "article", "header", "footer", "main", "dl", "dt", "dd", "caption", "form"),
    *("fieldset", "address", "figure", "center", "thead", "tbody", "tfoot", *HEADINGS),
}
CLOSES = {
    **{tag: {"p"} for tag in BLOCKS},
    "li": {"li"},
    "tr": {"tr", "td", "th"},
    "td": {"td", "th"},
    "th": {"td", "th"},
    "dt": {"dt", "dd"},
    "dd": {"dt", "dd"},
}
"""Elements without an end tag that the beginning of another one ends."""
BARRIERS = {"ul", "ol", "table", "dl", "div", "blockquote", "td", "th"}
"""That such an ending does not reach beyond."""
PIECE = 32_768
"""Characters that are read at a time: what is refused is not read to the end."""
LONGEST_STYLE = 2_000
"""Characters of a style that are looked at; Word's have some hundred."""
_MARKUP = re.compile(
    r"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*"
    r"<(?:!doctype html|html|head|body|meta|div|p|table|span|h[1-6]|ul|ol|form|section|article"
    r"|main|br|b|strong|font)\b",
    re.IGNORECASE | re.DOTALL,
)
_B = re.compile(r"<(/?)b(?=[\s>])", re.IGNORECASE)
"""Bold text goes on in the paragraphs within it; in the parser that of strong does, of b not."""
_CHARSET = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_LIST_LEVEL = re.compile(r"mso-list:[^;]*level(\d)")


@dataclass(slots=True)
class OpenTable:
    """A table that is being read."""

    index: int
    row: int = -1
    column: int = -1


@dataclass(slots=True)
class OpenBlock:
    """The text block that is being read."""

    text: list[str] = field(default_factory=list)
    looks: set[tuple[bool, str | None]] = field(default_factory=set)
    number: list[str] = field(default_factory=list)
    level: int | None = None


def _recognises(file: File) -> bool:
    return file.head is not None and bool(_MARKUP.match(file.head))


def _read(file: File) -> Contents:
    return Contents(html_lines(file.data))


def html_lines(data: bytes, declared: str | None = None) -> list[tuple[str, BlockFormat]]:
    """Read the bytes of a page."""
    named = _CHARSET.search(data[:4096])
    return markup_lines(decoded(data, declared or (named[1].decode() if named else None)))


def markup_lines(text: str) -> list[tuple[str, BlockFormat]]:
    """Read a page.

    Raises:
        Unreadable: it is too long, nested too deeply, or a table is too large.
    """
    if len(text) > LARGEST_MARKUP:
        raise too_large("text", LARGEST_MARKUP)
    page = _Page()
    parser = etree.HTMLParser(target=page, no_network=True)
    for piece in _pieces(_B.sub(r"<\1strong", text)):
        parser.feed(piece)
    parser.close()
    return with_heads(without_frames(page.lines))


def _pieces(text: str) -> Iterator[str]:
    yield "<html>"  # of an empty page the parser would say that there is no document
    for start in range(0, len(text), PIECE):
        yield text[start : start + PIECE]


class _Page:
    """Takes the tags and texts of a page in their order, as the parser finds them."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, BlockFormat]] = []
        self._open: list[tuple[str, Look]] = []
        self._lists: list[List] = []
        self._tables: list[OpenTable] = []
        self._table_count = 0
        self._line = OpenBlock()
        self._text: list[str] = []

    @property
    def _look(self) -> Look:
        return self._open[-1][1] if self._open else Look()

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Begin an element."""
        self._end_text()
        if tag in CLOSES:
            self._close_open(CLOSES[tag])
        if tag in BLOCKS:
            self.end_line()
        if tag == "br":
            self._line.text.append("\n")
        elif tag not in VOID:
            if len(self._open) >= DEEPEST_MARKUP:
                raise too_large("depth", DEEPEST_MARKUP)
            short = {**attributes, "style": attributes.get("style", "")[:LONGEST_STYLE]}
            self._open.append((tag, look_of(tag, short, self._look)))
            self._begin(tag, short)

    def _begin(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag in {"ul", "ol"}:
            self._lists.append(List.from_attributes(tag, attributes))
        elif tag == "li":
            self._line.number = [item_number(self._lists, attributes)]
            self._line.level = max(len(self._lists), 1)
        elif tag == "table":
            self._tables.append(OpenTable(self._table_count))
            self._table_count += 1
        elif tag in {"tr", "td", "th"} and self._tables:
            self._place(self._tables[-1], tag)
        listed = _LIST_LEVEL.search(attributes["style"])
        if listed and tag in {"p", "li", "div"}:
            self._line.level = int(listed[1])

    def _place(self, table: OpenTable, tag: str) -> None:
        if tag == "tr":
            table.row, table.column = table.row + 1, -1
        else:
            table.column += 1
        if table.row > MOST_ROWS:
            raise too_large("rows", MOST_ROWS)
        if table.column > MOST_COLUMNS:
            raise too_large("columns", MOST_COLUMNS)

    def end(self, tag: str) -> None:
        """End an element, and what was left open in it."""
        self._end_text()
        if tag in BLOCKS:
            self.end_line()
        at = next((i for i in reversed(range(len(self._open))) if self._open[i][0] == tag), None)
        if at is not None:
            for closed, _ in reversed(self._open[at:]):
                self._end(closed)
            del self._open[at:]

    def _end(self, tag: str) -> None:
        if tag in {"ul", "ol"} and self._lists:
            self._lists.pop()
        elif tag == "table" and self._tables:
            self._tables.pop()
        elif tag == "li":
            self._line = OpenBlock()

    def _close_open(self, tags: set[str]) -> None:
        for tag, _ in reversed(self._open):
            if tag in tags:
                self.end(tag)
                return
            if tag in BARRIERS:
                return

    def data(self, text: str) -> None:
        """Add to the text; the parser hands it on in pieces."""
        self._text.append(text)

    def comment(self, _text: str) -> None:
        """End a text as a tag does."""
        self._end_text()

    def _end_text(self) -> None:
        data = "".join(self._text)
        self._text.clear()
        if data:
            self._add(data)

    def _add(self, data: str) -> None:
        look = self._look
        if look.hidden:
            return
        if look.list_mark:
            self._line.number.append(data)
            return
        self._line.text.append(data if look.kept else re.sub(r"\s+", " ", data))
        if data.strip():
            self._line.looks.add((look.bold, look.color))

    def close(self) -> None:
        """End the page."""
        self._end_text()
        self.end_line()

    def end_line(self) -> None:
        """End the text block that is being read."""
        if len(self.lines) > MOST_ROWS:
            raise too_large("blocks", MOST_ROWS)
        line, self._line = self._line, OpenBlock()
        text = "".join(line.text)
        if text.strip():
            self.lines.append((text, self._format(line)))
        else:  # <li><p>: the number waits for the text
            self._line.number, self._line.level = line.number, line.level

    def _format(self, line: OpenBlock) -> BlockFormat:
        colors = {color for _, color in line.looks}
        fmt = BlockFormat(
            bold=bool(line.looks) and all(bold for bold, _ in line.looks),
            color=next(iter(colors)) if len(colors) == 1 else None,
            quote=self._look.quote,
        )
        if self._tables and self._tables[-1].column >= 0:
            table = self._tables[-1]
            fmt = replace(fmt, kind="cell", table=table.index, row=table.row, column=table.column)
            fmt = replace(fmt, header=any(tag == "th" for tag, _ in self._open))
        number = "".join(line.number).strip()
        if number:
            return replace(fmt, kind="list-item", number=number, level=line.level or 1)
        level = next((HEADINGS[tag] for tag, _ in self._open if tag in HEADINGS), None)
        return replace(fmt, kind="heading", level=level) if level else fmt


READER = Reader(
    kind="html",
    names=("HTML", "HTML"),
    extensions=(".html", ".htm", ".xhtml"),
    recognises=_recognises,
    read=_read,
    order=5,
)
