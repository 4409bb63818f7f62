"""The files of a dump: written page by page, summed up on the way, safe on disk when closed."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any, Protocol, TextIO

from app.imports.files.apostrophes import safe_cell
from app.imports.files.cells import cells_of
from app.imports.files.columns import COLUMNS, STATE
from catalogue.dumps import DumpFile

NDJSON = "entries.ndjson.gz"
CSV = "entries.csv"
TURTLE = "entries.ttl.gz"
MEDIA_TYPES = {NDJSON: "application/gzip", CSV: "text/csv", TURTLE: "application/gzip"}
"""Name of a file -> its media type; every dump has all of them."""
GZIP_LEVEL = 6


class _Summed(io.RawIOBase):
    """Passes bytes on to a file and keeps their number and sum."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file
        self._sum = hashlib.sha256()
        self.size = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:  # noqa: ANN401  as upstream: any buffer
        self._sum.update(data)
        self.size += len(data)
        return self._file.write(data)

    def as_dump_file(self, name: str) -> DumpFile:
        """Return what is known of the file; everything must have been written."""
        return DumpFile(name, self.size, self._sum.hexdigest())


class Statements(Protocol):
    """Writes entries as RDF, in Turtle: `heads` first, then one entry after the other."""

    heads: str

    def of(self, entry: Mapping[str, Any]) -> str:
        """Return the statements about an entry, and about what it names for the first time."""
        ...


class DumpWriter:
    """Writes entries into all files at once."""

    def __init__(
        self, lines: gzip.GzipFile, sheet: Sheet, graph: gzip.GzipFile, rdf: Statements
    ) -> None:
        self._lines = lines
        self._sheet = sheet
        self._graph = graph
        self._rdf = rdf
        self.entries = 0
        graph.write(rdf.heads.encode())

    def write(self, entry: Mapping[str, Any]) -> None:
        """Write one entry's public JSON."""
        line = json.dumps(entry, ensure_ascii=False, separators=(",", ":"))
        self._lines.write(line.encode() + b"\n")
        self._sheet.write(entry)
        self._graph.write(self._rdf.of(entry).encode())
        self.entries += 1


@contextmanager
def writing_files(
    folder: Path, rdf: Statements, report: Callable[[DumpFile], None]
) -> Iterator[DumpWriter]:
    """Return what writes the files of a dump; `written` gets each when it is whole and on disk."""
    with ExitStack() as stack:
        lines, graph = (
            stack.enter_context(gzip.GzipFile("", "wb", GZIP_LEVEL, packed, mtime=0))
            for packed in (
                stack.enter_context(_file(folder / name, report)) for name in (NDJSON, TURTLE)
            )
        )
        plain = io.BufferedWriter(stack.enter_context(_file(folder / CSV, report)))
        text = stack.enter_context(io.TextIOWrapper(plain, encoding="utf-8", newline=""))
        yield DumpWriter(lines, Sheet(text), graph, rdf)


@contextmanager
def _file(path: Path, report: Callable[[DumpFile], None]) -> Iterator[_Summed]:
    with path.open("wb") as file:
        summed = _Summed(file)
        yield summed
        file.flush()
        os.fsync(file.fileno())
    report(summed.as_dump_file(path.name))


def move_into_place(draft: Path, final: Path) -> None:
    """Give a folder of whole files its final name, in one step that outlasts a crash."""
    _sync_folder(draft)
    draft.rename(final)
    _sync_folder(final.parent)


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # folders cannot be opened there
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


BOM = "\ufeff"
"""Without it spreadsheets take UTF-8 for a Western code page."""
_LOADED = tuple(column for column in COLUMNS if column.content != "evidence")
"""The columns of a load; quotes would be the longest part and are in the NDJSON."""


class Sheet:
    """Writes RFC 4180: commas, CRLF, quotes where needed."""

    def __init__(self, file: TextIO) -> None:
        file.write(BOM)
        self._writer = csv.writer(file, lineterminator="\r\n")
        self._writer.writerow([column.field for column in (*_LOADED, *STATE)])

    def write(self, entry: Mapping[str, Any]) -> None:
        """Write an entry's public JSON as a line; relations are those it names itself."""
        outgoing = [each for each in entry["relations"] if each["direction"] == "outgoing"]
        cells = cells_of((*_LOADED, *STATE), {**entry, "relations": outgoing})
        self._writer.writerow([safe_cell(cell) for cell in cells])
