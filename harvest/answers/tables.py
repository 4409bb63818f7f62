"""Where an answer stands when the question stands in a table: beside it, or below."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harvest.documents.document import Block


def of_the_marker(question: Block, body: Sequence[Block], lines: Sequence[Block]) -> list[Block]:
    """Return which of the lines after a question are its answer.

    Beside a question in a table: its row, and rows below that begin in a later column. Where no
    row of the table has anything beside it: the rest of the table, or what follows the table.

    Args:
        question: the line that asks.
        body: the lines up to the next question.
        lines: all of the document.
    """
    if question.table is None or question.column is None:
        return list(body)
    in_table = [line for line in body if line.table == question.table]
    row = [line for line in in_table if line.row == question.row]
    if not row:
        beside = any(
            line.table == question.table and (line.column or 0) > question.column for line in lines
        )
        return in_table or ([] if beside else list(body))
    labelled = {line.row for line in in_table if (line.column or 0) <= question.column}
    first_labelled = min((row for row in labelled if row != question.row and row), default=None)
    return [
        line
        for line in in_table
        if first_labelled is None or (line.row is not None and line.row < first_labelled)
    ]
