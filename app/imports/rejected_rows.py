"""The rejected rows of an import, read again from its file."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app.errors import Conflict
from app.imports.files.file_type import all_formats
from app.imports.files.rejects import Reject
from app.imports.files.strict_json import DECODER
from app.imports.rows import CUT
from app.imports.service import FILE_GONE, NOT_ENDED, NOT_READ, get_import
from app.uploads import rows_path, upload_path
from catalogue import imports
from catalogue.jobs import UNDER_WAY
from catalogue.loading.rows import REJECTED

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

    from app.imports.files.format import FileFormat
    from app.wiring import Services
    from catalogue.imports import ImportRecord

PAGE = 500


def write_rejected(
    services: Services, import_id: str, out: IO[bytes], language: str = "sv"
) -> FileFormat:
    """Write the rejected rows as a file like the import's own; return the format of that.

    `language` is that of the reasons: sv or en.

    Raises:
        NotFound: there is no such import.
        Conflict: it has not ended, its file could not be read, or is deleted.
    """
    found = get_import(services, import_id)
    record = found.record
    if found.state in UNDER_WAY:
        raise Conflict(NOT_ENDED)
    if record.file_removed_at is not None:
        raise Conflict(FILE_GONE)
    if record.file_kind is None:
        raise Conflict(NOT_READ)
    formats = all_formats()
    read_as = formats[record.file_kind]
    rejects = _rejects(services, record, language, in_place=read_as.read is None)
    read_as.write(record.columns or (), rejects, out)
    return formats[read_as.written_as or read_as.kind]


def _rejects(
    services: Services, record: ImportRecord, language: str, *, in_place: bool
) -> Iterator[Reject]:
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
                yield Reject(*_content(line, in_place=in_place), row.errors or (), language)
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
