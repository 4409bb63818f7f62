"""Tables that only lay out a page, and heads that no mark tells."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harvest.documents.document import Shape


def without_frames(lines: Sequence[tuple[str, Shape]]) -> list[tuple[str, Shape]]:
    """Make what stands in a table of one column ordinary text, and count the other tables anew."""
    columns: dict[int, set[int | None]] = defaultdict(set)
    for text, shape in lines:
        if shape.table is not None and text.strip():
            columns[shape.table].add(shape.column)
    tables = [table for table in sorted(columns) if len(columns[table]) > 1]
    return [(text, _placed(shape, tables)) for text, shape in lines]


def _placed(shape: Shape, tables: Sequence[int]) -> Shape:
    if shape.table is None:
        return shape
    if shape.table in tables:
        return replace(shape, table=tables.index(shape.table))
    kind = "paragraph" if shape.kind == "cell" else shape.kind
    return replace(shape, kind=kind, table=None, row=None, column=None, header=False)


def with_heads(lines: Sequence[tuple[str, Shape]]) -> list[tuple[str, Shape]]:
    """Mark the first row of a table as its head if all of it is bold and no head is marked."""
    marked = {shape.table for _, shape in lines if shape.header}
    plain: dict[int, bool] = {}
    for text, shape in lines:
        if shape.table is not None and shape.row == 0 and text.strip():
            plain[shape.table] = plain.get(shape.table, False) or not shape.bold
    heads = {table for table, is_plain in plain.items() if not is_plain} - marked
    return [
        (text, replace(shape, header=True) if shape.table in heads and shape.row == 0 else shape)
        for text, shape in lines
    ]
