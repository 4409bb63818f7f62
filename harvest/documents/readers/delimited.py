"""CSV: any usual delimiter and encoding, quoted line breaks, comments before the head row."""

from __future__ import annotations

import csv
from io import StringIO
from itertools import dropwhile
from typing import TYPE_CHECKING

from harvest.documents.grid import grid_lines
from harvest.documents.limits import LONGEST_TEXT, MOST_ROWS
from harvest.documents.reader import Contents, Reader
from harvest.documents.unreadable import damaged, too_large

if TYPE_CHECKING:
    from harvest.documents.reader import File

DELIMITERS = ";\t,|"
LOOKED_AT = 50
"""Rows that the delimiter is chosen by."""
FEWEST_COLUMNS = 3
"""Of a table, else commas in ordinary text would make one; two where rows agree on it."""
FEWEST_ROWS = 2
"""A head and a row."""
AGREEING = 0.8
"""Share of the rows that have as many cells as most have."""


def delimiter_of(text: str) -> str | None:
    """Return what parts the cells of a text; None when it is no table."""
    fits = {mark: _fit(text, mark) for mark in DELIMITERS}
    best = max(DELIMITERS, key=lambda mark: fits[mark])
    columns, share = fits[best][1], fits[best][0]
    enough = columns >= FEWEST_COLUMNS or (columns > 1 and best in ";\t|")
    return best if enough and share >= AGREEING else None


def _fit(text: str, mark: str) -> tuple[float, int]:
    """Return the share of rows that agree on a number of cells above one, and that number."""
    rows = list(dropwhile(_is_comment, filter(None, _some_rows(text, mark))))
    counts = [len(row) for row in rows]
    if len(counts) < FEWEST_ROWS or _is_prose(rows):
        return 0, 0
    usual = max(set(counts), key=lambda count: (counts.count(count), count))
    return (counts.count(usual) / len(counts), usual) if usual > 1 else (0, 0)


def _some_rows(text: str, mark: str) -> list[list[str]]:
    csv.field_size_limit(LONGEST_TEXT)
    rows = []
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=mark, strict=True):
            rows.append(row)
            if len(rows) >= LOOKED_AT:
                break
    except csv.Error:
        return []
    return rows


def _is_prose(rows: list[list[str]]) -> bool:
    """Return whether the mark stands as in ordinary text: before a space."""
    later = [cell for row in rows for cell in row[1:]]
    return sum(cell.startswith(" ") for cell in later) > len(later) / 2


def _is_comment(row: list[str]) -> bool:
    return len(row) == 1 or row[0].startswith(("#", "sep="))


def _recognises(file: File) -> bool:
    return file.prose is not None and delimiter_of(file.text) is not None


def _read(file: File) -> Contents:
    csv.field_size_limit(LONGEST_TEXT)
    delimiter = delimiter_of(file.text) or DELIMITERS[0]
    rows: list[list[str]] = []
    try:
        for row in csv.reader(StringIO(file.text, newline=""), delimiter=delimiter, strict=True):
            rows.append(row)
            if len(rows) > MOST_ROWS:
                raise too_large("rows", MOST_ROWS)
    except csv.Error as error:
        raise damaged("CSV") from error
    if rows and rows[0] and rows[0][0].startswith("sep="):  # which Excel reads, and hides
        rows = rows[1:]
    return Contents(list(grid_lines(rows, 0)))


READER = Reader(
    kind="csv",
    names=("CSV", "CSV"),
    extensions=(".csv", ".tsv", ".txt"),
    recognises=_recognises,
    read=_read,
    order=8,
)
