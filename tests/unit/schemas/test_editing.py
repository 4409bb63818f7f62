from __future__ import annotations

from typing import Any

import pytest
from marshmallow import fields

from schemas.audit import AuditSchema
from schemas.editing import EntryPatchSchema, NewEntrySchema, load_new, merged
from schemas.entries import EntrySchema
from schemas.examples import complete_example, read_examples
from schemas.rows import EntryRowSchema
from schemas.transitions import (
    ChangedEntrySchema,
    ChangedRelationsSchema,
    NewTransitionSchema,
    TransitionsSchema,
)

examples = read_examples("entries")

HOW = {"publish", "reason", "confirmPersonal"}
KEY = {"sourceSystem", "externalId"}


def names(schema: Any) -> set[str]:
    return {str(field.data_key) for field in schema.fields.values()}


def test_what_is_created_and_changed_has_the_fields_of_a_load() -> None:
    row = names(EntryRowSchema())
    assert names(NewEntrySchema()) == row | HOW
    assert names(EntryPatchSchema()) == row - KEY | HOW


def test_what_says_how_is_the_name_of_no_field() -> None:
    assert not HOW & (names(EntrySchema()) | names(EntryRowSchema()))


@pytest.mark.parametrize(
    (
        "target",
        "patch",
        "result",
    ),  # of RFC 7396, appendix A
    [
        ({"a": "b"}, {"a": "c"}, {"a": "c"}),
        ({"a": "b"}, {"b": "c"}, {"a": "b", "b": "c"}),
        ({"a": "b"}, {"a": None}, {}),
        ({"a": "b", "b": "c"}, {"a": None}, {"b": "c"}),
        ({"a": ["b"]}, {"a": "c"}, {"a": "c"}),
        ({"a": "c"}, {"a": ["b"]}, {"a": ["b"]}),
        ({"a": {"b": "c"}}, {"a": {"b": "d", "c": None}}, {"a": {"b": "d"}}),
        ({"a": [{"b": "c"}]}, {"a": [1]}, {"a": [1]}),
        ({"e": None}, {"a": 1}, {"e": None, "a": 1}),
    ],
)
def test_a_patch_is_merged(
    target: dict[str, Any], patch: dict[str, Any], result: dict[str, Any]
) -> None:
    before = repr(target)
    assert merged(target, patch) == result
    assert repr(target) == before


def test_an_example_can_be_created() -> None:
    known = {
        "counties": {"13": "Hallands län"},
        "sectors": {"branschovergripande": "Branschövergripande"},
        "goals": {"12": "Hållbar konsumtion"},
    }
    entry, how = load_new(examples.new_entry, ("exempelbanken", "1"), known)
    assert (entry.source_system, entry.external_id) == ("exempelbanken", "1")
    assert (how.publish, how.reason) == (False, "Tips från kommunen")


@pytest.mark.parametrize(
    ("schema", "example"),
    [
        (ChangedEntrySchema, examples.changed_entry),
        (ChangedEntrySchema, examples.withdrawn_entry),
        (ChangedRelationsSchema, examples.changed_relations),
        (EntrySchema, examples.version),
        (NewTransitionSchema, examples.new_transition),
        (TransitionsSchema, examples.transitions),
        (AuditSchema, examples.audit),
    ],
)
def test_an_example_is_as_its_schema_says(schema: Any, example: dict[str, Any]) -> None:
    assert schema().load(complete_example(schema, example))


def test_an_example_shows_a_field_that_it_does_not_name() -> None:
    class WithNewField(EntrySchema):
        new_number = fields.Integer(required=True, allow_none=True)
        new_texts = fields.List(fields.String(), required=True)
        left_out = fields.String(required=False)

    complete = complete_example(WithNewField, examples.entry)

    assert (complete["newNumber"], complete["newTexts"]) == (None, [])
    assert "leftOut" not in complete
    assert complete["resources"]["equipment"] is None
