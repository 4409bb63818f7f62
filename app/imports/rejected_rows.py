"""The rejected rows of an import, read again from its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.errors import Conflict
from app.imports.files.columns import chosen_columns
from app.imports.files.file_type import all_formats
from app.imports.files.rejects import Reject
from app.imports.row_contents import contents_of
from app.imports.service import FILE_MISSING, NOT_ENDED, NOT_READ, get_import
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
        raise Conflict(FILE_MISSING)
    if record.file_kind is None:
        raise Conflict(NOT_READ)
    formats = all_formats()
    read_as = formats[record.file_kind]
    rejects = _rejects(services, record, language)
    heads, chosen = record.columns or (), record.options.get("columns")
    if chosen is not None:  # under their own heads they might not be known again
        heads = [column.head for column in chosen_columns(heads, chosen) if column]
    read_as.write(list(dict.fromkeys(heads)), rejects, out)
    return formats[read_as.written_as or read_as.kind]


def _rejects(services: Services, record: ImportRecord, language: str) -> Iterator[Reject]:
    after = 0
    while True:
        with services.database.read() as connection:
            page = imports.rows(connection, record.pk, after, PAGE, [REJECTED])
        if not page:
            return
        for row, stored in contents_of(services, record, page):
            yield Reject(stored.content, stored.stray, row.errors or (), language, row.row)
        after = page[-1].place
