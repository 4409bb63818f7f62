"""Tables within an answer, with an example or a sector in each row."""

from __future__ import annotations

from collections.abc import Sequence

from harvest.answers.field_names import is_field_name
from harvest.documents.document import Block


def is_table(lines: Sequence[Block]) -> bool:
    """Return whether lines are a table of their own, of several rows and columns."""
    rows = {(line.table, line.row) for line in lines if line.column is not None}
    columns = {line.column for line in lines if line.column is not None}
    return len(rows) > 1 and len(columns) > 1 and all(line.column is not None for line in lines)


def is_head(cell: Block) -> bool:
    """Return whether a cell says what its column holds."""
    return cell.header or is_field_name(cell.text)


def first_column(lines: Sequence[Block]) -> list[Block]:
    """Return the cells of a table that name what its rows are about, without heads."""
    first = min(line.column for line in lines if line.column is not None)
    return [line for line in lines if line.column == first and not is_head(line)]
