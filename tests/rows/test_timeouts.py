"""A PostgreSQL that hangs, or works too long, holds nobody up for longer than was said."""

from __future__ import annotations

import os
import signal
import threading
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from catalogue.database import Database
from catalogue.locks import Lock, lock_until_commit
from catalogue.timeouts import Door

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.postgresql
HANGS = 20
"""Seconds after which a hanging server goes on, whatever the test came to."""


@pytest.fixture
def database(postgresql_url: str) -> Iterator[Database]:
    database = Database(postgresql_url)
    database.answer_within(0.2)
    yield database
    database.close()


@contextmanager
def stopped(process: int) -> Iterator[None]:
    """Stop a server's process; who waits for it all the same gets its answer late, and fails."""
    goes_on = threading.Timer(HANGS, os.kill, (process, signal.SIGCONT))
    os.kill(process, signal.SIGSTOP)
    goes_on.start()
    try:
        yield
    finally:
        goes_on.cancel()
        os.kill(process, signal.SIGCONT)


def test_a_statement_that_takes_too_long_is_ended(database: Database) -> None:
    with database.read() as connection, pytest.raises(OperationalError, match="statement timeout"):
        connection.execute(text("SELECT pg_sleep(20)"))


def test_a_lock_is_not_waited_for_longer_than_was_said(
    database: Database, postgresql_url: str
) -> None:
    other = Database(postgresql_url)
    with other.rehearse() as unit:
        lock_until_commit(unit.connection, Lock.LOAD)
        with pytest.raises(OperationalError, match="timeout"), database.rehearse() as waiting:
            lock_until_commit(waiting.connection, Lock.LOAD)
    other.close()


def test_a_server_that_hangs_is_given_up(database: Database) -> None:
    with database.read() as connection:
        process = connection.scalar(text("SELECT pg_backend_pid()"))
        with stopped(process), pytest.raises(OperationalError, match="no answer"):
            connection.execute(text("SELECT 1"))
    assert database.is_alive()


def test_a_connection_of_the_pool_that_hangs_is_given_up_as_soon_as_a_new_one_would_be(
    database: Database,
) -> None:
    database.answer_within(3600)
    with database.read() as connection:
        process = connection.scalar(text("SELECT pg_backend_pid()"))
    with stopped(process):
        assert database.is_alive()
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2]
        assert state.split()[0] == "T"


def test_while_nothing_answers_one_thread_tries_and_the_others_are_refused_at_once() -> None:
    door = Door()
    door.shut()
    refused = pytest.raises(psycopg.OperationalError, match="another thread")
    with door.trying(), refused, door.trying():
        pass
    with door.trying(), door.trying():  # the one that tried got an answer
        pass


def test_commands_and_workers_wait_as_long_as_it_takes(postgresql_url: str) -> None:
    database = Database(postgresql_url)
    with database.read() as connection:
        limits = [connection.scalar(text(f"SHOW {name}_timeout")) for name in ("statement", "lock")]
    database.close()
    assert limits == ["0", "0"]
