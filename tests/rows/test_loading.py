from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from catalogue import entries, ledger
from catalogue.loading.rows import RelationKey, RowError
from catalogue.loading.write import MAX_ROWS, load
from catalogue.records import LinkRecord
from tests.rows.building import QUOTE, loaded, loaded_id, row
from tests.rows.processes import load_again, run

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from catalogue.database import Database
    from catalogue.records import EntryRecord, Event


def read(database: Database, entry_id: str, *, published_only: bool = True) -> EntryRecord:
    with database.read() as connection:
        record = entries.get(connection, entry_id, published_only=published_only)
    assert record is not None
    return record


def events(database: Database) -> list[Event]:
    with database.read() as connection:
        return ledger.changes(connection, 0, 100)


def test_a_new_key_creates_an_entry(database: Database) -> None:
    result = loaded(database, row())[0]

    assert (result.external_id, result.action, result.version) == ("one", "created", 1)
    assert result.entry_id is not None


def test_content_comes_back_as_it_was_loaded(database: Database) -> None:
    content: dict[str, Any] = {
        "facts": ["å", "ä", "ö"],
        "startYear": None,
        "source": {"quote": {"start": 3}},
    }
    record = read(database, loaded_id(database, row(**content)))

    assert record.content == {**row().content, **content}


def test_links_come_back_in_their_order_with_evidence(database: Database) -> None:
    links = (
        LinkRecord("goals", "12", evidence=(QUOTE, {"quote": "en annan", "start": 3})),
        LinkRecord("goals", "8", origin="suggested", score=0.75),
        LinkRecord("objectives", "15", origin="harvested"),
    )
    summary = "Kommunen lånar ut verktyg, en annan cyklar."
    record = read(database, loaded_id(database, row(links=links, summary=summary)))

    assert record.links == links


def test_a_link_given_twice_is_one_link(database: Database) -> None:
    record = read(database, loaded_id(database, row(links=[LinkRecord("goals", "12")] * 2)))

    assert record.links == (LinkRecord("goals", "12"),)


def test_the_same_row_again_changes_nothing(database: Database) -> None:
    loaded(database, row())
    result = loaded(database, row())[0]

    assert (result.action, result.version) == ("unchanged", 1)
    assert len(events(database)) == 1


def test_the_order_of_keys_in_the_content_does_not_matter(database: Database) -> None:
    loaded(database, row(facts=["a"], kind="activity"))

    assert loaded(database, row(kind="activity", facts=["a"]))[0].action == "unchanged"


@pytest.mark.parametrize(
    "change",
    [
        {"summary": "Något annat."},
        {"links": ()},
        {"links": (LinkRecord("goals", "12", evidence=({"quote": "Kommunen"},)),)},
        {"links": (LinkRecord("goals", "12", origin="harvested", evidence=(QUOTE,)),)},
    ],
    ids=["text", "no link", "other evidence", "other origin"],
)
def test_any_difference_makes_a_new_version(database: Database, change: dict[str, Any]) -> None:
    loaded(database, row())
    result = loaded(database, row(**change))[0]

    assert (result.action, result.version) == ("updated", 2)


def test_a_relation_that_is_added_makes_a_new_version(database: Database) -> None:
    loaded(database, row(), row("method"))
    relation = RelationKey("uses-method", external_id="method")

    assert loaded(database, row(relations=[relation]))[0].version == 2


def test_the_same_external_id_from_two_sources_is_two_entries(database: Database) -> None:
    results = loaded(database, row(source_system="a"), row(source_system="b"))

    assert [result.action for result in results] == ["created", "created"]
    assert results[0].entry_id != results[1].entry_id


def test_a_key_twice_in_one_load_is_an_update_the_second_time(database: Database) -> None:
    results = loaded(database, row(), row("two"), row(summary="Ny text."))

    assert [(each.action, each.version) for each in results] == [
        ("created", 1),
        ("created", 1),
        ("updated", 2),
    ]
    assert results[0].entry_id == results[2].entry_id
    assert read(database, str(results[0].entry_id)).content["summary"] == "Ny text."


def test_an_equal_row_twice_in_one_load_is_unchanged_the_second_time(database: Database) -> None:
    assert [each.action for each in loaded(database, row(), row())] == ["created", "unchanged"]


def test_without_publish_the_public_sees_nothing(database: Database) -> None:
    entry_id = loaded_id(database, row(), publish=False)

    with database.read() as connection:
        assert entries.get(connection, entry_id) is None
    assert read(database, entry_id, published_only=False).status == "draft"


def test_without_publish_a_published_entry_gets_a_draft_beside_it(database: Database) -> None:
    entry_id = loaded_id(database, row())
    loaded(database, row(summary="Utkast.", links=()), publish=False)
    public, draft = read(database, entry_id), read(database, entry_id, published_only=False)

    assert (public.version, public.content, len(public.links)) == (1, row().content, 1)
    assert (draft.version, draft.status, draft.links) == (2, "draft", ())
    assert draft.content["summary"] == "Utkast."
    assert draft.published_version == 1


def test_publish_makes_an_unchanged_draft_public(database: Database) -> None:
    entry_id = loaded_id(database, row(), publish=False)
    result = loaded(database, row())[0]

    assert (result.action, result.version) == ("updated", 1)
    assert read(database, entry_id).status == "published"
    assert [(each.action, each.public) for each in events(database)] == [
        ("create", False),
        ("publish", True),
    ]


def test_a_later_version_keeps_the_time_of_the_first_publication(database: Database) -> None:
    entry_id = loaded_id(database, row())
    first = read(database, entry_id)
    loaded(database, row(summary="Ny text."))
    second = read(database, entry_id)

    assert second.published_at == first.published_at
    assert second.updated_at > first.updated_at


def test_each_change_is_one_event_with_actor_and_job(database: Database) -> None:
    for summary in ("A", "B"):
        with database.write() as unit:
            load(unit, [row(summary=summary)], actor="anna", publish=True, job_id="job-1")

    assert [(e.seq, e.action, e.version, e.actor, e.job_id) for e in events(database)] == [
        (1, "create", 1, "anna", "job-1"),
        (2, "update", 2, "anna", "job-1"),
    ]


def test_a_withdrawn_entry_loaded_again_unchanged_stays_withdrawn(database: Database) -> None:
    entry_id = loaded_id(database, row())
    with database.write() as unit:
        entries.withdraw(unit, entry_id, "Dubblett", actor="anna")
    result = loaded(database, row())[0]

    assert (result.action, result.errors) == ("unchanged", ())
    assert read(database, entry_id, published_only=False).status == "withdrawn"


def test_another_text_for_a_withdrawn_entry_is_rejected(database: Database) -> None:
    entry_id = loaded_id(database, row())
    with database.write() as unit:
        entries.withdraw(unit, entry_id, "Dubblett", actor="anna")
    result = loaded(database, row(summary="Ny text."))[0]

    assert (result.action, result.entry_id, result.version) == ("rejected", entry_id, 1)
    assert result.errors == (RowError("", "withdrawn", "one"),)


def test_results_come_in_the_order_of_the_rows(database: Database) -> None:
    names = [str(number) for number in range(50)]
    loaded(database, *(row(name) for name in names[::3]))
    results = loaded(database, *(row(name) for name in reversed(names)))

    assert [result.external_id for result in results] == names[::-1]


def test_a_load_of_nothing_does_nothing(database: Database) -> None:
    assert loaded(database) == []


def test_more_rows_than_a_statement_can_take_are_refused(database: Database) -> None:
    with pytest.raises(ValueError, match="the most"), database.write() as unit:
        load(unit, [row()] * (MAX_ROWS + 1), actor="tester", publish=True)


def test_the_most_rows_that_are_allowed_fit(database: Database) -> None:
    rows = [row(str(number)) for number in range(MAX_ROWS)]

    assert {each.action for each in loaded(database, *rows)} == {"created"}


def test_two_processes_may_load_the_same_rows_at_once(database: Database, url: str) -> None:
    run(load_again, [(url, 10, 20)] * 3)

    with database.read() as connection:
        assert entries.count_published(connection) == 200
        assert ledger.last_seq(connection) == 200


def test_statements_do_not_grow_with_the_rows(
    database: Database, count_statements: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    with count_statements() as few:
        loaded(database, row("a"), row("b"))
    with count_statements() as many:
        loaded(database, *(row(str(number)) for number in range(100)))

    assert len(many) == len(few)
