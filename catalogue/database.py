"""The database: SQLite in a file by default, PostgreSQL by URL; reading and writing."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, Pool, make_url, select
from sqlalchemy.exc import SQLAlchemyError

from catalogue import migrating
from catalogue.engines import build_engine, reading_options, writing_options
from catalogue.errors import WritersWait
from catalogue.unit import Unit

TURN_SECONDS = 1.0
"""How long a thread waits for others of its process that write, where their number is limited."""


class Database:
    """A database by its SQLAlchemy URL; connects when first used, and anew after a fork.

    With `looks_only` a file of SQLite is left as it is, also one that is no database yet.
    """

    def __init__(self, url: str, *, looks_only: bool = False) -> None:
        self.url = make_url(url)
        self._seconds: float | None = None
        self._writers: threading.Semaphore | None = None
        self._engine = build_engine(self.url, lambda: self._seconds, looks_only=looks_only)
        self._process = os.getpid()
        self._inherited: list[Pool] = []

    @property
    def engine(self) -> Engine:
        """The process's own engine."""
        if self._process != os.getpid():
            # The parent's connections stay the parent's: they are kept here unused, because
            # collecting them would close them under it.
            self._inherited.append(self._engine.pool)
            self._engine.dispose(close=False)
            self._process = os.getpid()
        return self._engine

    @property
    def is_embedded(self) -> bool:
        """Whether the database is a SQLite file."""
        return self.url.get_backend_name() == "sqlite"

    def answer_within(self, seconds: float | None) -> None:
        """Let no statement on PostgreSQL take longer, from the next connection on."""
        self._seconds = seconds

    def leave_threads_to_readers(self, writers: int) -> None:
        """Let so many threads at most write to SQLite, or wait for somebody else who does.

        It has one writer at a time: more who wait get nothing done, and readers would wait too.
        """
        if self.is_embedded:
            self._writers = threading.Semaphore(writers)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if self._writers is None:
            yield
            return
        if not self._writers.acquire(timeout=TURN_SECONDS):
            raise WritersWait
        try:
            yield
        finally:
            self._writers.release()

    def migrate(self) -> None:
        """Bring the tables up to date; several processes may do so at the same time."""
        migrating.upgrade(self.engine)

    def tables(self) -> migrating.Tables:
        """Compare the tables with those of the code; makes no database file."""
        file = self.url.database
        if self.is_embedded and file and not Path(file).exists():
            return migrating.Tables.MISSING
        with self.read() as connection:
            return migrating.tables(connection)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """Give a connection that sees one moment of the database throughout."""
        with self.engine.connect() as connection:
            yield connection.execution_options(**reading_options(connection.dialect))

    @contextmanager
    def write(self) -> Iterator[Unit]:
        """Give a unit of work; commits it at the end, or rolls it back on an error.

        Raises:
            WritersWait: other threads write, and `leave_threads_to_readers` lets no more wait.
        """
        with self._writing(), self.engine.connect() as connection:
            connection.execution_options(**writing_options(connection.dialect))
            with connection.begin():
                unit = Unit(connection)
                yield unit
                unit.enter_in_ledger()

    @contextmanager
    def rehearse(self) -> Iterator[Unit]:
        """Give a unit of work that is always rolled back: to see what writing would do."""
        with self._writing(), self.engine.connect() as connection:
            connection.execution_options(**writing_options(connection.dialect))
            with connection.begin() as transaction:
                yield Unit(connection)
                transaction.rollback()

    def is_alive(self) -> bool:
        """Whether the database answers."""
        try:
            with self.read() as connection:
                return connection.scalar(select(1)) == 1
        except SQLAlchemyError:
            return False

    def close(self) -> None:
        """Close the connections that are not in use."""
        self.engine.dispose()
