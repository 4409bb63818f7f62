"""What people have edited survives that its source is loaded again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from catalogue import entries
from catalogue.curation import curated_fields
from catalogue.editing import Edit, change
from catalogue.loading.rows import RelationKey
from catalogue.loading.write import load
from catalogue.records import LinkRecord
from tests.rows.building import loaded, loaded_id, row

if TYPE_CHECKING:
    from catalogue.database import Database
    from catalogue.loading.rows import LoadResult
    from catalogue.records import EntryRecord

PUBLISHED = Edit("user:berit", publish=True)
DRAFT = Edit("user:berit")


def edited(database: Database, edit: Edit = PUBLISHED, **changes: Any) -> str:
    """Load an entry, let a person change it, and return its id."""
    entry_id = loaded_id(database, row())
    with database.write() as unit:
        change(unit, entry_id, row(**changes), edit)
    return entry_id


def loaded_again(database: Database, *, overwrite: bool = False, **changes: Any) -> LoadResult:
    with database.write() as unit:
        return load(unit, [row(**changes)], actor="tester", publish=True, overwrite=overwrite)[0]


def latest(database: Database, entry_id: str, *, published_only: bool = False) -> EntryRecord:
    with database.read() as connection:
        found = entries.get(connection, entry_id, published_only=published_only)
    assert found
    return found


def test_an_edited_field_stays_and_the_others_follow_the_source(database: Database) -> None:
    entry_id = edited(database, title="Berits rubrik")
    result = loaded_again(database, summary="Källans nya text.")

    found = latest(database, entry_id, published_only=True)
    assert (found.content["title"], found.content["summary"]) == (
        "Berits rubrik",
        "Källans nya text.",
    )
    assert (result.action, result.version, result.preserved) == ("updated", 3, ("title",))


def test_loading_the_same_source_again_changes_nothing(database: Database) -> None:
    entry_id = edited(
        database, title="Berits rubrik", links=[*row().links, LinkRecord("sectors", "handel")]
    )
    result = loaded_again(database)

    assert (result.action, result.preserved) == ("unchanged", ("sectors", "title"))
    assert latest(database, entry_id).version == 2


def test_a_row_that_says_what_the_person_said_keeps_nothing(database: Database) -> None:
    edited(database, title="Berits rubrik")

    assert loaded_again(database, title="Berits rubrik").preserved == ()


def test_edited_links_stay_with_where_they_come_from(database: Database) -> None:
    entry_id = edited(database, links=[LinkRecord("goals", "9")])
    loaded_again(
        database, summary="Ny.", links=[LinkRecord("goals", "1"), LinkRecord("sectors", "handel")]
    )

    assert latest(database, entry_id).links == (
        LinkRecord("goals", "9"),
        LinkRecord("sectors", "handel"),
    )


def test_a_link_that_a_person_took_away_does_not_come_back(database: Database) -> None:
    entry_id = edited(database, links=[])
    result = loaded_again(database)

    assert latest(database, entry_id).links == ()
    assert result.preserved == ("goals",)


def test_edited_relations_stay(database: Database) -> None:
    other = loaded_id(database, row("other"))
    entry_id = edited(database, relations=[RelationKey("part-of", entry_id=other)])
    loaded_again(database, summary="Ny.")

    assert [each.entry_id for each in latest(database, entry_id).relations] == [other]


def test_what_follows_from_an_edited_field_stays_with_it(database: Database) -> None:
    entry_id = edited(database, counties=["14"], national=False)
    loaded_again(database, counties=["01"], national=True, summary="Ny.")

    content = latest(database, entry_id).content
    assert (content["counties"], content["national"]) == (["14"], False)


def test_the_row_wins_when_told_so_and_the_edit_is_forgotten(database: Database) -> None:
    entry_id = edited(database, title="Berits rubrik")
    result = loaded_again(database, overwrite=True)

    assert (result.action, result.preserved) == ("updated", ())
    assert latest(database, entry_id).content["title"] == "Verktygspool"
    with database.read() as connection:
        assert curated_fields(connection, entry_id) == []


def test_a_load_does_not_publish_somebodys_draft(database: Database) -> None:
    entry_id = edited(database, DRAFT, title="Halvfärdigt")
    loaded_again(database)
    loaded_again(database, summary="Källans nya text.")

    public, draft = latest(database, entry_id, published_only=True), latest(database, entry_id)
    assert public.version == 1
    assert (draft.status, draft.content["title"]) == ("draft", "Halvfärdigt")
    assert draft.content["summary"] == "Källans nya text."


def test_a_new_entry_has_nothing_to_keep(database: Database) -> None:
    assert loaded(database, row())[0].preserved == ()
