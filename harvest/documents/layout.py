"""Tables that only lay out a page, and heads that no mark tells."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harvest.documents.document import BlockFormat


def without_frames(lines: Sequence[tuple[str, BlockFormat]]) -> list[tuple[str, BlockFormat]]:
    """Make what stands in a table of one column ordinary text, and count the other tables anew."""
    columns: dict[int, set[int | None]] = defaultdict(set)
    for text, fmt in lines:
        if fmt.table is not None and text.strip():
            columns[fmt.table].add(fmt.column)
    tables = [table for table in sorted(columns) if len(columns[table]) > 1]
    return [(text, _placed(fmt, tables)) for text, fmt in lines]


def _placed(fmt: BlockFormat, tables: Sequence[int]) -> BlockFormat:
    if fmt.table is None:
        return fmt
    if fmt.table in tables:
        return replace(fmt, table=tables.index(fmt.table))
    kind = "paragraph" if fmt.kind == "cell" else fmt.kind
    return replace(fmt, kind=kind, table=None, row=None, column=None, header=False)


def with_heads(lines: Sequence[tuple[str, BlockFormat]]) -> list[tuple[str, BlockFormat]]:
    """Mark the first row of a table as its head if all of it is bold and no head is marked."""
    marked = {fmt.table for _, fmt in lines if fmt.header}
    plain: dict[int, bool] = {}
    for text, fmt in lines:
        if fmt.table is not None and fmt.row == 0 and text.strip():
            plain[fmt.table] = plain.get(fmt.table, False) or not fmt.bold
    heads = {table for table, is_plain in plain.items() if not is_plain} - marked
    return [
        (text, replace(fmt, header=True) if fmt.table in heads and fmt.row == 0 else fmt)
        for text, fmt in lines
    ]
