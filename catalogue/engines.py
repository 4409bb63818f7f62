"""How the two databases are connected to and how their transactions begin."""

from __future__ import annotations

import sqlite3
import time
from enum import Enum
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event
from sqlalchemy.exc import NoSuchModuleError

from catalogue.json_text import from_json, to_json

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy import URL, Connection, Engine
    from sqlalchemy.engine import Dialect

    from catalogue.timeouts import Door, PatientConnection

BUSY_SECONDS = 10
"""How long a SQLite connection waits for another writer."""
POOL_SECONDS = 5
"""How long a thread waits for a connection to PostgreSQL while others have them all."""

PRIMARY_CODE = 0xFF
"""What of SQLite's codes names the kind of an error."""


class Trouble(Enum):
    """What can be wrong with a database that an operator, or waiting, can mend."""

    LOCKED = "locked"
    """Somebody else wrote for too long."""
    FULL = "full"
    """There is no room on its disk."""
    READ_ONLY = "read-only"
    """Its file system takes no changes."""
    UNREADABLE = "unreadable"
    """Its disk gives an error instead of what lies there, or takes nothing."""
    DAMAGED = "damaged"
    """What lies there is not what the database wrote."""


_SQLITE = {
    sqlite3.SQLITE_BUSY: Trouble.LOCKED,
    sqlite3.SQLITE_LOCKED: Trouble.LOCKED,
    sqlite3.SQLITE_FULL: Trouble.FULL,
    sqlite3.SQLITE_IOERR_SHMSIZE: Trouble.FULL,  # of a database that is opened on a full disk
    sqlite3.SQLITE_READONLY: Trouble.READ_ONLY,
    sqlite3.SQLITE_IOERR: Trouble.UNREADABLE,
    sqlite3.SQLITE_IOERR_SHORT_READ: Trouble.DAMAGED,  # the file ends too early
    sqlite3.SQLITE_CORRUPT: Trouble.DAMAGED,
    sqlite3.SQLITE_NOTADB: Trouble.DAMAGED,
}
"""Codes, and kinds of them, by SQLite's list of result codes."""
_SQLSTATE = {
    "55P03": Trouble.LOCKED,  # lock_not_available: after `lock_timeout`
    "53100": Trouble.FULL,
    "25006": Trouble.READ_ONLY,
    "58030": Trouble.UNREADABLE,
    "XX001": Trouble.DAMAGED,
    "XX002": Trouble.DAMAGED,
}
"""PostgreSQL's codes."""

_BEGIN = "catalogue_begin"
_RETRY_SECONDS = 0.01


def build_engine(
    url: URL, seconds: Callable[[], float | None], *, looks_only: bool = False
) -> Engine:
    """Return an engine that has not connected yet; its errors tell statements, never values.

    Args:
        url: where the database is.
        seconds: returns, at each connection, how long PostgreSQL may take for a statement.
        looks_only: leave a file of SQLite as it is, also one that is no database yet.

    Raises:
        ArgumentError, NoSuchModuleError: the address is none that can be used here.
    """
    if url.get_backend_name() == "sqlite":
        engine = _create_engine(
            url,
            json_serializer=to_json,
            json_deserializer=from_json,
            hide_parameters=True,
            connect_args={"timeout": BUSY_SECONDS},
        )
        event.listen(engine, "connect", _prepare_looking if looks_only else _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    engine = _create_engine(
        url,
        json_serializer=to_json,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_timeout=POOL_SECONDS,
    )
    from catalogue.timeouts import Door  # noqa: PLC0415 - the driver of PostgreSQL alone

    door = Door()
    event.listen(engine, "do_connect", lambda *call: _connect_in_time(seconds(), door, *call))
    event.listen(engine, "checkin", lambda connection, _record: _set_idle(connection, is_idle=True))
    event.listen(engine, "checkout", lambda connection, *_: _set_idle(connection, is_idle=False))
    return engine


def _create_engine(url: URL, **options: Any) -> Engine:  # noqa: ANN401  as SQLAlchemy
    try:
        return create_engine(url, **options)
    except ImportError as error:  # another library that is missing is no fault of the address
        raise NoSuchModuleError(f"no driver for {url.drivername}") from error


def _set_idle(connection: PatientConnection | None, *, is_idle: bool) -> None:
    if connection is not None:  # one that was given up is none
        connection.is_idle = is_idle


def _connect_in_time(
    seconds: float | None,
    door: Door,
    _dialect: Dialect,
    _record: object,
    arguments: Sequence[Any],
    options: Mapping[str, Any],
) -> object:
    from catalogue import timeouts  # noqa: PLC0415 - the driver of PostgreSQL alone

    return timeouts.connect(seconds, door, *arguments, **options)


def trouble_of(fault: object) -> Trouble | None:
    """Return what a driver's error says of the database; None if it says something else."""
    if isinstance(fault, sqlite3.Error):
        code = getattr(fault, "sqlite_errorcode", sqlite3.SQLITE_OK)
        return _SQLITE.get(code) or _SQLITE.get(code & PRIMARY_CODE)
    return _SQLSTATE.get(getattr(fault, "sqlstate", None) or "")


def reading_options(dialect: Dialect) -> dict[str, Any]:
    """Return the execution options of a transaction that sees one snapshot."""
    if dialect.name == "sqlite":
        return {_BEGIN: "BEGIN"}
    return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


def writing_options(dialect: Dialect) -> dict[str, Any]:
    """Return the execution options of a transaction that writes."""
    if dialect.name == "sqlite":
        return {_BEGIN: "BEGIN IMMEDIATE"}  # a later upgrade of the lock could be refused at once
    return {"isolation_level": "READ COMMITTED"}  # the ledger must see what was just committed


def _prepare_looking(connection: sqlite3.Connection, record: object) -> None:
    del record
    _leave_to_us(connection)
    connection.execute("PRAGMA query_only = ON")


def _leave_to_us(connection: sqlite3.Connection) -> None:
    """Have the driver decode no damaged text and begin nothing by itself; _begin_sqlite does."""
    connection.text_factory = _decode
    connection.isolation_level = None


def _prepare_sqlite(connection: sqlite3.Connection, record: object) -> None:
    del record
    _leave_to_us(connection)
    _write_ahead(connection)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _decode(text: bytes) -> str | bytes:
    """Leave text that is damaged as bytes; SQLite's driver would refuse all rows of the answer."""
    try:
        return text.decode()
    except UnicodeDecodeError:
        return text


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Turn the write-ahead log on, as long as others who open a new file at once may take.

    SQLite's own timeout does not hold for this change: two who want it would wait for each other.
    """
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if trouble_of(error) is not Trouble.LOCKED or time.monotonic() > deadline:
                raise
            time.sleep(_RETRY_SECONDS)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))
