"""Whether the file of an embedded database is as SQLite wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.exc import DatabaseError

if TYPE_CHECKING:
    from sqlalchemy import Connection

MOST_FAULTS = 10


def file_faults(connection: Connection, *, thorough: bool) -> list[str]:
    """Return what SQLite finds damaged in its file, in its own words.

    Reads the file once; a thorough look compares every index with its table, too, and takes
    several times as long. PostgreSQL has programs of its own for that.
    """
    if connection.dialect.name != "sqlite":
        return []
    pragma = "integrity_check" if thorough else "quick_check"
    try:
        found = connection.exec_driver_sql(f"PRAGMA {pragma}({MOST_FAULTS})").scalars().all()
    except DatabaseError as error:
        return [str(error.orig)]
    return [str(line) for line in found if line != "ok"]
