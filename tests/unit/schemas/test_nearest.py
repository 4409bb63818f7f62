from __future__ import annotations

import pytest

from schemas.faults import nearest

LABELS = {
    "1": "Ingen fattigdom",
    "2.3": "Produktivitet",
    "12": "Hållbar konsumtion",
    "12.3": "Svinn",
}


@pytest.mark.parametrize(
    ("value", "expected"),
    [("12.33", "12.3"), ("Hallbar konsumtion", "12"), ("fattigdom", "1"), ("INGEN FATTIGDOM", "1")],
)
def test_a_code_or_a_label_that_is_nearly_right_is_found(value: str, expected: str) -> None:
    assert nearest(value, LABELS)[0] == expected


@pytest.mark.parametrize("value", ["", "xyz", "\0", 75])
def test_what_is_like_nothing_has_no_nearest(value: object) -> None:
    assert nearest(value, LABELS) == ()


def test_no_more_than_the_best_are_named() -> None:
    assert len(nearest("aa", {f"aa{letter}": "" for letter in "bcdef"})) == 3
