"""OpenDocument text: headings, numbered lists, tables; comments and deletions left out."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from harvest.documents.archives import attribute, name_of, open_document, texts_of
from harvest.documents.document import BlockFormat
from harvest.documents.layout import with_heads, without_frames
from harvest.documents.limits import MOST_COLUMNS, MOST_ROWS
from harvest.documents.reader import Contents, Reader
from harvest.documents.readers.odt.lists import ListPlace, Lists, whole_number
from harvest.documents.readers.odt.runs import read_runs, text_boxes
from harvest.documents.readers.odt.styles import Styles
from harvest.documents.remarks import CHANGES_ACCEPTED, NO_COMMENTS, NO_FOOTNOTES
from harvest.documents.runs import Text
from harvest.documents.unreadable import too_large

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.etree.ElementTree import Element

    from harvest.documents.archives import Archive
    from harvest.documents.document import BlockKind, Remark
    from harvest.documents.reader import File

TEXTS = b"application/vnd.oasis.opendocument.text"
MARGINS = {"header", "footer", "header-left", "footer-left", "header-first", "footer-first"}
LEFT_OUT = {"tracked-changes", "sequence-decls", "forms", "variable-decls", "user-field-decls"}
"""What tracked changes took away stands apart in the first."""
ROW_GROUPS = {"table-header-rows", "table-rows", "table-row-group"}


def _read(file: File) -> Contents:
    archive, root, body = open_document(file.data, "text")
    others = archive.xml("styles.xml")
    owners = [*(others if others is not None else ()), *root]
    reader = _Reader(Styles(owners), Lists(owners))
    lines = list(reader.lines(body, BlockFormat()))
    return Contents(with_heads(without_frames(lines)), _warnings(root), _margins(archive))


def _margins(archive: Archive) -> list[str]:
    """Return the paragraphs of heads and feet."""
    root = archive.xml("styles.xml")
    owners = [] if root is None else [each for each in root.iter() if name_of(each) in MARGINS]
    return [text for owner in owners for text in texts_of(owner)]


def _warnings(root: Element) -> list[Remark]:
    names = {name_of(each) for each in root.iter()}
    remarks = {
        "changed-region": CHANGES_ACCEPTED,
        "annotation": NO_COMMENTS,
        "note": NO_FOOTNOTES,
    }
    return [sentence for name, sentence in remarks.items() if name in names]


class _Reader:
    """Walks through a document once, counting list items and tables."""

    def __init__(self, styles: Styles, lists: Lists) -> None:
        self._styles = styles
        self._lists = lists
        self._tables = 0

    def lines(
        self, owner: Iterable[Element], place: BlockFormat
    ) -> Iterator[tuple[str, BlockFormat]]:
        for element in owner:
            name = name_of(element)
            if name in {"p", "h"}:
                yield from self._paragraph(element, place)
            elif name == "list":
                yield from self._list(element, place, ListPlace())
            elif name == "table":
                yield from self._table(element)
            elif name not in LEFT_OUT:
                yield from self.lines(element, place)

    def _paragraph(self, element: Element, place: BlockFormat) -> Iterator[tuple[str, BlockFormat]]:
        text = Text()
        read_runs(element, self._styles, (attribute(element, "style-name"),), text)
        fmt = text.look(place)
        level = attribute(element, "outline-level") if name_of(element) == "h" else None
        if level and level.isdecimal():
            number = fmt.number or self._lists.heading_number(int(level))
            fmt = replace(fmt, kind="heading", level=int(level), number=number)
        yield str(text), fmt
        for box in text_boxes(element):
            yield from self.lines(box, place)

    def _list(
        self, element: Element, place: BlockFormat, at: ListPlace
    ) -> Iterator[tuple[str, BlockFormat]]:
        at = self._lists.begin(element, at)
        for item in element:
            shown = name_of(item) != "list-item"  # a list's header has no number
            for part in item:
                if name_of(part) == "list":
                    inner = replace(at, level=at.level + 1, goes_on=at.goes_on and not shown)
                    yield from self._list(part, place, inner)
                elif name_of(part) not in {"p", "h"} or shown:
                    yield from self.lines([part], place)
                else:
                    shown = True
                    number = self._lists.number(item, at)
                    kind: BlockKind = "list-item" if number else place.kind
                    numbered = replace(place, kind=kind, level=at.level, number=number)
                    yield from self._paragraph(part, numbered if number else place)

    def _table(self, table: Element) -> Iterator[tuple[str, BlockFormat]]:
        at, self._tables = self._tables, self._tables + 1
        for number, (row, header) in enumerate(_rows(table)):
            if number > MOST_ROWS:
                raise too_large("rows", MOST_ROWS)
            place = BlockFormat(kind="cell", table=at, row=number, header=header)
            column = 0
            for cell in row:
                yield from self.lines(cell, replace(place, column=column))
                column += whole_number(attribute(cell, "number-columns-repeated"))
                if column > MOST_COLUMNS:
                    raise too_large("columns", MOST_COLUMNS)


def _rows(owner: Element, *, header: bool = False) -> Iterator[tuple[Element, bool]]:
    for element in owner:
        name = name_of(element)
        if name == "table-row":
            yield element, header
        elif name in ROW_GROUPS:
            yield from _rows(element, header=header or name == "table-header-rows")


READER = Reader(
    kind="odt",
    names=("OpenDocument (odt)", "OpenDocument (odt)"),
    extensions=(".odt",),
    recognises=lambda file: file.is_open_document(TEXTS),
    read=_read,
    order=1,
)
