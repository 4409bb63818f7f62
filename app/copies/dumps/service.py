"""Dumps: everything public at one position of the ledger, as files to copy."""

from __future__ import annotations

import shutil
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from app.availability import reading
from app.copies.dumps.files import MEDIA_TYPES, move_into_place, writing_files
from app.copies.linked.dumped import EntryStatements
from app.copies.linked.names import Names
from app.entries.damage import intact, log_entry_on_error
from app.entries.documents import public_entry, timestamp
from app.errors import Message, NotFound
from catalogue import dumps, entries, feed, ledger
from catalogue.dumps import DumpFile, DumpRecord
from catalogue.identifiers import uuid7
from catalogue.locks import Lock
from catalogue.writer_lock import WAIT_SECONDS, writer_lock
from record.lists import DEFAULT_LICENCE

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from sqlalchemy import Connection

    from app.copies.dumps.files import DumpWriter
    from app.wiring import Services

PAGE = 500
"""Entries read from the rows at a time."""
SCHEMA_VERSION = "6"
"""Of an entry's JSON; raise it when a field is added, renamed, dropped or means another thing."""
FIELDS_OF_SCHEMA_VERSION = "cf1d0bd7"
"""Beginning of the SHA-256 of the names of all fields of that version."""
DRAFT = ".part"
"""What the name of a folder ends with until its files are whole."""
NO_SUCH_DUMP = Message(
    sv="Det finns ingen sådan dump; äldre dumpar tas bort. /dumps räknar upp dem som finns.",
    en="There is no such dump; older ones are removed. /dumps lists those there are.",
)


def _ignore_progress(_entries: int) -> None:
    """Show nothing."""


def folder_of(services: Services) -> Path:
    """Return the folder that dumps lie in, one folder each."""
    return services.settings.data / "dumps"


def published(services: Services) -> int:
    """Return how many entries a dump would hold now."""
    with services.database.read() as connection:
        return entries.count_published(connection)


def make_dump(
    services: Services,
    progress: Callable[[int], None] = _ignore_progress,
    patience: float = WAIT_SECONDS,
) -> DumpRecord:
    """Write a dump, then remove those that are too many; `progress` gets entries just written.

    Raises:
        LockTimeout: another one was being written for `patience` seconds.
    """
    with _dump_lock(services, patience):
        record = _write(services, progress)
        _keep(services, services.settings.dumps_kept)
        return record


def renew_dump(
    services: Services, progress: Callable[[int], None] = _ignore_progress
) -> DumpRecord:
    """Write a dump and remove all others: what was erased from the rows is in no file after it."""
    with _dump_lock(services, WAIT_SECONDS):
        record = _write(services, progress)
        _keep(services, 1)
        return record


def list_dumps(services: Services) -> list[dict[str, Any]]:
    """Return the manifests of the dumps whose files lie here, latest first.

    Rows without files are those of a restored backup, or of a host that shares no data folder.
    """
    folder = folder_of(services)
    with reading(services.database) as connection:
        found = dumps.list_all(connection)
    return [_manifest(record) for record in found if (folder / record.id).is_dir()]


def get_manifest(services: Services, dump_id: str) -> dict[str, Any]:
    """Return the manifest of a dump.

    Raises:
        NotFound: there is none of that id, or no longer.
    """
    found = {each["id"]: each for each in list_dumps(services)}
    if dump_id not in found:
        raise NotFound(NO_SUCH_DUMP)
    return found[dump_id]


def latest_id(services: Services) -> str:
    """Return the id of the latest dump.

    Raises:
        NotFound: there is none yet.
    """
    found = list_dumps(services)
    if not found:
        raise NotFound(NO_SUCH_DUMP)
    return str(found[0]["id"])


def get_file(services: Services, dump_id: str, name: str) -> tuple[Path, dict[str, Any]]:
    """Return where a file of a dump lies, and what the manifest says of it.

    Raises:
        NotFound: there is no such dump or file.
    """
    files = {each["name"]: each for each in get_manifest(services, dump_id)["files"]}
    path = folder_of(services) / dump_id / name
    if name not in files or not path.exists():
        raise NotFound(NO_SUCH_DUMP)
    return path, files[name]


def _dump_lock(services: Services, patience: float) -> AbstractContextManager[None]:
    folder = services.settings.data
    return writer_lock(services.database, folder, patience, lock=Lock.DUMP_WRITER)


def _write(services: Services, progress: Callable[[int], None]) -> DumpRecord:
    """Write all files into a folder of their own, give it its name, then tell the rows."""
    _sweep(services)
    dump_id = uuid7()
    draft = folder_of(services) / f"{dump_id}{DRAFT}"
    draft.mkdir(parents=True, mode=0o700)
    files: list[DumpFile] = []
    begun = datetime.now(UTC)
    names = Names(services.settings.public_url, "")  # of things, whatever address the API has
    rdf = EntryStatements(services.vocabularies, names)
    try:
        with services.database.read() as connection:
            # One moment: what the ledger says of it is what the rows hold, page after page.
            seq = ledger.last_public_seq(connection)
            mark = feed.mark(connection, seq) or ""
            with writing_files(draft, rdf, files.append) as writer:
                _write_entries(connection, writer, names, progress)
        move_into_place(draft, folder_of(services) / dump_id)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    in_order = tuple(sorted(files, key=lambda file: list(MEDIA_TYPES).index(file.name)))
    record = DumpRecord(dump_id, begun, seq, mark, writer.entries, SCHEMA_VERSION, in_order)
    with services.database.write() as unit:
        dumps.create(unit, record)
    return record


def _write_entries(
    connection: Connection, writer: DumpWriter, names: Names, progress: Callable[[int], None]
) -> None:
    after = 0
    while page := entries.published_page(connection, after, PAGE):
        for record in intact(page):
            with log_entry_on_error(record):
                writer.write({**public_entry(record), "uri": names.entry(record.id)})
        progress(len(page))
        after = page[-1].pk


def _keep(services: Services, number: int) -> None:
    """Remove all but the latest dumps: first from the rows, so that nobody is sent to no file."""
    with services.database.read() as connection:
        surplus = [record.id for record in dumps.list_all(connection)[number:]]
    with services.database.write() as unit:
        dumps.remove(unit, surplus)
    _sweep(services)


def _sweep(services: Services) -> None:
    """Remove what no row tells of: surplus dumps, and what killed processes left behind."""
    with services.database.read() as connection:
        known = {record.id for record in dumps.list_all(connection)}
    with suppress(FileNotFoundError):
        for path in list(folder_of(services).iterdir()):
            if path.name not in known:
                shutil.rmtree(path, ignore_errors=True)


def _manifest(record: DumpRecord) -> dict[str, Any]:
    return {
        "id": record.id,
        "createdAt": timestamp(record.created_at),
        "seq": record.seq,
        "mark": record.mark,
        "count": record.entries,
        "schemaVersion": record.schema_version,
        "licence": DEFAULT_LICENCE,
        "files": [
            {
                "name": file.name,
                "mediaType": MEDIA_TYPES[file.name],
                "bytes": file.bytes,
                "checksum": file.sha256,
            }
            for file in record.files
        ],
    }
