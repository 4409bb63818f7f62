"""Which dumps there are."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from catalogue import dumps
from catalogue.dumps import DumpFile, DumpRecord
from catalogue.identifiers import uuid7

if TYPE_CHECKING:
    from catalogue.database import Database

FILES = (DumpFile("entries.csv", 12, "ab"),)


def added(database: Database, seq: int) -> DumpRecord:
    now = datetime.now(UTC)
    record = DumpRecord(uuid7(), now, seq, "3f1c", 207, "1", FILES)
    with database.write() as unit:
        dumps.create(unit, record)
    return record


def listed(database: Database) -> list[DumpRecord]:
    with database.read() as connection:
        return dumps.list_all(connection)


def test_dumps_are_listed_as_they_were_added_latest_first(database: Database) -> None:
    first, second = added(database, 1), added(database, 2)
    assert listed(database) == [second, first]


def test_a_removed_dump_is_gone_and_the_others_stay(database: Database) -> None:
    first, second = added(database, 1), added(database, 2)
    with database.write() as unit:
        dumps.remove(unit, [first.id])
    assert listed(database) == [second]
