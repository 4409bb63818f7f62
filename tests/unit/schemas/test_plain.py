"""Schemas of fields alone: the short way gives what marshmallow's own gives."""

import json
from typing import Any

import pytest
from marshmallow import RAISE, ValidationError

from schemas.rows import EntryRowSchema
from seed.entries import entries_path

SCHEMA = EntryRowSchema()
ROW: dict[str, Any] = {
    "externalId": "a",
    "kind": "activity",
    "title": "Lånecyklar",
    "summary": "Elcyklar lånas ut.",
    "counties": ["10"],
    "source": {"type": "report"},
}


def test_every_entry_of_the_seed_is_loaded_as_marshmallow_loads_it() -> None:
    with entries_path().open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]

    assert [SCHEMA.load(row) for row in rows] == [SCHEMA.load(row, unknown=RAISE) for row in rows]


def test_fields_that_are_left_out_stand_in_the_order_of_the_schema() -> None:
    assert list(SCHEMA.load(ROW)) == list(SCHEMA.load(ROW, unknown=RAISE))


@pytest.mark.parametrize(
    "change",
    [
        {"title": None},
        {"counties": ["10", 5, ""]},
        {"titel": "x"},
        {"source": {"type": "x", "zz": 1}, "resources": []},
        {"startYear": 1, "title": 5, "facts": ["a", None]},
    ],
)
def test_faults_are_those_that_marshmallow_tells(change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError) as short:
        SCHEMA.load(ROW | change)
    with pytest.raises(ValidationError) as whole:
        SCHEMA.load(ROW | change, unknown=RAISE)

    assert short.value.messages == whole.value.messages
    assert short.value.valid_data == whole.value.valid_data
