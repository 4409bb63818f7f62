"""Changes made by people: versions, marks, and two of them at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from catalogue import entries, ledger
from catalogue.curation import curated_fields
from catalogue.editing import Edit, RefusedByRows, change, create
from catalogue.errors import EntryNotFound, KeyInUse, VersionChanged, WrongState
from catalogue.loading.rows import RelationKey
from catalogue.records import LinkRecord
from tests.rows.building import CONTENT, loaded, loaded_id, row
from tests.rows.processes import add_facts, load_beside, run, running

if TYPE_CHECKING:
    from catalogue.database import Database
    from catalogue.records import EntryRecord

BERIT = Edit("user:berit", "bättre")
NOBODY = "01900000-0000-7000-8000-000000000000"


def edited(database: Database, entry_id: str, edit: Edit = BERIT, **changes: Any) -> None:
    with database.write() as unit:
        change(unit, entry_id, row(**changes), edit)


def latest(database: Database, entry_id: str) -> EntryRecord:
    with database.read() as connection:
        found = entries.get(connection, entry_id, published_only=False)
    assert found
    return found


def marks(database: Database, entry_id: str) -> list[tuple[str, str]]:
    with database.read() as connection:
        return [(each.field, each.actor) for each in curated_fields(connection, entry_id)]


def test_a_change_of_a_published_entry_is_a_draft_beside_it(database: Database) -> None:
    entry_id = loaded_id(database, row())
    edited(database, entry_id, title="Nytt")

    found = latest(database, entry_id)
    assert (found.version, found.status, found.published_version) == (2, "draft", 1)
    with database.read() as connection:
        public = entries.get(connection, entry_id)
    assert public
    assert (public.version, public.content["title"]) == (1, "Verktygspool")


def test_a_change_may_be_public_at_once(database: Database) -> None:
    entry_id = loaded_id(database, row())
    edited(database, entry_id, Edit("user:berit", publish=True), title="Nytt")

    assert latest(database, entry_id).published_version == 2


def test_a_version_says_who_when_and_why(database: Database) -> None:
    entry_id = loaded_id(database, row())
    edited(database, entry_id, title="Nytt")

    with database.read() as connection:
        found = entries.version(connection, entry_id, 2, published_only=False)
        event = ledger.changes(connection, 1, 10)[0]
    assert found
    assert (found.actor, found.reason) == ("user:berit", "bättre")
    assert (event.action, event.actor, event.public) == ("update", "user:berit", False)


def test_a_change_to_the_same_text_makes_no_version(database: Database) -> None:
    entry_id = loaded_id(database, row())
    edited(database, entry_id)

    assert latest(database, entry_id).version == 1
    assert marks(database, entry_id) == []


def test_only_what_was_changed_counts_as_edited(database: Database) -> None:
    entry_id = loaded_id(database, row())
    edited(database, entry_id, title="Nytt", links=[*row().links, LinkRecord("sectors", "handel")])
    edited(
        database,
        entry_id,
        Edit("user:cecilia"),
        title="Nyare",
        links=[*row().links, LinkRecord("sectors", "handel")],
    )

    assert marks(database, entry_id) == [("sectors", "user:berit"), ("title", "user:cecilia")]


def test_all_of_an_entry_that_a_person_made_counts_as_edited(database: Database) -> None:
    with database.write() as unit:
        entry_id = create(unit, row(), BERIT)

    assert [field for field, _ in marks(database, entry_id)] == sorted({"goals", *CONTENT})
    assert latest(database, entry_id).status == "draft"


def test_a_key_is_taken_once(database: Database) -> None:
    entry_id = loaded_id(database, row())

    with pytest.raises(KeyInUse) as taken, database.write() as unit:
        create(unit, row(title="Annat"), BERIT)
    assert taken.value.entry_id == entry_id


def test_a_change_of_an_older_version_is_refused(database: Database) -> None:
    entry_id = loaded_id(database, row())
    edited(database, entry_id, Edit("user:berit", based_on=1), title="Berits")

    with pytest.raises(VersionChanged):
        edited(database, entry_id, Edit("user:cecilia", based_on=1), title="Cecilias")
    assert latest(database, entry_id).content["title"] == "Berits"


def test_a_withdrawn_entry_is_not_changed(database: Database) -> None:
    entry_id = loaded_id(database, row())
    with database.write() as unit:
        entries.withdraw(unit, entry_id, "Fel", actor="user:berit")

    with pytest.raises(WrongState):
        edited(database, entry_id, title="Nytt")


def test_what_never_was_is_not_changed(database: Database) -> None:
    with pytest.raises(EntryNotFound):
        edited(database, NOBODY, title="Nytt")


def test_a_relation_that_leads_nowhere_is_refused(database: Database) -> None:
    entry_id = loaded_id(database, row())

    with pytest.raises(RefusedByRows) as refused:
        edited(database, entry_id, relations=[RelationKey("part-of", entry_id=NOBODY)])
    assert [each.pointer for each in refused.value.errors] == ["/relations/0"]


def test_a_relation_counts_as_edited(database: Database) -> None:
    entry_id = loaded_id(database, row())
    other = loaded(database, row("other"))[0].entry_id
    edited(database, entry_id, relations=[RelationKey("part-of", entry_id=other)])

    assert marks(database, entry_id) == [("relations", "user:berit")]


def test_curators_at_the_same_time_never_overwrite_each_other(database: Database, url: str) -> None:
    entry_id = loaded_id(database, row())
    curators, times = ("berit", "cecilia", "dag"), 5
    run(add_facts, [(url, entry_id, who, times) for who in curators])

    found = latest(database, entry_id)
    assert sorted(found.content["facts"]) == sorted(
        f"{who} {number}" for who in curators for number in range(times)
    )
    assert found.version == 1 + len(curators) * times


def test_loads_at_the_same_time_lose_nothing_that_curators_write(
    database: Database, url: str
) -> None:
    entry_id = loaded_id(database, row())
    with running(load_beside, [(url, 10)]):
        run(add_facts, [(url, entry_id, who, 5) for who in ("berit", "cecilia")])

    found = latest(database, entry_id)
    assert len(found.content["facts"]) == len(set(found.content["facts"])) == 10
