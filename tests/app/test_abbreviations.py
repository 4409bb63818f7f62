"""A search for an abbreviation finds what it stands for, and where that is sure, the reverse."""

from __future__ import annotations

from typing import Any

import pytest

from app.wiring import known
from seed.files import read_yaml
from swedish.analysis import analyse, is_stop
from swedish.tokens import tokenize

ROWS: list[dict[str, Any]] = [
    row for row in read_yaml("abbreviations")["abbreviations"] if "source" in row
]


def found(asked: str, written: str) -> bool:
    """Return whether a search for the one finds an entry that says the other."""
    topics = known().topics
    query = [token.text for token in tokenize(asked)]
    entry = [each for each in analyse(written).words if not is_stop(each)]
    return bool({one.topic.id for one in topics.in_query(query)} & {*topics.in_entry(entry)})


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["short"][0])
def test_an_abbreviation_of_an_official_list_finds_all_that_it_stands_for(
    row: dict[str, Any],
) -> None:
    ways = [(short, full) for short in row["short"] for full in row["full"]]
    assert [way for way in ways if not found(*way)] == []
    if row.get("both_ways"):
        assert [(full, short) for short, full in ways if not found(full, short)] == []


def test_what_could_be_another_word_is_not_found_by_what_it_stands_for() -> None:
    assert found("DIS", "ett dynamiskt inköpssystem")
    assert not found("dynamiskt inköpssystem", "dimma och dis")
