from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from swedish.folding import fold


def test_marks_fall_away() -> None:
    assert fold("Återvinning i Härjedalen på ön, idé, München") == (
        "atervinning i harjedalen pa on, ide, munchen"
    )


def test_letters_of_the_neighbours_become_the_nearest_plain_ones() -> None:
    assert fold("Ærø") == "aro"


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
