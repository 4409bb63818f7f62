"""A file of any kind into one row a line; runs in a sandboxed process."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import Any

from app.imports.files.cells import is_empty, row_of, stray_cells, text_of_cell
from app.imports.files.columns import (
    IGNORED,
    LONGEST_HEAD,
    MOST_COLUMNS,
    Column,
    chosen_columns,
    columns_of,
)
from app.imports.files.faults import UnreadableFile, unreadable
from app.imports.files.file_type import all_formats

MOST_ROWS = 1_000_000
"""Of any file."""
STRAY_CELLS = "stray-cells"
TOTALS = {"summa", "totalt", "total", "antal", "sum"}
"""What a row begins with that only counts the others."""
MOST_ABOVE = 10
"""Filled rows among which the heads are looked for, where columns are chosen by hand."""


def convert(
    kind: str, source: str, target: str, chosen: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Write the rows of `source` to `target`, a line `[row number, row]` each.

    A row with cells that no column has a head for goes on with `STRAY_CELLS` and those cells. With
    `chosen` (see `chosen_columns`) unknown columns are not refused: a row goes on with what their
    cells hold, by head.

    Returns {"rows": how many, "heads": a sheet's heads as they were sent}, or {"fault": ...}.
    """
    try:
        return _convert(kind, Path(source), Path(target), chosen)
    except UnreadableFile as error:
        fault = error.fault
        return {
            "fault": {
                "code": fault.code,
                "message_sv": fault.message_sv,
                "message_en": fault.message_en,
                "value": fault.value,
                "nearest": list(fault.nearest),
            }
        }


def _convert(
    kind: str, source: Path, target: Path, chosen: Mapping[str, str] | None
) -> dict[str, Any]:
    format_ = all_formats()[kind]
    assert format_.read is not None, "what is loaded as it is needs no conversion"  # noqa: S101
    found = format_.read(source)
    if not format_.is_sheet:
        return {"rows": _write(target, found), "heads": []}
    filled = ((number, row) for number, row in found if not _is_left_out(row))
    if chosen is not None:
        return _with_chosen_columns(target, filled, chosen)
    _, heads = next(filled, (0, []))
    sent = _without_empty_tail(heads)
    columns = columns_of(sent)
    rows = (_row(columns, number, row) for number, row in filled)
    return {"rows": _write(target, rows), "heads": _as_sent(sent, columns)}


def _is_left_out(cells: Sequence[object]) -> bool:
    """Return whether a row is empty, or only counts the others."""
    filled = [str(cell).strip() for cell in cells if not is_empty(cell)]
    if not filled:
        return True
    first, *others = filled
    return first.rstrip(":").casefold() in TOTALS and all(each[0].isdigit() for each in others)


def _with_chosen_columns(
    target: Path, filled: Iterator[tuple[int, Sequence[object]]], chosen: Mapping[str, str]
) -> dict[str, Any]:
    """Write the rows below the heads: of the first filled rows, the one with most known heads."""
    first = list(islice(filled, MOST_ABOVE))
    names = [_without_empty_tail(cells) for _, cells in first]
    known = [sum(map(bool, chosen_columns(each[:MOST_COLUMNS], chosen))) for each in names]
    place = known.index(max(known)) if known else 0
    heads = names[place] if names else []
    columns = chosen_columns(heads, chosen)
    rows = (
        _row_with_rest(heads, columns, number, cells)
        for number, cells in chain(first[place + 1 :], filled)
    )
    return {"rows": _write(target, rows), "heads": [head[:LONGEST_HEAD] for head in heads]}


def _row_with_rest(
    heads: Sequence[str], columns: Sequence[Column | None], number: int, cells: Sequence[object]
) -> tuple[Any, ...]:
    """Return a row with its stray cells, and with what stands in columns that are not used."""
    unused = {
        head[:LONGEST_HEAD]: text_of_cell(cell)[:LONGEST_HEAD]
        for head, column, cell in zip(heads, columns, cells, strict=False)
        if head and column is None and not is_empty(cell)
    }
    known = [
        column or (IGNORED if head else None) for head, column in zip(heads, columns, strict=True)
    ]
    row, stray = row_of(known, cells), stray_cells(known, cells)
    return (number, row, STRAY_CELLS if stray else None, stray, unused)


def _as_sent(heads: Sequence[str], columns: Sequence[Column | None]) -> list[str]:
    return [
        head if len(head) <= LONGEST_HEAD else column.head
        for head, column in zip(heads, columns, strict=True)
        if column
    ]


def _row(columns: Sequence[Column | None], number: int, cells: Sequence[object]) -> tuple[Any, ...]:
    row, stray = row_of(columns, cells), stray_cells(columns, cells)
    return (number, row, STRAY_CELLS, stray) if stray else (number, row)


def _without_empty_tail(heads: Iterable[object]) -> list[str]:
    names = [str(head or "").strip() for head in heads]
    while names and not names[-1]:
        names.pop()
    return names


def _write(target: Path, rows: Iterator[tuple[Any, ...]]) -> int:
    count = 0
    with target.open("w", encoding="utf-8") as lines:
        for count, row in enumerate(rows, start=1):
            if count > MOST_ROWS:
                raise unreadable("too-many-rows", limit=MOST_ROWS)
            lines.write(json.dumps(row) + "\n")
    if not count:
        raise unreadable("empty-file")
    return count
