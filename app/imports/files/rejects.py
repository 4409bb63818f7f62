"""Rejected rows as a file of the same kind, with their errors, to be corrected and loaded again."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any, NamedTuple

import xlsxwriter  # type: ignore[import-untyped]

from app.imports.files.apostrophes import safe_cell
from app.imports.files.cells import cells_of
from app.imports.files.columns import COLUMNS, ERRORS, LINE, REASON, REJECTION
from app.imports.files.templates import DELIMITER, MARK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from typing import IO

    from app.imports.files.columns import Column

MEDIA_TYPES = {
    "ndjson": "application/x-ndjson",
    "json": "application/json",
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
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


def write_rejects(
    kind: str, fields: Sequence[str], rejects: Iterable[Reject], out: IO[bytes]
) -> None:
    """Write rejected rows; `fields` are those of a sheet's columns.

    Stray cells come after the errors, again without head: unchanged, the row is rejected again.
    """
    if kind in ("ndjson", "json"):
        _write_json(kind, rejects, out)
        return
    columns = [_COLUMN_OF[field] for field in fields if field in _COLUMN_OF]
    heads = [column.head for column in (*columns, REJECTION)]
    lines = (_cells(columns, reject) for reject in rejects)
    if kind == "csv":
        _write_csv(heads, lines, out)
    else:
        _write_xlsx(heads, lines, out)


def _write_json(kind: str, rejects: Iterable[Reject], out: IO[bytes]) -> None:
    begin, between, end = (b"", b"\n", b"\n") if kind == "ndjson" else (b"[\n", b",\n", b"\n]\n")
    out.write(begin)
    for place, reject in enumerate(rejects):
        found = reject.content
        row = found if isinstance(found, dict) else {LINE: found}
        marked = {**row, ERRORS: [_sentence(error) for error in reject.errors]}
        out.write((between if place else b"") + json.dumps(marked, ensure_ascii=False).encode())
    out.write(end)


def _write_csv(heads: list[str], lines: Iterator[list[Any]], out: IO[bytes]) -> None:
    text = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    text.write(MARK)
    writer = csv.writer(text, delimiter=DELIMITER)
    writer.writerow(heads)
    writer.writerows([safe_cell(cell) for cell in line] for line in lines)
    text.detach()


def _write_xlsx(heads: list[str], lines: Iterator[list[Any]], out: IO[bytes]) -> None:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet("Exempel")
        text = book.add_format({"num_format": "@"})
        for number, cells in enumerate([heads, *lines]):
            for place, cell in enumerate(cells):
                if cell != "":
                    sheet.write_string(number, place, str(cell), text)


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
