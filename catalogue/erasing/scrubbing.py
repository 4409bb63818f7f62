"""Making the database let go of bytes that no row holds any more."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from typing import Any

from sqlalchemy import text

from catalogue.database import Database
from catalogue.engines import Trouble, trouble_of
from catalogue.erasing.places import TABLES

PATIENCE = 60.0
"""Seconds to wait for readers and writers to end what they have begun."""
_PAUSE = 0.2


EXPIRING_TABLES = (
    *("reply", "reply_document", "reply_respondent", "candidate", "candidate_step"),
    *("answer_correction", "import_row", "report", "form_answer"),
    "subscription",
)
"""Tables whose rows are deleted after a time."""


def scrub(
    database: Database, progress: Callable[[int], None], tables: Sequence[str] = TABLES
) -> bool:
    """Write anew what has held erased texts; `progress` gets the number of tables just done.

    SQLite: the whole file, and the log of writes is emptied; needs as much free disk as the file
    has. PostgreSQL: table by table, each locked meanwhile. Returns False when somebody has held
    the old pages in use all the while.
    """
    if database.is_embedded:
        let_go = _scrub_sqlite(database)
        progress(1)
        return let_go
    with database.engine.connect() as connection:
        connection.execution_options(isolation_level="AUTOCOMMIT")
        for table in tables:
            connection.execute(text(f'VACUUM (FULL, ANALYZE) "{table}"'))
            progress(1)
    return True


def count_scrubbed(database: Database) -> int:
    """Return how many steps `scrub` will tell of."""
    return 1 if database.is_embedded else len(TABLES)


def _scrub_sqlite(database: Database) -> bool:
    deadline = time.monotonic() + PATIENCE
    with closing(database.engine.raw_connection()) as pooled:
        driver: Any = pooled.driver_connection
        return _until(deadline, lambda: _vacuum(driver)) and _until(
            deadline, lambda: _truncate_wal(driver)
        )


def _vacuum(driver: sqlite3.Connection) -> bool:
    try:
        driver.execute("VACUUM")
    except sqlite3.OperationalError as error:
        if trouble_of(error) is Trouble.LOCKED:
            return False
        raise
    return True


def _truncate_wal(driver: sqlite3.Connection) -> bool:
    busy, _, _ = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def _until(deadline: float, attempt: Callable[[], bool]) -> bool:
    while not attempt():
        if time.monotonic() >= deadline:
            return False
        time.sleep(_PAUSE)
    return True
