from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from catalogue import entries, ledger
from catalogue.errors import EntryNotFound, WrongState
from catalogue.records import LinkRecord, Tombstone
from tests.rows.building import SOURCE, loaded, loaded_id, row, uses

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from catalogue.database import Database

NOBODY = "01900000-0000-7000-8000-000000000000"


def withdraw(database: Database, entry_id: str, replaced_by: str | None = None) -> None:
    with database.write() as unit:
        entries.withdraw(unit, entry_id, "Dubblett", replaced_by, actor="anna")


def publish(database: Database, entry_id: str, version: int | None = None) -> int:
    with database.write() as unit:
        return entries.publish(unit, entry_id, actor="anna", version=version)


def test_an_unknown_entry_is_none(database: Database) -> None:
    with database.read() as connection:
        assert entries.get(connection, NOBODY) is None
        assert entries.get(connection, "not an id") is None


def test_an_entry_is_found_by_the_key_it_was_loaded_under(database: Database) -> None:
    entry_id = loaded_id(database, row("one"))

    with database.read() as connection:
        found = entries.by_key(connection, SOURCE, "one")
        assert found is not None
        assert found.id == entry_id
        assert entries.by_key(connection, "other", "one") is None


def test_many_entries_come_in_the_order_asked_for_without_the_missing(database: Database) -> None:
    ids = [str(each.entry_id) for each in loaded(database, row("a"), row("b"), row("c"))]
    asked = [ids[2], NOBODY, ids[0]]

    with database.read() as connection:
        assert [each.id for each in entries.get_many(connection, asked)] == [ids[2], ids[0]]


def test_pages_give_every_published_entry_once(database: Database) -> None:
    expected = {str(each.entry_id) for each in loaded(database, *map(row, "abcdefg"))}
    loaded(database, row("draft"), publish=False)
    seen, after = [], 0
    with database.read() as connection:
        while page := entries.published_page(connection, after, 3):
            assert len(page) <= 3
            seen += [each.id for each in page]
            after = page[-1].pk

    assert len(seen) == len(expected)
    assert set(seen) == expected


def test_only_published_entries_are_counted(database: Database) -> None:
    loaded(database, row("a"), row("b"))
    loaded(database, row("draft"), publish=False)
    withdraw(database, loaded_id(database, row("withdrawn")))

    with database.read() as connection:
        assert entries.count_published(connection) == 2


def test_a_draft_can_be_published(database: Database) -> None:
    entry_id = loaded_id(database, row(), publish=False)

    assert publish(database, entry_id) == 1
    with database.read() as connection:
        record = entries.get(connection, entry_id)
        assert record is not None
        assert (record.status, record.published_version, record.seq) == ("published", 1, 2)
        assert record.published_at is not None


def test_publishing_what_is_public_already_leaves_no_event(database: Database) -> None:
    entry_id = loaded_id(database, row())
    publish(database, entry_id)

    with database.read() as connection:
        assert ledger.last_seq(connection) == 1


def test_an_earlier_version_can_be_made_public_again(database: Database) -> None:
    entry_id = loaded_id(database, row())
    loaded(database, row(summary="Ny text.", links=[LinkRecord("goals", "9")]))
    publish(database, entry_id, version=1)

    with database.read() as connection:
        record = entries.get(connection, entry_id)
        assert record is not None
        assert (record.version, record.links) == (1, row().links)


def test_a_version_that_does_not_exist_cannot_be_published(database: Database) -> None:
    entry_id = loaded_id(database, row())

    with pytest.raises(EntryNotFound):
        publish(database, entry_id, version=2)


def test_an_unknown_entry_can_be_neither_published_nor_withdrawn(database: Database) -> None:
    with pytest.raises(EntryNotFound):
        publish(database, NOBODY)
    with pytest.raises(EntryNotFound):
        withdraw(database, NOBODY)


def test_a_withdrawn_entry_leaves_a_tombstone(database: Database) -> None:
    old, new = loaded_id(database, row("old")), loaded_id(database, row("new"))
    withdraw(database, old, replaced_by=new)

    with database.read() as connection:
        assert entries.get(connection, old) is None
        left = entries.tombstone(connection, old)
    assert left is not None
    assert left == Tombstone(old, left.withdrawn_at, "Dubblett", new)
    assert left.withdrawn_at is not None


def test_there_is_no_tombstone_of_an_entry_that_lives(database: Database) -> None:
    entry_id = loaded_id(database, row())

    with database.read() as connection:
        assert entries.tombstone(connection, entry_id) is None


def test_there_is_no_tombstone_of_an_entry_that_never_was_public(database: Database) -> None:
    entry_id = loaded_id(database, row(), publish=False)
    withdraw(database, entry_id)

    with database.read() as connection:
        assert entries.tombstone(connection, entry_id) is None


def test_a_withdrawal_is_a_public_event_only_if_the_entry_was_public(database: Database) -> None:
    withdraw(database, loaded_id(database, row("public")))
    withdraw(database, loaded_id(database, row("draft"), publish=False))

    with database.read() as connection:
        found = ledger.changes(connection, 0, 10)
    assert [each.public for each in found if each.action == "withdraw"] == [True, False]


def test_a_withdrawn_entry_can_be_neither_published_nor_withdrawn(database: Database) -> None:
    entry_id = loaded_id(database, row())
    withdraw(database, entry_id)

    with pytest.raises(WrongState):
        publish(database, entry_id)
    with pytest.raises(WrongState):
        withdraw(database, entry_id)


def test_an_unknown_replacement_is_refused(database: Database) -> None:
    entry_id = loaded_id(database, row())

    with pytest.raises(EntryNotFound):
        withdraw(database, entry_id, replaced_by=NOBODY)


def test_a_draft_moves_neither_time_nor_position_of_what_the_public_sees(
    database: Database,
) -> None:
    entry_id = loaded_id(database, row())
    with database.read() as connection:
        before = entries.get(connection, entry_id)
    loaded(database, row(summary="Utkast."), publish=False)

    with database.read() as connection:
        assert entries.get(connection, entry_id) == before
        assert ledger.last_seq(connection) == 2


@pytest.mark.parametrize("published_only", [True, False])
def test_reading_takes_the_same_queries_for_2_as_for_40(
    database: Database,
    count_statements: Callable[[], AbstractContextManager[list[str]]],
    *,
    published_only: bool,
) -> None:
    names = [str(number) for number in range(40)]
    loaded(database, row("method"), *(row(name, relations=[uses("method")]) for name in names))
    with database.read() as connection:
        ids = [each.id for each in entries.published_page(connection, 0, 40)]
        with count_statements() as few:
            entries.get_many(connection, ids[:2], published_only=published_only)
        with count_statements() as many:
            found = entries.get_many(connection, ids, published_only=published_only)

    assert len(found) == 40
    assert len(few) == len(many) == 3


def test_a_page_takes_the_same_queries_whatever_its_length(
    database: Database, count_statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    loaded(database, *(row(str(number)) for number in range(40)))
    with database.read() as connection:
        with count_statements() as few:
            entries.published_page(connection, 0, 2)
        with count_statements() as many:
            entries.published_page(connection, 0, 40)

    assert len(few) == len(many) == 3
