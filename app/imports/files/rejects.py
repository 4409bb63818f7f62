"""Rejected rows with their errors, as they are written to be corrected and loaded again."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from app.imports.files.cells import cells_of
from app.imports.files.columns import COLUMNS, ERRORS, LINE, REASON, REJECTION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from app.imports.files.columns import Column

LONGEST_CELL = 32_767
"""Characters; Excel takes no more, and what is longer would not be written."""
_COLUMN_OF = {column.field: column for column in (*COLUMNS, REASON)}


class Reject(NamedTuple):
    """A rejected row.

    Attributes:
        content: what it held; text when it was no JSON.
        stray: its cells in columns without head.
        errors: what is wrong with it.
    """

    content: object
    stray: Sequence[str]
    errors: Sequence[Mapping[str, Any]]


def marked_rows(rejects: Iterable[Reject]) -> Iterator[bytes]:
    """Yield rejected rows as JSON objects that hold their errors, too."""
    for reject in rejects:
        found = reject.content
        row = found if isinstance(found, dict) else {LINE: found}
        marked = {**row, ERRORS: [_sentence(error) for error in reject.errors]}
        yield json.dumps(marked, ensure_ascii=False).encode()


def sheet_lines(fields: Sequence[str], rejects: Iterable[Reject]) -> Iterator[list[Any]]:
    """Yield the heads of a sheet's columns, and the cells of each rejected row with its errors.

    Stray cells come after the errors, again without head: unchanged, the row is rejected again.
    """
    columns = [_COLUMN_OF[field] for field in fields if field in _COLUMN_OF]
    yield [column.head for column in (*columns, REJECTION)]
    yield from (_cells(columns, reject) for reject in rejects)


def _cells(columns: Sequence[Column], reject: Reject) -> list[Any]:
    row = reject.content if isinstance(reject.content, dict) else {}
    errors = " ".join(map(_sentence, reject.errors))[:LONGEST_CELL]
    return [*cells_of(columns, row), errors, *reject.stray]  # without head, or they would be lost


def _sentence(error: Mapping[str, Any]) -> str:
    """Tell a fault in Swedish, by the head of its column."""
    field = ".".join(part for part in error["pointer"].split("/") if part and not part.isdigit())
    column = _COLUMN_OF.get(field)
    place = f"{column.head if column else field}: " if field else ""
    value = f" Värde: {error['value']}." if error["value"] else ""
    nearest = f" Närmast: {', '.join(error['nearest'])}." if error["nearest"] else ""
    return f"{place}{error['sv']}{value}{nearest}"
