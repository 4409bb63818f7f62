"""From draft to review and back, restoring, and lists of what is not public."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from catalogue import audit, drafts, entries
from catalogue.editing import Edit, change, restore
from catalogue.errors import EntryNotFound, VersionChanged, WrongState
from catalogue.narrowing import Narrowing
from catalogue.records import LinkRecord
from tests.rows.building import loaded, loaded_id, row, uses

if TYPE_CHECKING:
    from collections.abc import Sequence

    from catalogue.database import Database
    from catalogue.records import EntryRecord

BERIT = Edit("token:berit", "skäl")


def latest(database: Database, entry_id: str) -> EntryRecord:
    with database.read() as connection:
        found = entries.get(connection, entry_id, published_only=False)
    assert found
    return found


def submitted(database: Database) -> str:
    entry_id = loaded_id(database, row(), publish=False)
    with database.write() as unit:
        drafts.submit(unit, entry_id, BERIT)
    return entry_id


def withdrawn(database: Database) -> str:
    entry_id = loaded_id(database, row())
    with database.write() as unit:
        entries.withdraw(unit, entry_id, "Fel", actor="token:berit")
    return entry_id


def ids(database: Database, *statuses: str) -> list[str]:
    with database.read() as connection:
        total, page = drafts.page(connection, statuses, 0, 10)
    assert total == len(page)
    return [each.id for each in page]


def test_a_draft_goes_to_review_and_back(database: Database) -> None:
    entry_id = submitted(database)
    assert latest(database, entry_id).status == "in-review"
    with database.write() as unit:
        drafts.hand_back(unit, entry_id, BERIT)
    assert latest(database, entry_id).status == "draft"


def test_what_is_in_review_can_be_published(database: Database) -> None:
    entry_id = submitted(database)
    with database.write() as unit:
        entries.publish(unit, entry_id, actor="token:berit", based_on=1)
    assert latest(database, entry_id).status == "published"


def test_a_draft_beside_a_published_version_goes_to_review_too(database: Database) -> None:
    entry_id = loaded_id(database, row())
    loaded(database, row(title="Nytt"), publish=False)
    with database.write() as unit:
        drafts.submit(unit, entry_id, BERIT)
    found = latest(database, entry_id)
    assert (found.status, found.published_version) == ("in-review", 1)


def test_a_step_from_another_state_is_refused(database: Database) -> None:
    entry_id = submitted(database)
    with pytest.raises(WrongState), database.write() as unit:
        drafts.submit(unit, entry_id, BERIT)


def test_a_withdrawn_entry_takes_no_step(database: Database) -> None:
    entry_id = withdrawn(database)
    with pytest.raises(WrongState), database.write() as unit:
        drafts.hand_back(unit, entry_id, BERIT)


def test_the_ledger_says_why(database: Database) -> None:
    submitted(database)
    with database.read() as connection:
        (event,) = audit.events(connection, audit.EventFilter(actions=("submit",)), 0, 10)[1]
    assert (event.action, event.actor, event.reason) == ("submit", "token:berit", "skäl")


def test_an_earlier_version_comes_back_as_a_new_one(database: Database) -> None:
    loaded(database, row("method"))
    entry_id = loaded_id(database, row(relations=[uses("method")]))
    loaded(database, row(title="Nytt", links=[LinkRecord("sectors", "handel")]))
    with database.write() as unit:
        assert restore(unit, entry_id, 1, BERIT) == 3

    found = latest(database, entry_id)
    assert (found.version, found.status, found.published_version) == (3, "draft", 2)
    assert (found.content, found.links) == (row().content, row().links)
    assert len(found.relations) == 1


def test_loading_what_was_restored_is_no_change(database: Database) -> None:
    entry_id = loaded_id(database, row())
    loaded(database, row(title="Nytt"))
    with database.write() as unit:
        restore(unit, entry_id, 1, Edit("token:berit", publish=True))
    assert loaded(database, row())[0].action == "unchanged"
    assert latest(database, entry_id).published_version == 3


def test_restoring_what_stands_makes_no_version(database: Database) -> None:
    entry_id = loaded_id(database, row(), publish=False)
    with database.write() as unit:
        assert restore(unit, entry_id, 1, Edit("token:berit", publish=True)) == 1
    assert latest(database, entry_id).status == "published"


def test_a_withdrawn_entry_comes_back_as_a_draft(database: Database) -> None:
    entry_id = withdrawn(database)
    with database.write() as unit:
        restore(unit, entry_id, None, BERIT)

    found = latest(database, entry_id)
    assert (found.version, found.status, found.published_version) == (2, "draft", None)
    with database.read() as connection:
        assert entries.tombstone(connection, entry_id) is None


def test_an_entry_may_be_withdrawn_again(database: Database) -> None:
    entry_id = withdrawn(database)
    with database.write() as unit:
        restore(unit, entry_id, None, Edit("token:berit", publish=True))
    with database.write() as unit:
        entries.withdraw(unit, entry_id, "Fel igen", actor="token:berit")
    assert latest(database, entry_id).status == "withdrawn"


def test_there_must_be_such_a_version_to_restore(database: Database) -> None:
    entry_id = loaded_id(database, row())
    with pytest.raises(EntryNotFound), database.write() as unit:
        restore(unit, entry_id, 9, BERIT)
    with pytest.raises(VersionChanged), database.write() as unit:
        restore(unit, entry_id, 1, Edit("token:berit", based_on=2))


def test_lists_hold_what_is_in_the_status_and_the_latest_change_first(database: Database) -> None:
    draft = loaded_id(database, row("draft"), publish=False)
    beside = loaded_id(database, row("beside"))
    public = loaded_id(database, row("public"))
    gone = withdrawn(database)
    with database.write() as unit:
        change(unit, beside, row("beside", title="Nytt"), BERIT)

    assert ids(database, "draft") == [beside, draft]
    assert ids(database, "published") == [public]
    assert ids(database, "withdrawn") == [gone]
    assert ids(database, "in-review") == []
    assert ids(database, "draft", "withdrawn") == [beside, gone, draft]


def test_entries_are_narrowed_to_a_county_and_to_words_of_their_titles(database: Database) -> None:
    titled = {
        "a": ("Ål i Ätran", ["13"]),
        "b": ("Biogas i Ätran", ["12", "13"]),
        "c": ("Ål", ["12"]),
    }
    for key, (title, counties) in titled.items():
        loaded(database, row(key, title=title, counties=counties), publish=False)

    def found(words: Sequence[str] = (), **narrowed: Any) -> set[str]:
        with database.read() as connection:
            wanted = drafts.EntryFilter(**narrowed, narrowed=Narrowing(words))
            total, page = drafts.page(connection, ["draft"], 0, 10, wanted)
        assert total == len(page)
        return {each.external_id for each in page}

    assert found(county="13") == {"a", "b"}
    assert found(county="13", alone=True) == {"a"}
    assert found(words=["ål"]) == {"a", "c"}
    assert found(words=["ätran", "ål"]) == {"a"}
    assert found(words=["%"]) == set()
    assert found(words=["i"], county="12") == {"b"}


def test_the_last_step_of_an_entry_is_told_with_its_reason(database: Database) -> None:
    entry_id = submitted(database)
    with database.write() as unit:
        drafts.hand_back(unit, entry_id, Edit("token:berit", "Källan saknas"))
    written = loaded_id(database, row("two"), publish=False)
    with database.read() as connection:
        found = drafts.last_steps(connection, [entry_id, written])
    assert list(found) == [entry_id]
    assert (found[entry_id].transition, found[entry_id].reason) == ("return", "Källan saknas")
