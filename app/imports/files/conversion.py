"""A file of any kind into one row a line; runs in a sandboxed process."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.imports.files.cells import is_empty, row_of, stray_cells
from app.imports.files.columns import LONGEST_HEAD, columns_of
from app.imports.files.faults import UnreadableFile, unreadable
from app.imports.files.file_type import all_formats

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from app.imports.files.columns import Column

MOST_ROWS = 1_000_000
"""Of any file."""
STRAY_CELLS = "stray-cells"


def convert(kind: str, source: str, target: str) -> dict[str, Any]:
    """Write the rows of `source` to `target`, a line `[row number, row]` each.

    A row with cells that no column has a head for goes on with `STRAY_CELLS` and those cells.

    Returns {"rows": how many, "heads": a sheet's heads as they were sent}, or {"fault": ...}.
    """
    try:
        return _converted(kind, Path(source), Path(target))
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


def _converted(kind: str, source: Path, target: Path) -> dict[str, Any]:
    format_ = all_formats()[kind]
    assert format_.read is not None, "what is loaded as it is needs no conversion"  # noqa: S101
    found = format_.read(source)
    if not format_.is_sheet:
        return {"rows": _write(target, found), "heads": []}
    filled = ((number, row) for number, row in found if not all(map(is_empty, row)))
    _, heads = next(filled, (0, []))
    sent = _trimmed(heads)
    columns = columns_of(sent)
    rows = (_row(columns, number, row) for number, row in filled)
    return {"rows": _write(target, rows), "heads": _as_sent(sent, columns)}


def _as_sent(heads: Sequence[str], columns: Sequence[Column | None]) -> list[str]:
    return [
        head if len(head) <= LONGEST_HEAD else column.head
        for head, column in zip(heads, columns, strict=True)
        if column
    ]


def _row(columns: Sequence[Column | None], number: int, cells: Sequence[object]) -> tuple[Any, ...]:
    row, stray = row_of(columns, cells), stray_cells(columns, cells)
    return (number, row, STRAY_CELLS, stray) if stray else (number, row)


def _trimmed(heads: Iterable[object]) -> list[str]:
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
