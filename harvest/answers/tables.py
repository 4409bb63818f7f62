"""Where an answer stands when the question stands in a table: beside it, or below."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import replace

from harvest.answers.field_names import is_field_name
from harvest.documents.document import Block
from harvest.questions.tables import COMMENT

_ASKS = re.compile(r"\W*(?:fråg(?:a|or|an)|ja\s?(?:/|eller)\s?nej|svar)\b", re.IGNORECASE)
"""Head of a column of questions, or of what is answered to them."""
FEWEST_HEADS, FEWEST_ROWS = 2, 2
"""Columns with the name of a field, and rows below, of a table of examples."""
LONGEST_HEAD = 6
"""Words of what a column is called."""


def tables_of_examples(lines: Sequence[Block]) -> dict[int, list[Block]]:
    """Return the tables that have an example in each row: a head of fields, and rows below.

    What stands above the head is left out; the cells of the head are marked as such.
    """
    tables: dict[int, list[Block]] = defaultdict(list)
    for line in lines:
        if line.table is not None and line.row is not None and line.column is not None:
            tables[line.table].append(line)
    found = {at: _of_examples(table) for at, table in tables.items()}
    return {at: table for at, table in found.items() if table}


def with_heads(lines: Sequence[Block]) -> list[Block]:
    """Return lines with the heads of tables of examples marked, and nothing above those."""
    tables = tables_of_examples(lines)
    in_tables = {each.start: each for table in tables.values() for each in table}
    return [
        in_tables.get(line.start, line) for line in lines if _is_outside(line, tables, in_tables)
    ]


def _is_outside(line: Block, tables: Container[int | None], starts: Container[int]) -> bool:
    return line.table not in tables or line.column is None or line.start in starts


def _of_examples(table: Sequence[Block]) -> list[Block]:
    """Return the head of a table of examples, and its rows; nothing if it is none."""
    rows: dict[int, list[Block]] = defaultdict(list)
    for line in table:
        rows[line.row or 0].append(line)
    head = next((row for row, cells in sorted(rows.items()) if len(cells) > 1), None)
    if head is None:
        return []
    if not _is_head(rows[head]):
        return []
    below = [line for row, cells in sorted(rows.items()) if row > head for line in cells]
    if len({line.row for line in below}) < FEWEST_ROWS:
        return []
    return [*(replace(each, header=True) for each in rows[head]), *below]


def _is_head(cells: Sequence[Block]) -> bool:
    """Return whether half of the cells of a row, or more, are names of fields, and none is long."""
    if any(_ASKS.match(each.text) for each in cells):
        return False
    named = sum(is_field_name(each.text) for each in cells)
    are_short = all(len(each.text.split()) <= LONGEST_HEAD for each in cells)
    return are_short and named >= FEWEST_HEADS and 2 * named >= len(cells)


def last_columns(lines: Iterable[Block]) -> dict[int | None, int]:
    """Return the last column of each table; of no table, 0."""
    last: dict[int | None, int] = defaultdict(int)
    for line in lines:
        last[line.table] = max(last[line.table], line.column or 0)
    return last


def of_the_marker(
    question: Block, body: Sequence[Block], last: Mapping[int | None, int]
) -> list[Block]:
    """Return which of the lines after a question are its answer.

    Beside a question in a table: its row, and rows below that begin in a later column. Where no
    row of the table has anything beside it: the rest of the table, or what follows the table.

    Args:
        question: the line that asks.
        body: the lines up to the next question.
        last: the last column of each table of the document.
    """
    if question.table is None or question.column is None:
        return list(body)
    in_table = [line for line in body if line.table == question.table]
    row = [line for line in in_table if line.row == question.row]
    if not row:
        is_beside_marker = last[question.table] > question.column
        return in_table or ([] if is_beside_marker else list(body))
    labelled = {
        line.row
        for line in in_table
        if (line.column or 0) <= question.column and not COMMENT.fullmatch(line.text)
    }
    first_labelled = min((row for row in labelled if row != question.row and row), default=None)
    return [
        line
        for line in in_table
        if first_labelled is None or (line.row is not None and line.row < first_labelled)
    ]
