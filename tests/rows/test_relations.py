from __future__ import annotations

from typing import TYPE_CHECKING

from catalogue import entries
from catalogue.loading.rows import RelationKey
from catalogue.records import RelationRecord
from tests.rows.building import loaded, loaded_id, row, uses

if TYPE_CHECKING:
    from catalogue.database import Database


def relations(
    database: Database, entry_id: str | None, *, published_only: bool = True
) -> tuple[RelationRecord, ...]:
    with database.read() as connection:
        record = entries.get(connection, str(entry_id), published_only=published_only)
    assert record is not None
    return record.relations


def test_a_relation_is_seen_from_both_ends(database: Database) -> None:
    method, activity = (
        each.entry_id
        for each in loaded(database, row("method"), row("activity", relations=[uses("method")]))
    )

    assert relations(database, activity) == (
        RelationRecord("uses-method", str(method), "outgoing"),
    )
    assert relations(database, method) == (
        RelationRecord("uses-method", str(activity), "incoming"),
    )


def test_a_relation_may_name_the_entry_by_id(database: Database) -> None:
    method = loaded_id(database, row("method"))
    by_id = RelationKey("part-of", entry_id=method)
    activity = loaded_id(database, row("activity", relations=[by_id]))

    assert relations(database, activity) == (RelationRecord("part-of", method, "outgoing"),)


def test_a_relation_by_key_and_the_same_by_id_are_equal(database: Database) -> None:
    method = loaded_id(database, row("method"))
    loaded(database, row("activity", relations=[uses("method")]))
    by_id = RelationKey("uses-method", entry_id=method)

    assert loaded(database, row("activity", relations=[by_id]))[0].action == "unchanged"


def test_a_relation_may_point_at_a_later_row_of_the_same_load(database: Database) -> None:
    activity, method = loaded(database, row("activity", relations=[uses("method")]), row("method"))

    assert relations(database, activity.entry_id) == (
        RelationRecord("uses-method", str(method.entry_id), "outgoing"),
    )


def test_a_relation_may_point_into_another_source(database: Database) -> None:
    method = loaded_id(database, row("method", source_system="other"))
    across = RelationKey("uses-method", source_system="other", external_id="method")
    activity = loaded_id(database, row("activity", relations=[across]))

    assert relations(database, activity)[0].entry_id == method


def test_a_relation_to_an_unknown_entry_rejects_the_row(database: Database) -> None:
    good, bad = loaded(database, row("good"), row("bad", relations=[uses("nobody")]))

    assert (bad.action, bad.entry_id, bad.version) == ("rejected", None, 0)
    assert [(e.pointer, e.code, e.value) for e in bad.errors] == [
        ("/relations/0", "unknown-entry", "nobody")
    ]
    assert good.action == "created"


def test_a_relation_to_a_rejected_row_rejects_the_row_too(database: Database) -> None:
    results = loaded(
        database,
        row("first", relations=[uses("second")]),
        row("second", relations=[uses("third")]),
        row("third", relations=[uses("nobody")]),
        row("fourth"),
    )

    assert [each.action for each in results] == ["rejected"] * 3 + ["created"]


def test_a_relation_to_itself_rejects_the_row(database: Database) -> None:
    result = loaded(database, row("one", relations=[uses("one")]))[0]

    assert [error.code for error in result.errors] == ["relation-to-itself"]


def test_a_relation_given_twice_is_one_relation(database: Database) -> None:
    loaded(database, row("method"))
    activity = loaded_id(database, row("activity", relations=[uses("method")] * 2))

    assert len(relations(database, activity)) == 1


def test_the_public_sees_no_relation_to_or_from_a_draft(database: Database) -> None:
    draft = loaded_id(database, row("draft"), publish=False)
    public = loaded_id(database, row("public", relations=[uses("draft")]))
    loaded(database, row("other draft", relations=[uses("public")]), publish=False)

    assert relations(database, public) == ()
    assert len(relations(database, public, published_only=False)) == 2
    assert len(relations(database, draft, published_only=False)) == 1


def test_a_draft_does_not_change_the_relations_that_the_public_sees(database: Database) -> None:
    loaded(database, row("method"), row("other"))
    activity = loaded_id(database, row("activity", relations=[uses("method")]))
    before = relations(database, activity)
    loaded(database, row("activity", relations=[uses("other")]), publish=False)

    assert relations(database, activity) == before


def test_a_withdrawn_entry_is_related_to_nobody(database: Database) -> None:
    method, activity = loaded(database, row("method"), row("activity", relations=[uses("method")]))
    with database.write() as unit:
        entries.withdraw(unit, str(activity.entry_id), "Fel", actor="anna")

    assert relations(database, method.entry_id) == ()
    assert relations(database, method.entry_id, published_only=False) == ()
