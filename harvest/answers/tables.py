"""Where an answer stands when the question stands in a table: beside it, or below."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from harvest.answers.field_names import is_field_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from harvest.documents.document import Block


FEWEST_HEADS, FEWEST_ROWS = 2, 2
"""Columns with the name of a field, and rows below, of a table of examples."""


def tables_of_examples(lines: Sequence[Block]) -> dict[int, list[Block]]:
    """Return the tables that have an example in each row: a head of fields, and rows below."""
    tables: dict[int, list[Block]] = defaultdict(list)
    for line in lines:
        if line.table is not None and line.column is not None:
            tables[line.table].append(line)
    return {at: table for at, table in tables.items() if _is_of_examples(table)}


def _is_of_examples(table: Sequence[Block]) -> bool:
    first = min(line.row or 0 for line in table)
    heads = [line for line in table if line.row == first]
    rows = {line.row for line in table if line.row != first}
    are_fields = all(is_field_name(line.text) for line in heads)
    return are_fields and len(heads) >= FEWEST_HEADS and len(rows) >= FEWEST_ROWS


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
