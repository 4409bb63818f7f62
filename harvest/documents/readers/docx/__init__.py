"""Word: paragraphs, resolved numbers, tables; tracked changes accepted, comments left out.

Read from the XML itself: python-docx shows neither insertions nor content controls nor numbers.
"""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from harvest.documents.archives import Archive, attribute, child, local, name_of, texts_of
from harvest.documents.document import BlockFormat, Unreadable
from harvest.documents.layout import with_heads, without_frames
from harvest.documents.limits import MOST_COLUMNS, MOST_ROWS
from harvest.documents.reader import Contents, Reader
from harvest.documents.readers.docx.lists import Depths, list_place
from harvest.documents.readers.docx.numbers import Numbering
from harvest.documents.readers.docx.runs import read_runs, text_boxes
from harvest.documents.readers.docx.styles import OFF, Styles
from harvest.documents.remarks import CHANGES_ACCEPTED, NO_COMMENTS, NO_FOOTNOTES
from harvest.documents.runs import Text
from harvest.documents.unreadable import damaged, too_large

if TYPE_CHECKING:
    from collections.abc import Iterator
    from xml.etree.ElementTree import Element

    from harvest.documents.document import Remark
    from harvest.documents.reader import File

KIND = "Word"
_MARGIN = re.compile(r"word/(?:header|footer)\d*\.xml")
INDENT, DEEPEST = 280, 8
"""Twentieths of a point of a step that a paragraph is set in, and steps at most."""
MAIN = "officeDocument"
"""End of the relation's type that names the main part."""
TRACKED = {"ins", "del", "moveFrom", "moveTo"}
WRAPPERS = {"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "body"}
"""Around paragraphs and tables."""


def _read(file: File) -> Contents:
    archive = Archive(file.data, KIND)
    folder, _, name = _main_part(archive).rpartition("/")
    root = archive.xml(f"{folder}/{name}".lstrip("/"))
    body = child(root, "body")
    if root is None or body is None:
        raise damaged(KIND)
    styles = Styles(archive.xml(f"{folder}/styles.xml"))
    numbering = Numbering(archive.xml(f"{folder}/numbering.xml"), styles.list_of_style)
    lines = list(_Reader(styles, numbering).lines(body, BlockFormat()))
    warnings = _warnings(root, archive, folder)
    return Contents(with_heads(without_frames(lines)), warnings, _margins(archive))


def _margins(archive: Archive) -> list[str]:
    """Return the paragraphs of heads and feet; of those that are broken, nothing."""
    texts: list[str] = []
    for name in sorted(name for name in archive.names if _MARGIN.fullmatch(name)):
        with suppress(Unreadable):
            root = archive.xml(name)
            texts += texts_of(root, "t") if root is not None else []
    return texts


def _main_part(archive: Archive) -> str:
    for relation in archive.xml("_rels/.rels") or ():
        if (attribute(relation, "Type") or "").endswith(f"/{MAIN}"):
            return (attribute(relation, "Target") or "").lstrip("/")
    return "word/document.xml"


def _warnings(root: Element, archive: Archive, folder: str) -> list[Remark]:
    warnings = []
    if any(local(each.tag) in TRACKED for each in root.iter()):
        warnings.append(CHANGES_ACCEPTED)
    if f"{folder}/comments.xml" in archive.names:
        warnings.append(NO_COMMENTS)
    if any(local(each.tag) == "footnoteReference" for each in root.iter()):
        warnings.append(NO_FOOTNOTES)
    return warnings


class _Reader:
    """Walks through a document once, counting paragraphs and tables."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._depths = Depths()
        self._bullet: BlockFormat | None = None
        """What was read last, if it is a bullet that another paragraph can go on."""
        self._tables = 0
        self._pending = Text()
        """Of paragraphs whose end a tracked change took away: they go on in the next one."""

    def lines(self, owner: Element, place: BlockFormat) -> Iterator[tuple[str, BlockFormat]]:
        for element in owner:
            name = name_of(element)
            if name == "p":
                yield from self._paragraph(element, place)
            elif name == "tbl":
                yield from self._read_table(element)
            elif name in WRAPPERS:
                yield from self.lines(element, place)

    def _paragraph(self, element: Element, place: BlockFormat) -> Iterator[tuple[str, BlockFormat]]:
        properties = child(element, "pPr")
        text = self._pending
        read_runs(element, self._styles, self._styles.style_of(properties), text)
        if child(properties, "rPr", "del") is not None:
            return
        self._pending = Text()
        fmt = self._format(properties, text.look(place))
        if str(text).strip():
            self._bullet = fmt if fmt.continues or _is_bullet(fmt) else None
        yield str(text), fmt
        for box in text_boxes(element):
            yield from self.lines(box, place)

    def _format(self, properties: Element | None, fmt: BlockFormat) -> BlockFormat:
        listed = list_place(properties, self._styles, self._numbering)
        number = self._numbering.number(listed.list_id, listed.at) if listed else None
        heading = self._styles.heading_level(properties)
        if heading:
            return replace(fmt, kind="heading", level=heading, number=number)
        if listed and number:
            level = self._depths.level(listed)
            return replace(fmt, kind="list-item", level=level, number=number)
        if self._bullet and self._styles.continues_list(self._styles.style_of(properties)):
            return replace(fmt, kind="list-item", level=self._bullet.level, continues=True)
        return replace(fmt, indent=_steps(properties))

    def _read_table(self, table: Element) -> Iterator[tuple[str, BlockFormat]]:
        at, self._tables = self._tables, self._tables + 1
        rows = [row for row in _unwrapped(table, "tr") if child(row, "trPr", "del") is None]
        if len(rows) > MOST_ROWS:
            raise too_large("rows", MOST_ROWS)
        for number, row in enumerate(rows):
            found = self._row(row, BlockFormat(kind="cell", table=at, row=number))
            head = _is_marked_head(row)
            yield from ((text, replace(fmt, header=head)) for text, fmt in found)

    def _row(self, row: Element, place: BlockFormat) -> Iterator[tuple[str, BlockFormat]]:
        column = 0
        for cell in _unwrapped(row, "tc"):
            self._bullet = None
            if child(cell, "tcPr", "cellDel") is None:
                yield from self.lines(cell, replace(place, column=column))
            span = attribute(child(cell, "tcPr", "gridSpan"), "val") or "1"
            column += int(span) if span.isdecimal() else 1
            if column > MOST_COLUMNS:
                raise too_large("columns", MOST_COLUMNS)


def _steps(properties: Element | None) -> int:
    """Return how far a paragraph is set in, in steps of half a centimetre or so."""
    indent = child(properties, "ind")
    twips = attribute(indent, "left") or attribute(indent, "start") or "0"
    return min(int(twips) // INDENT, DEEPEST) if twips.isdecimal() else 0


def _is_bullet(fmt: BlockFormat) -> bool:
    number = fmt.number or "0"
    return number == "o" or not any(each.isalnum() for each in number)


def _unwrapped(owner: Element, wanted: str) -> Iterator[Element]:
    for element in owner:
        if name_of(element) == wanted:
            yield element
        elif name_of(element) in WRAPPERS:
            yield from _unwrapped(element, wanted)


def _is_marked_head(row: Element) -> bool:
    head = child(row, "trPr", "tblHeader")
    return head is not None and attribute(head, "val") not in OFF


READER = Reader(
    kind="docx",
    names=("Word (docx)", "Word (docx)"),
    extensions=(".docx", ".docm", ".dotx", ".dotm"),
    recognises=lambda file: "word" in file.folders,
    read=_read,
    order=2,
)
