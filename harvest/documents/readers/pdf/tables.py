"""Tables of a PDF that go on over pages, as one; numbered through the file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harvest.documents.readers.pdf.pages import PageLine


def with_whole_tables(pages: Sequence[Sequence[PageLine]]) -> list[PageLine]:
    """Number the tables of all pages; one that begins a page goes on with the one before it.

    A row whose first cell is empty at the top of a page goes on with the last row before it.
    """
    whole: list[PageLine] = []
    table, rows = -1, 0
    for page in pages:
        own: int | None = None
        for line in page:
            if line.cell is None:
                whole.append(line)
                continue
            if line.cell[0] != own:
                own = line.cell[0]
                if not _goes_on(whole, line, first=line is page[0]):
                    table, rows = table + 1, 0
                else:
                    rows = _last_row(whole) + (1 if line.cell[2] == 0 else 0)
            whole.append(replace(line, cell=(table, rows + line.cell[1], line.cell[2])))
    return whole


def _goes_on(whole: Sequence[PageLine], line: PageLine, *, first: bool) -> bool:
    return first and bool(whole) and whole[-1].cell is not None and whole[-1].page != line.page


def _last_row(whole: Sequence[PageLine]) -> int:
    cell = whole[-1].cell
    return cell[1] if cell else 0
