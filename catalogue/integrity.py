"""Whether the file of an embedded database is as SQLite wrote it, and rows as we wrote them."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, select
from sqlalchemy.exc import DatabaseError

from catalogue.engines import Trouble, trouble_of
from catalogue.records import DamagedRow
from catalogue.tables import Entry, EntryVersion, Link
from record.checking import content_fault, is_evidence

MOST_FAULTS = 10
PAGE = 500
"""Rows held in memory at a time."""


def file_faults(connection: Connection, *, thorough: bool) -> list[str]:
    """Return what SQLite finds damaged in its file, in its own words.

    Reads the file once; a thorough look compares every index with its table, too, and takes
    many times as long. PostgreSQL has programs of its own for that.
    """
    if connection.dialect.name != "sqlite":
        return []
    pragma = "integrity_check" if thorough else "quick_check"
    try:
        found = connection.exec_driver_sql(f"PRAGMA {pragma}({MOST_FAULTS})").scalars().all()
    except DatabaseError as error:
        if trouble_of(error.orig) is not Trouble.DAMAGED:
            raise
        return [str(error.orig)]
    return [str(line) for line in found if line != "ok"]


def damaged_rows(connection: Connection) -> Iterator[DamagedRow]:
    """Yield the rows of all versions of entries, and of their links, that hold damaged JSON."""
    connection = connection.execution_options(yield_per=PAGE)
    version = (Entry.id, EntryVersion.entry_pk, EntryVersion.version)
    versions = select(*version, EntryVersion.content)
    of_entry = Entry.pk == EntryVersion.entry_pk
    rows = connection.execute(versions.join(EntryVersion, of_entry))
    for entry_id, pk, number, content in rows:
        place = content_fault(content)
        if place is not None:
            yield DamagedRow("entry_version", entry_id, pk, number, f"content{place}")
    links = select(Entry.id, Link.entry_pk, Link.version, Link.evidence)
    rested = links.join(Link, Entry.pk == Link.entry_pk).where(Link.evidence.is_not(None))
    for entry_id, pk, number, evidence in connection.execute(rested):
        if not is_evidence(evidence):
            yield DamagedRow("link", entry_id, pk, number, "evidence")
