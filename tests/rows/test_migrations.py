from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from threading import Timer

import pytest
from sqlalchemy import Column, Integer, Table, inspect
from sqlalchemy.exc import IntegrityError

from catalogue import migrating
from catalogue.database import Database
from catalogue.tables import Base
from tests.rows.building import loaded, row
from tests.rows.processes import migrate, run

TABLES_BEFORE_RELEASE = Path(__file__).with_name("tables_before_release.sql")


def tables_in(database: Database) -> set[str]:
    return set(inspect(database.engine).get_table_names()) - {"alembic_version"}


def test_migrations_make_the_tables_that_the_code_describes(database: Database) -> None:
    with database.read() as connection:
        assert migrating.differences(connection) == []


def test_a_table_without_a_migration_is_noticed(database: Database) -> None:
    extra = Table("extra", Base.metadata, Column("id", Integer, primary_key=True))
    try:
        with database.read() as connection:
            assert migrating.differences(connection) != []
    finally:
        Base.metadata.remove(extra)


def test_migrations_down_leave_nothing(database: Database) -> None:
    migrating.downgrade(database.engine)

    assert tables_in(database) == set()


def test_migrations_go_up_again_after_going_down(database: Database) -> None:
    migrating.downgrade(database.engine)
    database.migrate()

    assert tables_in(database) == set(Base.metadata.tables)


def test_migrating_again_keeps_the_rows(database: Database) -> None:
    loaded(database, row())
    database.migrate()

    assert loaded(database, row())[0].action == "unchanged"


def test_rows_stay_when_later_tables_are_made(database: Database) -> None:
    loaded(database, row())
    migrating.downgrade(database.engine, "0001")
    with database.read() as connection:
        assert migrating.tables(connection) is migrating.Tables.OLDER
    database.migrate()

    assert loaded(database, row())[0].action == "unchanged"


def test_a_database_from_before_the_first_release_is_current(tmp_path: Path) -> None:
    """The file has the tables that 33 earlier migrations made, and their number."""
    path = tmp_path / "rows.sqlite3"
    with closing(sqlite3.connect(path)) as earlier:
        earlier.executescript(TABLES_BEFORE_RELEASE.read_text())
    database = Database(f"sqlite:///{path}")
    database.migrate()

    with database.read() as connection:
        assert migrating.differences(connection) == []
    assert loaded(database, row())[0].action == "created"
    database.close()


def test_processes_may_migrate_at_the_same_time(empty_url: str) -> None:
    run(migrate, [(empty_url,)] * 5)

    database = Database(empty_url)
    assert tables_in(database) == set(Base.metadata.tables)
    database.close()


def test_a_new_file_that_another_process_is_opening_is_waited_for(tmp_path: Path) -> None:
    """Two that turn the write-ahead log on would wait for each other, so SQLite waits for none."""
    path = tmp_path / "rows.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None, check_same_thread=False)) as other:
        other.execute("CREATE TABLE held (id)")
        other.execute("BEGIN")
        other.execute("INSERT INTO held VALUES (1)")
        release = Timer(0.2, other.execute, ["ROLLBACK"])
        release.start()
        database = Database(f"sqlite:///{path}")

        assert database.is_alive()

        release.join()
        database.close()


def test_the_folder_of_the_database_file_is_made(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/new/folder/rows.sqlite3")
    database.migrate()

    assert tables_in(database) == set(Base.metadata.tables)
    database.close()


def test_foreign_keys_hold_again_after_a_migration(database: Database) -> None:
    with pytest.raises(IntegrityError), database.write() as unit:
        unit.connection.exec_driver_sql(
            "INSERT INTO ledger (seq, at, entry_pk, action, version, actor, public)"
            " VALUES (1, '2026-01-01', 999, 'create', 1, 'tester', true)"
        )


def test_a_migration_that_leaves_a_broken_reference_is_undone(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/rows.sqlite3")
    database.migrate()
    with closing(sqlite3.connect(tmp_path / "rows.sqlite3")) as unguarded:
        unguarded.execute("INSERT INTO relation VALUES (1, 1, 'part-of', 2)")
        unguarded.commit()

    with pytest.raises(RuntimeError, match="broken reference"):
        migrating.upgrade(database.engine, "0033")
    database.close()


def test_every_constraint_has_a_name_of_its_own() -> None:
    names = [
        constraint.name
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
    ]

    assert None not in names
    assert len(set(names)) == len(names)
