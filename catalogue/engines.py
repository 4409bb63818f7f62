"""How the two databases are connected to and how their transactions begin."""

from __future__ import annotations

import sqlite3
import time
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event

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
LOCK_NOT_AVAILABLE = "55P03"
"""PostgreSQL's code of an error: the lock was waited for as long as `lock_timeout` allows."""

_BEGIN = "catalogue_begin"
_RETRY_SECONDS = 0.01


def build_engine(url: URL, seconds: Callable[[], float | None]) -> Engine:
    """Return an engine that has not connected yet; its errors tell statements, never values.

    `seconds` is asked at each connection how long PostgreSQL may take for a statement.
    """
    if url.get_backend_name() == "sqlite":
        engine = create_engine(
            url,
            json_serializer=to_json,
            json_deserializer=from_json,
            hide_parameters=True,
            connect_args={"timeout": BUSY_SECONDS},
        )
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    engine = create_engine(
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


def is_lock_timeout(fault: object) -> bool:
    """Tell whether a driver's error says that somebody else wrote for too long."""
    if isinstance(fault, sqlite3.OperationalError):
        code = getattr(fault, "sqlite_errorcode", sqlite3.SQLITE_OK)
        return code & PRIMARY_CODE == sqlite3.SQLITE_BUSY
    return getattr(fault, "sqlstate", None) == LOCK_NOT_AVAILABLE


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


def _prepare_sqlite(connection: sqlite3.Connection, record: object) -> None:
    del record
    connection.text_factory = _decode
    connection.isolation_level = None  # the driver begins nothing by itself; _begin_sqlite does
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
            if not is_lock_timeout(error) or time.monotonic() > deadline:
                raise
            time.sleep(_RETRY_SECONDS)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get(_BEGIN, "BEGIN"))
