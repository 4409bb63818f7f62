"""NDJSON: an entry a line, loaded from as it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app.imports.files.faults import unreadable
from app.imports.files.format import LONGEST_LINE, FileFormat
from app.imports.files.formats.json_list import BEGIN
from app.imports.files.rejects import marked_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import IO

    from app.imports.files.format import FileHead
    from app.imports.files.rejects import Reject


def _recognises(head: FileHead) -> bool:
    if not head.text.startswith("{") or not _first_line_is_row(head):
        return False
    if not head.encoding.startswith("utf-8"):  # its lines are found by bytes
        name = head.encoding.upper()
        raise unreadable("ndjson-encoding", name, encoding=name)
    return True


def _first_line_is_row(head: FileHead) -> bool:
    """Return whether the first line is an object of its own, and not one that holds all entries."""
    with head.path.open(encoding=head.encoding, errors="replace", newline="\n") as file:
        lines = (line for line in iter(lambda: file.readline(LONGEST_LINE), "") if line.strip())
        first = next(lines, "")
        more = bool(next(lines, ""))
    if len(first) == LONGEST_LINE and not first.endswith("\n"):  # cut: reported as a row
        return not BEGIN.match(first)
    try:
        found = json.loads(first)
    except (ValueError, RecursionError):
        return more and first.rstrip().endswith("}")  # a broken row is reported as a row
    return not (isinstance(found, dict) and isinstance(found.get("entries"), list))


def _write(_fields: Sequence[str], rejects: Iterable[Reject], out: IO[bytes]) -> None:
    for place, row in enumerate(marked_rows(rejects)):
        out.write((b"\n" if place else b"") + row)
    out.write(b"\n")  # alone where there are none, as an answer has to hold something


FORMAT = FileFormat(
    kind="ndjson",
    media_type="application/x-ndjson",
    recognises=_recognises,
    read=None,
    write=_write,
    order=2,
)
