"""Copies of all rows in a file, and putting such a copy in the place of the rows."""

from __future__ import annotations

import errno
import os
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import DatabaseError

from catalogue.database import Database
from catalogue.engines import Trouble, trouble_of
from catalogue.migrating import VERSION, Tables, tables_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import URL

SQLITE_FILE, POSTGRESQL_FILE = "rows.sqlite3", "rows.dump"


class DamagedCopy(Exception):
    """A copy of the rows that cannot be restored."""


class NewerCopy(Exception):
    """A copy of the rows whose tables are of a newer release."""


class DatabaseInUse(Exception):
    """Processes work with the database that is to be replaced."""


class DatabaseNotEmpty(Exception):
    """The database on PostgreSQL that is to be restored into holds tables."""


class ProgramFailed(Exception):
    """pg_dump or pg_restore is missing, or ended with an error, which it has written to stderr."""


def copy_rows(database: Database, folder: Path) -> Path:
    """Copy the rows, as they are at one moment, into a file of a folder, and return the file.

    Raises:
        DamagedCopy: the copy is not whole.
        ProgramFailed: pg_dump could not be run.
        DatabaseError: SQLite's file cannot be read.
        OSError: there is no room for the copy.
    """
    if not database.is_embedded:
        target = folder / POSTGRESQL_FILE
        _run_program(database.url, "pg_dump", "--format=custom", f"--file={target}")
        _run_program(database.url, "pg_restore", "--list", str(target), connects=False)
        return target
    target = folder / SQLITE_FILE
    source = Path(database.url.database or "").absolute().as_uri()
    try:
        with closing(sqlite3.connect(f"{source}?mode=ro", uri=True)) as connection:
            connection.execute("VACUUM INTO ?", (str(target),))
    except sqlite3.DatabaseError as error:
        if trouble_of(error) is Trouble.FULL:  # the disk of the copy, not that of the rows
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(target)) from error
        raise DatabaseError(None, None, error) from error
    _check_file(target)
    return target


def restore_rows(
    database: Database, folder: Path, before_replacing: Callable[[], None]
) -> Path | None:
    """Put the copy of a folder in the place of the rows; return where the file before it is kept.

    `before_replacing` is called once the copy is found good, while the rows are as they were.

    Raises:
        DamagedCopy: the copy is damaged, or holds no tables of ours.
        NewerCopy: its tables are of a newer release.
        DatabaseInUse, DatabaseNotEmpty: what is there cannot be replaced.
        ProgramFailed: pg_restore could not be run; the database is as it was.
    """
    source = folder / (SQLITE_FILE if database.is_embedded else POSTGRESQL_FILE)
    if database.is_embedded:
        return _restore_file(database, source, before_replacing)
    if database.tables() is not Tables.MISSING:
        raise DatabaseNotEmpty
    _check_tables(_tables_of_dump(database.url, source))
    before_replacing()
    database.close()
    options = ("--exit-on-error", "--single-transaction", "--no-owner")
    _run_program(database.url, "pg_restore", *options, str(source))
    return None


def _restore_file(
    database: Database, source: Path, before_replacing: Callable[[], None]
) -> Path | None:
    target = Path(database.url.database or "")
    draft = target.with_name(f"{target.name}.restoring")
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        shutil.copyfile(source, draft)
        draft.chmod(0o600)
        _check_file(draft)
        found = Database(f"sqlite:///{draft}")
        _check_tables(found.tables())
        found.close()
        database.close()
        before = None
        if target.exists():
            _close_log(target)
        before_replacing()
        if target.exists():
            before = _free_name(target)
            os.link(target, before)  # so that there is a database at every moment
        draft.replace(target)
    finally:
        for end in ("", "-wal", "-shm"):
            draft.with_name(draft.name + end).unlink(missing_ok=True)
    return before


def _check_tables(found: Tables) -> None:
    if found is Tables.MISSING:
        raise DamagedCopy("its tables are missing")
    if found is Tables.NEWER:
        raise NewerCopy


def _free_name(target: Path) -> Path:
    """Return a name for the file from before, with the time; an earlier restore's file stays."""
    names = (f"{target.name}.before-{time}" for time in timed_names(datetime.now(UTC)))
    return next(each for each in map(target.with_name, names) if not each.exists())


def timed_names(moment: datetime) -> Iterator[str]:
    """Yield the time as a name, and then with numbers for where that is taken."""
    name = f"{moment:%Y%m%dT%H%M%SZ}"
    yield name
    yield from (f"{name}-{number}" for number in count(2))


def _tables_of_dump(url: URL, source: Path) -> Tables:
    """Return how the tables of a copy of PostgreSQL stand."""
    options = ("--data-only", f"--table={VERSION}", "--file=-")
    rows = _run_program(url, "pg_restore", *options, str(source), connects=False)
    found = re.search(rf"^COPY \S*{VERSION} .*\n(\w+)\n", rows, re.MULTILINE)
    return tables_of(found[1] if found else None)


def _check_file(path: Path) -> None:
    try:
        with closing(sqlite3.connect(path)) as connection:
            faults = connection.execute("PRAGMA integrity_check").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise DamagedCopy(str(error)) from error
    if faults != "ok":
        raise DamagedCopy(faults)


def _close_log(path: Path) -> None:
    """Write SQLite's log into the file and remove it, which only the last connection can do.

    A file that is too damaged for that loses its log: it is being replaced.
    """
    try:
        with closing(sqlite3.connect(path, timeout=0)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
    except sqlite3.DatabaseError as error:
        if trouble_of(error) is not Trouble.DAMAGED:
            raise DatabaseInUse from error
    for end in ("-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)


def _run_program(url: URL, program: str, *arguments: str, connects: bool = True) -> str:
    """Return what a program of PostgreSQL writes; other users do not see the password."""
    address = url.set(drivername="postgresql", password=None)
    environment = dict(os.environ)
    if url.password:
        environment["PGPASSWORD"] = str(url.password)
    connection = [f"--dbname={address.render_as_string()}"] if connects else []
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, and no shell
            [program, *connection, *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise ProgramFailed(program) from error
    return done.stdout
