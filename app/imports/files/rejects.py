"""Rejected rows with their errors, as they are written to be corrected and loaded again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from app.imports.files.cells import cells_of
from app.imports.files.columns import (
    ERRORS,
    LINE,
    NUMBER,
    REJECTION,
    ROW,
    Column,
    column_of,
    field_of,
    heads_of,
)

LONGEST_CELL = 32_767
"""Characters; Excel takes no more, and what is longer would not be written."""
WORDS = {"sv": ("Värde", "Närmast"), "en": ("Value", "Nearest")}
OF_FIELDS: Mapping[str, str] = {}
"""What NDJSON calls its fields: by their own names."""


ADDED = (ROW, REJECTION)
"""Columns that a file of rejected rows has more, headed in the language of the others."""


class Reject(NamedTuple):
    """A rejected row.

    Attributes:
        content: what it held; text when it was no JSON.
        stray: its cells in columns without head.
        errors: what is wrong with it.
        language: of those words, sv or en.
        number: which row of the file it was, as people see it.
    """

    content: object
    stray: Sequence[str]
    errors: Sequence[Mapping[str, Any]]
    language: str = "sv"
    number: int | None = None


def marked_rows(rejects: Iterable[Reject]) -> Iterator[bytes]:
    """Yield rejected rows as JSON objects that hold their errors, too."""
    for reject in rejects:
        found = reject.content
        row = found if isinstance(found, dict) else {LINE: found}
        marked = {**row, NUMBER: reject.number, ERRORS: _sentences(reject, OF_FIELDS)}
        yield json.dumps(marked, ensure_ascii=False).encode()


def sheet_lines(heads: Sequence[str], rejects: Iterable[Reject]) -> Iterator[list[Any]]:
    """Yield the heads of a sheet's columns, and the cells of each rejected row.

    Its number and its errors come last. `heads` are those that were sent, or fields. Stray cells
    come after the errors, again without head: unchanged, the row is rejected again.
    """
    known = [(head, column_of(head)) for head in heads]
    sent = {head: column for head, column in known if column and column not in ADDED}
    swedish = any(head == column.head != column.field for head, column in sent.items())
    yield [*sent, *(each.head if swedish else each.field for each in ADDED)]
    named = heads_of(sent)
    yield from (_cells(tuple(sent.values()), named, reject) for reject in rejects)


def _cells(columns: Sequence[Column], named: Mapping[str, str], reject: Reject) -> list[Any]:
    row = reject.content if isinstance(reject.content, dict) else {}
    errors = " ".join(_sentences(reject, named))[:LONGEST_CELL]
    number = "" if reject.number is None else reject.number
    # what is stray stays without head, or it would be lost
    return [*cells_of(columns, row), number, errors, *reject.stray]


def _sentences(reject: Reject, named: Mapping[str, str]) -> list[str]:
    return [_sentence(error, named, reject.language) for error in reject.errors]


def _sentence(error: Mapping[str, Any], named: Mapping[str, str], language: str) -> str:
    """Tell a fault by the head of its column."""
    value_is, nearest_are = WORDS[language]
    field = field_of(error["pointer"])
    place = f"{named.get(field, field)}: " if field else ""
    value = f" {value_is}: {error['value']}." if error["value"] else ""
    nearest = f" {nearest_are}: {', '.join(error['nearest'])}." if error["nearest"] else ""
    return f"{place}{error[language]}{value}{nearest}"
