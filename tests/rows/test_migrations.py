from __future__ import annotations

import sqlite3
from contextlib import closing
from threading import Timer
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import Column, Integer, Table, insert, inspect, select, update
from sqlalchemy.exc import IntegrityError

from catalogue import migrating
from catalogue.database import Database
from catalogue.publishing import withdraw
from catalogue.records import LinkRecord
from catalogue.tables import Base, CuratedField, Entry, EntryVersion, Link
from tests.rows.building import loaded, row
from tests.rows.processes import migrate, run

if TYPE_CHECKING:
    from pathlib import Path


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


def test_versions_from_before_are_reported_as_new_ones(database: Database) -> None:
    """Migration 0012 fills what a load writes since."""
    days = {"checkedOn": "2026-03-01", "retrievedOn": "2026-02-01", "receivedOn": "2026-01-01"}
    objective = (LinkRecord("objectives", "1"),)
    loaded(
        database,
        row("checked", source=days, links=objective),
        row("received", source={"receivedOn": "2026-01-01", "checkedOn": None}),
        row("undated", source={"title": "Sida"}),
        row("sourceless", links=objective),
    )
    loaded(database, row("checked", source={"retrievedOn": "2026-02-01"}, links=()))
    written = told_of(database)
    first, second = ("2026-03-01", True), ("2026-02-01", False)
    assert written == [first, second, ("2026-01-01", False), (None, False), (None, True)]

    migrating.downgrade(database.engine, "0011")
    database.migrate()
    assert told_of(database) == written


def test_rows_from_before_take_the_new_names(database: Database) -> None:
    """Migration 0014 renames fields and the withdrawn state wherever rows hold them."""
    links = (LinkRecord("objectives", "1"), LinkRecord("levers", "share"))
    evidence = [{"field": "levers", "value": "share", "quote": "objectives resolve"}]
    found = loaded(database, row("a", links=links, evidence=evidence), row("b", links=links))
    with database.write() as unit:
        withdraw(unit, str(found[1].entry_id), "Fel", actor="tester")
    written = named_in(database)
    assert {"objectives", "levers"} <= written
    assert "withdrawn" in written

    migrating.downgrade(database.engine, "0013")
    with database.read() as connection:
        before = connection.exec_driver_sql("SELECT status, archived_reason FROM entry ORDER BY pk")
        assert before.all()[1] == ("archived", "Fel")
        fields = connection.exec_driver_sql("SELECT DISTINCT field FROM link")
        assert set(fields.scalars()) == {"environmentalObjectives", "resolve"}
    database.migrate()
    assert named_in(database) == written


def test_obstacles_preconditions_and_period_move_without_loss(database: Database) -> None:
    """Migration 0033 moves them, in entries and in candidates, and back."""
    links = (LinkRecord("levers", "share"), LinkRecord("goals", "12"))
    loaded(database, row("a", links=links, keywords=["pant"]))
    migrating.downgrade(database.engine, "0032")
    earlier = {
        "obstacles": "Långa avstånd.\nDyr el.",
        "preconditions": "En brygga.",
        "period": {"status": "ended"},
        "keywords": ["pant"],
    }
    with database.write() as unit:
        unit.connection.execute(update(EntryVersion).values(content=earlier))
        model = {"field": "businessModels", "value": "delning"}
        unit.connection.execute(update(Link).where(Link.field == "levers").values(model))
        (pk,) = unit.connection.execute(select(Entry.pk)).scalars()
        for field in ("obstacles", "businessModels"):
            edited = {"entry_pk": pk, "field": field, "version": 1, "actor": "anna", "at": unit.now}
            unit.connection.execute(insert(CuratedField).values(edited))
    database.migrate()
    with database.read() as connection:
        assert connection.execute(select(EntryVersion.content)).scalar_one() == {
            "lessons": [{"obstacle": "Långa avstånd."}, {"obstacle": "Dyr el."}],
            "transfer": {"requires": "En brygga."},
            "state": "completed",
            "keywords": ["pant", "Delningsplattform"],
        }
        assert connection.execute(select(Link.field)).scalars().all() == ["goals"]
        assert connection.execute(select(CuratedField.field)).scalars().all() == ["lessons"]

    migrating.downgrade(database.engine, "0032")
    with database.read() as connection:
        content = connection.execute(select(EntryVersion.content)).scalar_one()
    assert content == {**earlier, "keywords": ["pant", "Delningsplattform"]}


def named_in(database: Database) -> set[str]:
    with database.read() as connection:
        evidence = [
            each["field"]
            for content in connection.execute(select(EntryVersion.content)).scalars()
            for each in content.get("evidence") or ()
        ]
        return {
            *connection.execute(select(Link.field)).scalars(),
            *connection.execute(select(Entry.status)).scalars(),
            *evidence,
        }


def told_of(database: Database) -> list[tuple[str | None, bool]]:
    columns = (EntryVersion.source_seen_on, EntryVersion.has_objective)
    order = (EntryVersion.entry_pk, EntryVersion.version)
    with database.read() as connection:
        return [
            (day, linked) for day, linked in connection.execute(select(*columns).order_by(*order))
        ]


def test_several_processes_may_migrate_at_once(empty_url: str) -> None:
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
        migrating.upgrade(database.engine, "0001")
    database.close()


def test_every_constraint_has_a_name_of_its_own() -> None:
    names = [
        constraint.name
        for table in Base.metadata.tables.values()
        for constraint in table.constraints
    ]

    assert None not in names
    assert len(set(names)) == len(names)
