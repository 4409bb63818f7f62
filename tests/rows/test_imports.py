from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from catalogue import duplicates, entries, imports
from catalogue.identifiers import uuid7
from catalogue.imports import EntryState, ImportRecord, RowRecord
from catalogue.records import LinkRecord
from catalogue.reverting import Reverting
from catalogue.tables import Entry, LedgerEvent
from tests.rows.building import loaded, row

if TYPE_CHECKING:
    from catalogue.database import Database

VALUES: dict[str, Any] = {
    "actor": "token:a",
    "file_name": "a.csv",
    "sha256": "0" * 64,
    "size": 3_000_000_000,
    "options": {"mode": "upsert"},
}


def new_import(database: Database, **changes: Any) -> ImportRecord:
    import_id = uuid7()
    with database.write() as unit:
        imports.create(unit, import_id, {**VALUES, **changes})
    with database.read() as connection:
        found = imports.get(connection, import_id)
    assert found is not None
    return found


def result(place: int, action: str = "created", **changes: Any) -> RowRecord:
    values = {"row": place + 1, "position": place * 100, "source_system": "test"}
    return RowRecord(place=place, action=action, external_id=str(place), **(values | changes))


def keep(database: Database, record: ImportRecord, *rows: RowRecord) -> None:
    with database.write() as unit:
        imports.replace_rows(unit, record.pk, rows)


def state(database: Database, key: str) -> EntryState:
    with database.read() as connection:
        return imports.entry_states(connection, [("test", key)])["test", key]


def kept_of(database: Database, key: str, action: str, before: EntryState | None) -> RowRecord:
    """Return the result of a row that has just been loaded."""
    after = state(database, key)
    return RowRecord(
        place=1,
        row=1,
        position=0,
        source_system="test",
        external_id=key,
        action=action,
        entry_id=after.id,
        version_before=before.version if before else None,
        public_before=before.public_version if before else None,
        version=after.version,
        public_version=after.public_version,
    )


def reverted(database: Database, kept: RowRecord) -> bool:
    with database.write() as unit:
        return Reverting(unit, uuid7(), "tester").revert([kept])[0]


def test_a_new_import_is_queued_with_its_first_job(database: Database) -> None:
    record = new_import(database)
    assert (record.state, record.job_id, record.size) == ("queued", record.id, 3_000_000_000)
    with database.read() as connection:
        assert imports.unfinished(connection, "0" * 64, "token:a") == [record]


def test_results_of_neighbouring_rows_replace_those_before(database: Database) -> None:
    record = new_import(database)
    keep(database, record, result(1), result(2), result(3))
    fault = {"code": "unknown-value", "sv": "å"}
    keep(database, record, result(2, "rejected", errors=[fault]), result(3))
    with database.read() as connection:
        rows = imports.rows(connection, record.pk, 0, 10)
        total, rejected = imports.row_page(connection, record.pk, ["rejected"], 0, 10)
        seen = imports.keys_seen(connection, record.pk, 2)
    assert [each.action for each in rows] == ["created", "rejected", "created"]
    assert (total, rejected[0].errors) == (1, [fault])
    assert seen == {("test", "1"): (1, 2)}


def test_rows_with_warnings_are_found(database: Database) -> None:
    record = new_import(database)
    keep(database, record, result(1), result(2, warnings=[{"code": "kept"}]))
    with database.read() as connection:
        found = imports.rows_with_warnings(connection, record.pk, 10)
    assert [each.place for each in found] == [2]


@pytest.mark.parametrize(
    ("chosen", "places"),
    [
        ({"warnings": ["kept"]}, [2, 4]),
        ({"warnings": ["kept", "other-name"]}, [2, 3, 4]),
        ({"warnings": ["personal-data"], "warned": True}, [4]),
        ({"warned": False}, [1]),
        ({"warned": True}, [2, 3, 4]),
        ({}, [1, 2, 3, 4]),
    ],
)
def test_rows_are_chosen_by_their_warnings(
    database: Database, chosen: dict[str, Any], places: list[int]
) -> None:
    record = new_import(database)
    kept, other, personal = ({"code": code} for code in ("kept", "other-name", "personal-data"))
    warned = ([kept], [{**other, "value": '"kept"'}], [personal, kept])
    keep(database, record, result(1), *(result(n + 2, warnings=w) for n, w in enumerate(warned)))
    with database.write() as unit:
        total, found = imports.row_page(unit.connection, record.pk, (), 0, 10, **chosen)
        imports.recount(unit, record.pk)
        counted = imports.get(unit.connection, record.id)
    assert (total, [each.place for each in found]) == (len(places), places)
    assert counted
    assert (counted.created, counted.kept, counted.personal) == (4, 2, 1)


def test_what_was_taken_back_is_counted(database: Database) -> None:
    record = new_import(database)
    keep(database, record, result(1), result(2), result(3))
    with database.write() as unit:
        imports.mark_reverted(unit, record.pk, {1: True, 2: False})
        assert imports.count_reverted(unit.connection, [record.pk]) == {record.pk: (1, 1)}


@pytest.mark.parametrize(
    ("before", "moved"), [((1, None), 0), ((None, None), 1), ((2, None), 1), ((1, 1), 1)]
)
def test_entries_that_moved_since_a_check_are_counted(
    database: Database, before: tuple[int | None, int | None], moved: int
) -> None:
    loaded(database, row("1"), publish=False)
    record = new_import(database)
    kept = result(1, version_before=before[0], public_before=before[1])
    keep(database, record, kept, result(2), result(3, "rejected", version_before=7))
    with database.read() as connection:
        assert imports.count_moved(connection, record.pk) == moved


def test_imports_are_listed_newest_first_and_old_files_found(database: Database) -> None:
    first, second = new_import(database), new_import(database)
    now = datetime.now(UTC)
    with database.write() as unit:
        imports.change(unit, first.pk, finished_at=now - timedelta(days=91))
        imports.change(unit, second.pk, finished_at=now)
    with database.read() as connection:
        total, listed = imports.page(connection, 0, 10)
        old = imports.with_old_files(connection, now - timedelta(days=90))
    assert (total, [each.id for each in listed]) == (2, [second.id, first.id])
    assert [each.id for each in old] == [first.id]


def test_rehearsing_changes_nothing(database: Database) -> None:
    with database.rehearse() as unit:
        imports.create(unit, uuid7(), VALUES)
        assert imports.page(unit.connection, 0, 1)[0] == 1
    with database.read() as connection:
        assert imports.page(connection, 0, 1)[0] == 0


def test_what_was_created_is_withdrawn_and_its_key_free(database: Database) -> None:
    loaded(database, row("a"), publish=True)
    kept = kept_of(database, "a", "created", None)
    assert reverted(database, kept)
    with database.read() as connection:
        assert imports.entry_states(connection, [("test", "a")]) == {}
        assert connection.scalar(select(Entry.status)) == "withdrawn"
        actions = list(connection.scalars(select(LedgerEvent.action).order_by(LedgerEvent.seq)))
    assert actions == ["create", "withdraw"]
    assert loaded(database, row("a"))[0].action == "created"


def test_what_was_updated_gets_its_text_and_links_back(database: Database) -> None:
    links = (LinkRecord("goals", "12", evidence=({"quote": "verktyg"},)),)
    loaded(database, row("a", title="Förr", links=links), publish=True)
    before = state(database, "a")
    loaded(database, row("a", title="Nu"), publish=True)
    assert reverted(database, kept_of(database, "a", "updated", before))
    with database.read() as connection:
        found = entries.by_key(connection, "test", "a")
    assert found is not None
    assert (found.content["title"], found.links, found.version) == ("Förr", links, 3)
    assert loaded(database, row("a", title="Förr", links=links), publish=True)[0].action == (
        "unchanged"
    )


def test_what_has_changed_since_stays(database: Database) -> None:
    loaded(database, row("a"))
    kept = kept_of(database, "a", "created", None)
    loaded(database, row("a", title="Senare"))
    assert not reverted(database, kept)
    assert state(database, "a").version == 2


def test_titles_of_living_entries_are_listed(database: Database) -> None:
    rows = [row(key, title=title, counties=["12"]) for key, title in (("a", "Ett"), ("b", "Två"))]
    loaded(database, *rows)
    with database.write() as unit:
        entries.withdraw(unit, state(database, "b").id, "Nedlagt", actor="tester")
    with database.read() as connection:
        assert [each[1:3] for each in duplicates.all_titles(connection)] == [("test", "Ett")]
