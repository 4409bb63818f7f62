"""Finding out what a handed-in file is, and bringing its rows into a shape to load from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

from app.imports.files.conversion import MOST_ROWS, convert
from app.imports.files.faults import FileFault, UnreadableFile, unreadable
from app.imports.files.file_type import all_formats, format_of
from app.imports.rows import RawRow, lines_of, raw_lines, raw_rows
from app.sandbox.parent import SandboxFailure, SandboxLimits, run_sandboxed

SECONDS, MEMORY = 20, 400_000_000
"""For a small file."""
PER_MEGABYTE = 1
"""Seconds of the processor more for each megabyte."""
MEGABYTE = 1_000_000
FAULTS = {
    "time": "reading-time",
    "clock": "reading-clock",
    "memory": "reading-memory",
    "size": "too-many-rows",
}
"""What a file can be blamed for: the disk and a reader that breaks are ours to mend."""


class ReadFile(NamedTuple):
    """A file that has been read.

    Attributes:
        kind: of its format.
        total: rows.
        columns: a sheet's heads as they were sent, else empty.
    """

    kind: str
    total: int
    columns: list[str]


def read_file(
    source: Path,
    rows: Path,
    alive: Callable[[], None],
    chosen: Mapping[str, str] | None = None,
) -> ReadFile:
    """Bring the rows of a file into `rows`; what has a row a line is loaded from as it is.

    `chosen` is how somebody wants a sheet's columns understood: see `chosen_columns`.

    Raises:
        UnreadableFile: with one reason, and what to do about it.
        SandboxFailure, OSError: something of ours broke; the file may be as it should.
    """
    format_ = format_of(source)
    if format_.read is None:
        return ReadFile(format_.kind, _count_rows(source), [])
    size = source.stat().st_size
    limits = SandboxLimits(
        seconds=SECONDS + size // MEGABYTE * PER_MEGABYTE,
        memory=MEMORY + size * format_.memory,
    )
    try:
        sent = [format_.kind, str(source), str(rows), chosen]
        found = run_sandboxed(convert, sent, limits, alive)
    except SandboxFailure as failure:
        if failure.reason not in FAULTS:
            raise
        raise unreadable(FAULTS[failure.reason], limit=MOST_ROWS) from failure
    if fault := found.get("fault"):
        raise UnreadableFile(FileFault(**fault | {"nearest": tuple(fault["nearest"])}))
    return ReadFile(format_.kind, found["rows"], found["heads"])


def _count_rows(path: Path) -> int:
    written = (line for line in lines_of(path) if line.strip())
    total = sum(1 for _ in islice(written, MOST_ROWS + 1))
    if total > MOST_ROWS:
        raise unreadable("too-many-rows", limit=MOST_ROWS)
    if not total:
        raise unreadable("empty-file")
    return total


def stored_fault(error: UnreadableFile) -> dict[str, Any]:
    """Return the fault as an import keeps it."""
    return {**asdict(error.fault), "nearest": list(error.fault.nearest)}


def raw_of(kind: str, source: Path, rows: Path, position: int, place: int) -> Iterator[RawRow]:
    """Yield the rows of a read file from a place on."""
    format_ = all_formats()[kind]
    if format_.read is None:
        return raw_lines(lines_of(source, position), position, place)
    return raw_rows(lines_of(rows, position), position, place, of_sheet=format_.is_sheet)
