"""The rejected rows of an import, read again from its file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app.errors import Conflict
from app.imports.files.file_type import all_formats
from app.imports.files.rejects import Reject
from app.imports.files.strict_json import DECODER
from app.imports.rows import CUT
from app.imports.service import FILE_GONE, get_import
from app.uploads import rows_path, upload_path
from catalogue import imports
from catalogue.loading.rows import REJECTED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

    from app.imports.files.format import FileFormat
    from app.wiring import Services
    from catalogue.imports import ImportRecord

PAGE = 500


def write_rejected(services: Services, import_id: str, out: IO[bytes]) -> FileFormat:
    """Write the rejected rows as a file like the import's own; return the format of that.

    Raises:
        NotFound: there is no such import.
        Conflict: its file is deleted.
    """
    record = get_import(services, import_id).record
    if record.file_removed_at is not None:
        raise Conflict(FILE_GONE)
    formats = all_formats()
    read_as = formats[record.file_kind or "ndjson"]
    rejects = _rejects(services, record, in_place=read_as.read is None)
    read_as.write(record.columns or (), rejects, out)
    return formats[read_as.written_as or read_as.kind]


def _rejects(services: Services, record: ImportRecord, *, in_place: bool) -> Iterator[Reject]:
    path = (upload_path if in_place else rows_path)(services.settings, record.id)
    after = 0
    while True:
        with services.database.read() as connection:
            page = imports.rows(connection, record.pk, after, PAGE, [REJECTED])
        if not page:
            return
        with path.open("rb") as file:
            for row in page:
                file.seek(row.position)
                line = file.readline(CUT) if in_place else file.readline()
                yield Reject(*_content(line, in_place=in_place), row.errors or ())
        after = page[-1].place


def _content(line: bytes, *, in_place: bool) -> tuple[object, list[str]]:
    """Return what a row held, and its cells in columns without head."""
    text = line.decode("utf-8-sig", "replace")
    if not in_place:
        _, content, *fault_and_stray = json.loads(text)
        return content, next(iter(fault_and_stray[1:]), [])
    try:
        found = DECODER.decode(text)
    except (ValueError, RecursionError):
        return text.rstrip("\r\n"), []
    return found if isinstance(found, dict) else text.rstrip("\r\n"), []
