from __future__ import annotations

import pytest

from schemas.faults import FEW, nearest, nearest_or_all

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


def test_a_short_list_is_named_whole_when_nothing_is_near() -> None:
    assert nearest_or_all("xyz", LABELS) == tuple(LABELS)
    assert nearest_or_all("12.33", LABELS) == nearest("12.33", LABELS)


def test_a_number_is_near_those_next_to_it() -> None:
    assert nearest("18", {f"{number}": "" for number in range(1, 18)}) == ("17", "16")


def test_a_long_list_is_not_named_whole() -> None:
    assert nearest_or_all("xyz", {f"{number}": "" for number in range(FEW + 1)}) == ()
