from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue import entries
from catalogue.records import LinkRecord
from tests.rows.building import loaded, loaded_id, row

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from catalogue.database import Database


def with_three_versions(database: Database) -> str:
    """Return an entry whose versions 1 and 3 were public; 2 was a draft."""
    entry_id = loaded_id(database, row())
    loaded(database, row(summary="Utkast."), publish=False)
    loaded(database, row(summary="Ny text.", links=[LinkRecord("goals", "9")]))
    return entry_id


def test_the_public_sees_those_versions_that_were_published(database: Database) -> None:
    entry_id = with_three_versions(database)

    with database.read() as connection:
        found = entries.versions(connection, entry_id, published_only=True)
    assert [(each.version, each.status) for each in found] == [(1, "published"), (3, "published")]


def test_curators_see_every_version_with_its_actor(database: Database) -> None:
    entry_id = with_three_versions(database)

    with database.read() as connection:
        found = entries.versions(connection, entry_id, published_only=False)
    assert [(each.version, each.status, each.actor) for each in found] == [
        (1, "published", "tester"),
        (2, "draft", "tester"),
        (3, "published", "tester"),
    ]


def test_each_version_shows_its_own_content_and_links(database: Database) -> None:
    entry_id = with_three_versions(database)

    with database.read() as connection:
        first, last = entries.versions(connection, entry_id, published_only=True)
    assert (first.entry.content, first.entry.links) == (row().content, row().links)
    assert last.entry.content["summary"] == "Ny text."
    assert last.entry.links == (LinkRecord("goals", "9"),)


def test_one_version_can_be_read(database: Database) -> None:
    entry_id = with_three_versions(database)

    with database.read() as connection:
        found = entries.version(connection, entry_id, 1, published_only=True)
    assert found is not None
    assert (found.version, found.entry.version, found.entry.content) == (1, 1, row().content)


def test_the_public_cannot_read_a_version_that_was_a_draft(database: Database) -> None:
    entry_id = with_three_versions(database)

    with database.read() as connection:
        assert entries.version(connection, entry_id, 2, published_only=True) is None
        assert entries.version(connection, entry_id, 2, published_only=False) is not None


def test_a_version_that_does_not_exist_is_none(database: Database) -> None:
    entry_id = with_three_versions(database)

    with database.read() as connection:
        assert entries.version(connection, entry_id, 4, published_only=False) is None


def test_the_public_sees_no_version_of_a_withdrawn_entry(database: Database) -> None:
    entry_id = with_three_versions(database)
    with database.write() as unit:
        entries.withdraw(unit, entry_id, "Fel", actor="anna")

    with database.read() as connection:
        assert entries.versions(connection, entry_id, published_only=True) == []
        assert len(entries.versions(connection, entry_id, published_only=False)) == 3


def test_listing_takes_the_same_queries_for_2_versions_as_for_20(
    database: Database, count_statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    few, many = loaded_id(database, row("few")), loaded_id(database, row("many"))
    loaded(database, row("few", summary="Ny text."))
    for number in range(19):
        loaded(database, row("many", summary=f"Text {number}."))
    with database.read() as connection:
        with count_statements() as for_few:
            entries.versions(connection, few)
        with count_statements() as for_many:
            assert len(entries.versions(connection, many)) == 20

    assert len(for_few) == len(for_many) == 3
