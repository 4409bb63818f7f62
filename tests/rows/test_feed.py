"""The ledger as the public reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete

from catalogue import entries, feed, ledger
from catalogue.tables import LedgerEvent
from tests.rows.building import loaded, loaded_id, row, uses

if TYPE_CHECKING:
    import pytest

    from catalogue.database import Database
    from catalogue.feed import FeedPage


def read(database: Database, since: int = 0, limit: int = 100) -> FeedPage:
    with database.read() as connection:
        return feed.page(connection, since, limit)


def withdraw(database: Database, entry_id: str) -> None:
    with database.write() as unit:
        entries.withdraw(unit, entry_id, "prov", actor="tester")


def seen(page: FeedPage) -> list[tuple[str, bool, str | None]]:
    return [
        (item.entry_id, item.new, item.record and item.record.content["title"])
        for item in page.items
    ]


def test_a_published_entry_comes_as_new(database: Database) -> None:
    entry_id = loaded_id(database, row())
    assert seen(read(database)) == [(entry_id, True, "Verktygspool")]


def test_an_entry_stands_once_at_its_last_change(database: Database) -> None:
    first = loaded_id(database, row("one"))
    second = loaded_id(database, row("two"))
    loaded(database, row("one", title="Ny titel"))
    page = read(database)
    assert seen(page) == [(second, True, "Verktygspool"), (first, False, "Ny titel")]
    assert [item.seq for item in page.items] == [2, 3]


def test_a_withdrawn_entry_comes_without_content(database: Database) -> None:
    entry_id = loaded_id(database, row())
    withdraw(database, entry_id)
    assert seen(read(database)) == [(entry_id, False, None)]


def test_drafts_neither_move_the_position_nor_are_told(database: Database) -> None:
    loaded(database, row("open"))
    loaded(database, row("draft"), publish=False)
    for since in (1, 2):
        page = read(database, since)
        assert (page.items, page.seq, page.last) == ([], since, 1)
    assert [title for _, _, title in seen(read(database))] == ["Verktygspool"]


def test_a_draft_beside_a_published_version_is_not_told(database: Database) -> None:
    entry_id = loaded_id(database, row())
    loaded(database, row(title="Utkast"), publish=False)
    assert seen(read(database)) == [(entry_id, True, "Verktygspool")]
    assert read(database, 1).items == []


def test_a_full_page_ends_at_its_last_item(database: Database) -> None:
    loaded(database, *(row(str(number)) for number in range(5)))
    page = read(database, 0, 2)
    assert (len(page.items), page.seq, page.last) == (2, 2, 5)


def test_pages_end_at_the_window_even_when_empty(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(feed, "WINDOW", 2)
    loaded(database, *(row(str(number)) for number in range(2)), publish=False)
    loaded(database, row("open"))
    page = read(database)
    assert (page.items, page.seq, page.last) == ([], 2, 3)


def test_the_mark_of_a_position_is_that_of_its_event(database: Database) -> None:
    loaded(database, row("one"), row("two"))
    with database.read() as connection:
        marks = [feed.mark(connection, seq) for seq in (1, 2, 3)]
    assert marks[2] is None
    assert len({*marks}) == 3
    assert read(database).mark == marks[1]


def test_a_pruned_ledger_tells_where_it_begins(database: Database) -> None:
    loaded(database, *(row(str(number)) for number in range(3)))
    with database.write() as unit:
        unit.connection.execute(delete(LedgerEvent).where(LedgerEvent.seq <= 2))
    with database.read() as connection:
        assert feed.first_position(connection) == 2


def test_who_is_named_comes_again_when_the_naming_entry_is_published(database: Database) -> None:
    method = loaded_id(database, row("method"))
    user = loaded_id(database, row("user", relations=(uses("method"),)))
    page = read(database, 1)
    assert [item.entry_id for item in page.items] == [user, method]
    relations = page.items[1].record and page.items[1].record.relations
    assert relations
    assert relations[0].entry_id == user


def test_who_is_named_comes_again_when_the_naming_entry_is_withdrawn(database: Database) -> None:
    method = loaded_id(database, row("method"))
    user = loaded_id(database, row("user", relations=(uses("method"),)))
    before = read(database).seq
    withdraw(database, user)
    page = read(database, before)
    assert [(item.entry_id, item.record is None) for item in page.items] == [
        (user, True),
        (method, False),
    ]


def test_who_names_comes_again_when_the_named_entry_goes_and_returns(database: Database) -> None:
    method = loaded_id(database, row("method"), publish=False)
    user = loaded_id(database, row("user", relations=(uses("method"),)))
    before = read(database).seq
    with database.write() as unit:
        entries.publish(unit, method, actor="tester")
    assert [item.entry_id for item in read(database, before).items] == [method, user]
    before = read(database).seq
    withdraw(database, method)
    assert [item.entry_id for item in read(database, before).items] == [method, user]


def test_a_change_that_keeps_the_relations_tells_nothing_of_the_others(database: Database) -> None:
    loaded_id(database, row("method"))
    user = loaded_id(database, row("user", relations=(uses("method"),)))
    before = read(database).seq
    loaded(database, row("user", title="Ny titel", relations=(uses("method"),)))
    assert [item.entry_id for item in read(database, before).items] == [user]


def test_a_draft_that_names_another_tells_nothing_of_it(database: Database) -> None:
    loaded_id(database, row("method"))
    before = read(database).seq
    loaded(database, row("user", relations=(uses("method"),)), publish=False)
    assert read(database, before).items == []


def test_the_entry_keeps_its_own_position_when_another_one_changes_its_relations(
    database: Database,
) -> None:
    method = loaded_id(database, row("method"))
    loaded_id(database, row("user", relations=(uses("method"),)))
    with database.read() as connection:
        record = entries.get(connection, method)
        events = ledger.changes(connection, 0, 10)
    assert record
    assert record.seq == 1
    assert [event.action for event in events] == ["create", "create", "relate"]
