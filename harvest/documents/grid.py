"""Rows of cells, of a sheet or a delimited file, into lines."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from harvest.documents.document import BlockFormat, Remark
from harvest.documents.limits import MOST_COLUMNS, MOST_ROWS
from harvest.documents.unreadable import too_large

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from harvest.documents.document import BlockKind

FEWEST_HEADS = 2
"""Filled cells of a head row; what stands alone above a table is a comment or a title."""
TRUTH = {True: "Ja", False: "Nej"}


def sheet_lines(
    sheets: Iterable[tuple[str, Sequence[Sequence[object]]]],
) -> Iterator[tuple[str, BlockFormat]]:
    """Yield the name of each sheet that holds anything as a heading, and its cells below.

    Raises:
        Unreadable: as for `grid_lines`.
    """
    filled = (
        (name, rows)
        for name, rows in sheets
        if any(any(cell not in {"", None} for cell in row) for row in rows)
    )
    for table, (name, rows) in enumerate(filled):
        yield name, BlockFormat(kind="heading", level=1, table=table)
        yield from grid_lines(rows, table)


def hidden_sheets(names: Sequence[str]) -> list[Remark]:
    """Return what to say of sheets that are not shown; nothing if all are."""
    listed = ", ".join(names)
    remark = Remark(
        f"Dolda blad är inte lästa: {listed}.", f"Hidden sheets were not read: {listed}."
    )
    return [remark] if names else []


def grid_lines(rows: Sequence[Sequence[object]], table: int) -> Iterator[tuple[str, BlockFormat]]:
    """Yield the cells row by row; the first row with several is the head.

    Raises:
        Unreadable: there are more rows or columns than any survey has.
    """
    if len(rows) > MOST_ROWS:
        raise too_large("rows", MOST_ROWS)
    if max(map(len, rows), default=0) > MOST_COLUMNS:
        raise too_large("columns", MOST_COLUMNS)
    texts = [[_text(cell) for cell in row] for row in rows]
    head = next((at for at, row in enumerate(texts) if _filled(row) >= FEWEST_HEADS), len(texts))
    for number, row in enumerate(texts):
        for column, text in enumerate(row):
            kind: BlockKind = "cell" if number >= head else "paragraph"
            place = BlockFormat(
                kind=kind, table=table, row=number, column=column, header=number == head
            )
            yield text, place


def _filled(row: Sequence[str]) -> int:
    return sum(bool(text.strip()) for text in row)


def _text(cell: object) -> str:
    """Return a cell as a Swedish spreadsheet shows it."""
    if isinstance(cell, bool):
        return TRUTH[cell]
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else str(cell).replace(".", ",")
    if isinstance(cell, datetime):
        return str(cell.date() if cell.time() == datetime.min.time() else cell)
    return "" if cell is None else str(cell)
