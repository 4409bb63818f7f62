from __future__ import annotations

import pytest

from indexer.engine import NoLiveIndex
from indexer.index_names import (
    Builder,
    IndexName,
    Standing,
    check_layout,
    fingerprint,
    release,
    standing,
)

EARLY, NOON, LATE = "20260101t060000000000", "20260101t120000000000", "20260101t180000000000"
OURS = Builder(release="1.10.0", fingerprint="ours", since=NOON)


def index(release: str, fingerprint: str, started: str = EARLY) -> str:
    return str(IndexName(release, fingerprint, started))


def test_a_name_is_read_back_as_it_was_given() -> None:
    name = IndexName.new(OURS)
    assert IndexName.parse(str(name)) == name


@pytest.mark.parametrize("name", ["entries", "entries-1", "entries-abc-20260101", "others-1-a-b"])
def test_other_names_are_not_read(name: str) -> None:
    assert IndexName.parse(name) is None


@pytest.mark.parametrize(
    ("live", "expected"),
    [
        (None, Standing.OUTDATED),
        ("entries-abc-20260101", Standing.OUTDATED),
        (index("1.10.0", "ours"), Standing.CURRENT),
        (index("1.9.0", "ours"), Standing.CURRENT),
        (index("2.0.0", "ours", LATE), Standing.CURRENT),
        (index("1.9.0", "theirs", LATE), Standing.OUTDATED),
        (index("1.11.0", "theirs"), Standing.NEWER),
        (index("1.10.0", "theirs", EARLY), Standing.OUTDATED),
        (index("1.10.0", "theirs", LATE), Standing.NEWER),
    ],
)
def test_an_index_is_replaced_by_who_is_newer(live: str | None, expected: Standing) -> None:
    assert standing(live, OURS) is expected


def test_the_release_is_numbers_with_points() -> None:
    assert all(part.isdecimal() for part in release().split("."))


def test_an_index_of_other_vocabularies_is_read_and_one_of_other_fields_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    live = index("1.9.0", fingerprint("vocabularies of yesterday"))
    check_layout(live)
    monkeypatch.setattr("indexer.index_names.layout", lambda: "other")
    with pytest.raises(NoLiveIndex, match="rebuild"):
        check_layout(live)
