"""Where an answer stands when the question stands in a table: beside it, or below."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harvest.text import Block


def of_the_marker(question: Block, body: Sequence[Block]) -> list[Block]:
    """Return which of the lines after a question are its answer.

    Beside a question in a table: its row, and rows below that begin in a later column. Where the
    row is empty: the rest of the table, or what follows the table.
    """
    if question.table is None or question.column is None:
        return list(body)
    in_table = [line for line in body if line.table == question.table]
    row = [line for line in in_table if line.row == question.row]
    if not row:
        return in_table or list(body)
    labelled = {line.row for line in in_table if (line.column or 0) <= question.column}
    first_labelled = min((row for row in labelled if row != question.row and row), default=None)
    return [
        line
        for line in in_table
        if first_labelled is None or (line.row is not None and line.row < first_labelled)
    ]
