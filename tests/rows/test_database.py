from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from catalogue import entries, ledger
from catalogue.database import Database
from catalogue.errors import WritersWait
from catalogue.loading.write import load
from tests.rows.building import loaded, loaded_id, row

if TYPE_CHECKING:
    from pathlib import Path

    from catalogue.unit import Unit


def loaded_within(unit: Unit) -> str:
    entry_id = load(unit, [row()], actor="tester", publish=True)[0].entry_id
    assert entry_id is not None
    return entry_id


def test_a_reader_sees_one_moment_throughout(database: Database) -> None:
    loaded(database, row("first"))
    with database.read() as connection:
        before = entries.count_published(connection)
        loaded(database, row("second"))

        assert entries.count_published(connection) == before == 1


def test_the_next_reader_sees_what_was_committed(database: Database) -> None:
    loaded(database, row("first"), row("second"))

    with database.read() as connection:
        assert entries.count_published(connection) == 2


def load_and_fail(database: Database) -> None:
    with database.write() as unit:
        assert entries.get(unit.connection, loaded_within(unit)) is not None
        raise InterruptedError


def test_an_error_rolls_the_unit_back(database: Database) -> None:
    with pytest.raises(InterruptedError):
        load_and_fail(database)

    with database.read() as connection:
        assert entries.count_published(connection) == 0
        assert ledger.last_seq(connection) == 0


def test_a_unit_tells_the_position_of_its_last_event(database: Database) -> None:
    with database.write() as unit:
        loaded_within(unit)
    with database.read() as connection:
        assert unit.seq == ledger.last_seq(connection) == 1


def test_a_unit_without_events_tells_the_position_of_the_ledger(database: Database) -> None:
    loaded(database, row("first"), row("second"))
    with database.write() as unit:
        pass

    assert unit.seq == 2


def test_a_database_that_answers_is_alive(database: Database) -> None:
    assert database.is_alive()


@pytest.mark.parametrize(
    "address",
    ["sqlite:////nowhere/at/all.sqlite3", "postgresql+psycopg://nobody@127.0.0.1:1/nothing"],
)
def test_a_database_that_cannot_be_reached_is_not_alive(address: str) -> None:
    assert not Database(address).is_alive()


def test_a_child_process_uses_connections_of_its_own(database: Database) -> None:
    if sys.platform == "win32":
        pytest.skip("needs os.fork, which Windows does not have")
    entry_id = loaded_id(database, row())
    with database.read() as kept:
        entries.get(kept, entry_id)
        child = os.fork()
        if child == 0:
            with database.read() as connection:
                found = entries.get(connection, entry_id)
            loaded(database, row("of the child"))
            os._exit(0 if found else 1)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert entries.get(kept, entry_id) is not None

    with database.read() as connection:
        assert entries.count_published(connection) == 2


@pytest.mark.parametrize(
    ("setting", "value"), [("journal_mode", "wal"), ("foreign_keys", 1), ("synchronous", 1)]
)
def test_sqlite_is_set_up_on_every_connection(
    tmp_path: Path, setting: str, value: str | int
) -> None:
    database = Database(f"sqlite:///{tmp_path}/rows.sqlite3")
    with database.read() as first, database.read() as second:
        for connection in (first, second):
            assert connection.scalar(text(f"PRAGMA {setting}")) == value
    database.close()


def test_threads_are_left_to_readers_while_others_write(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not database.is_embedded:
        database.leave_threads_to_readers(1)
        with database.write(), database.write():  # PostgreSQL has any number of writers
            return
    monkeypatch.setattr("catalogue.database.TURN_SECONDS", 0.0)
    database.leave_threads_to_readers(1)
    with database.write() as unit:
        loaded_within(unit)
        with pytest.raises(WritersWait), database.write():
            pass
        with database.read() as connection:
            assert entries.count_published(connection) == 0
    loaded(database, row("second"))
