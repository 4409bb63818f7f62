"""Locks that let one process at a time write to the search index, or a dump."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from sqlalchemy import func, select

from catalogue.errors import LockTimeout
from catalogue.locks import Lock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from catalogue.database import Database

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

FILE_NAMES = {Lock.INDEX_WRITER: "index-writer.lock", Lock.DUMP_WRITER: "dump-writer.lock"}
WAIT_SECONDS = 600.0
"""A rebuild of a large catalogue holds the lock for minutes."""
_POLL_SECONDS = 0.05


@contextmanager
def writer_lock(
    database: Database,
    data_folder: Path,
    timeout: float = WAIT_SECONDS,
    *,
    lock: Lock = Lock.INDEX_WRITER,
) -> Iterator[None]:
    """Hold the lock, after waiting at most `timeout` seconds for it.

    A file in the data folder keeps out the other processes (and threads) of this machine; with
    PostgreSQL an advisory lock keeps out those of other machines too. Either ends with its owner.

    Raises:
        LockTimeout: somebody else held it the whole time.
    """
    deadline = time.monotonic() + timeout
    data_folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (data_folder / FILE_NAMES[lock]).open("ab") as file:
        _wait(lambda: _try_file(file), deadline)
        try:
            if database.is_embedded:
                yield
            else:
                with _advisory_lock(database, int(lock), deadline):
                    yield
        finally:
            _release_file(file)


@contextmanager
def _advisory_lock(database: Database, key: int, deadline: float) -> Iterator[None]:
    with database.engine.connect() as connection:
        # No transaction stays open while the lock is held, or it would hold back VACUUM.
        connection.execution_options(isolation_level="AUTOCOMMIT")
        _wait(lambda: _try_advisory(connection, key), deadline)
        try:
            yield
        finally:
            connection.execute(select(func.pg_advisory_unlock(key)))


def _wait(attempt: Callable[[], bool], deadline: float) -> None:
    while not attempt():
        if time.monotonic() >= deadline:
            raise LockTimeout("another process holds the lock")
        time.sleep(_POLL_SECONDS)


def _try_advisory(connection: Connection, key: int) -> bool:
    return bool(connection.scalar(select(func.pg_try_advisory_lock(key))))


if sys.platform == "win32":

    def _try_file(file: IO[bytes]) -> bool:
        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _release_file(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:

    def _try_file(file: IO[bytes]) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _release_file(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
