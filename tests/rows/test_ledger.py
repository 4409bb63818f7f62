from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from catalogue import ledger
from tests.rows.building import loaded, loaded_id, row

if TYPE_CHECKING:
    from catalogue.database import Database


def test_an_empty_ledger_stands_at_0(database: Database) -> None:
    with database.read() as connection:
        assert ledger.last_seq(connection) == 0
        assert ledger.changes(connection, 0, 10) == []


def test_changes_come_in_order_from_a_position_on(database: Database) -> None:
    loaded(database, *map(row, "abcde"))

    with database.read() as connection:
        assert [each.seq for each in ledger.changes(connection, 2, 2)] == [3, 4]


def test_an_event_names_the_entry_by_its_public_id(database: Database) -> None:
    before = datetime.now(UTC)
    entry_id = loaded_id(database, row())

    with database.read() as connection:
        (event,) = ledger.changes(connection, 0, 10)
    assert (event.entry_id, event.action, event.version) == (entry_id, "create", 1)
    assert before <= event.at <= datetime.now(UTC)
    assert event.at.tzinfo is UTC


def test_the_public_feed_leaves_out_drafts(database: Database) -> None:
    loaded(database, row("draft"), publish=False)
    loaded(database, row("public"))

    with database.read() as connection:
        assert [each.seq for each in ledger.changes(connection, 0, 10, public_only=True)] == [2]


def test_several_changes_of_an_entry_in_one_unit_leave_it_at_the_last(database: Database) -> None:
    loaded(database, row(summary="A"), row("other"), row(summary="B"))

    with database.read() as connection:
        found = ledger.changes(connection, 0, 10)
    assert [(each.seq, each.action) for each in found] == [
        (1, "create"),
        (2, "create"),
        (3, "update"),
    ]
