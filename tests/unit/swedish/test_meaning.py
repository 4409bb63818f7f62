from __future__ import annotations

import numpy as np
import pytest

from swedish.meaning import likeness, mean_meaning, meaning, packed


def near(one: str, other: str) -> float:
    vector = meaning(one.split())
    assert vector is not None
    return likeness(vector, [packed(meaning(other.split()))])[0]


def test_any_word_means_something_and_no_word_nothing() -> None:
    for word in ("biogas", "xqzw", "å", "x" * 5_000):
        vector = meaning([word])
        assert vector is not None
        assert np.linalg.norm(vector) == pytest.approx(1.0)
    assert meaning([]) is None


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("biogsas", "biogas"), ("solcelller", "solceller"), ("matsvin", "matsvinn")],
)
def test_a_misspelt_word_is_nearer_the_right_one_than_another(wrong: str, right: str) -> None:
    assert near(wrong, right) > 0.5 > near(wrong, "styrdokument")


def test_what_means_the_same_is_nearer_than_what_does_not() -> None:
    assert near("solpaneler", "solceller") > near("solpaneler", "våtmarker")
    assert near("food waste", "matsvinn") > near("food waste", "solceller")


def test_a_packed_vector_keeps_its_direction_and_none_is_like_nothing() -> None:
    vector = meaning(["biogas", "gödsel"])
    assert vector is not None
    assert likeness(vector, [packed(vector), b""]) == [pytest.approx(1.0, abs=0.01), 0.0]
    assert packed(None) == b""


def test_texts_mean_together_what_those_with_the_greater_shares_mean() -> None:
    biogas, school = (packed(meaning([word])) for word in ("biogas", "skola"))
    assert likeness(mean_meaning([(biogas, 1.0)]), [biogas]) == [pytest.approx(1.0, abs=0.01)]
    to_biogas, to_school = likeness(mean_meaning([(biogas, 2.0), (school, 1.0)]), [biogas, school])
    assert to_biogas > to_school > 0


@pytest.mark.parametrize("texts", [[], [(b"", 1.0)], [(packed(meaning(["biogas"])), 0.0)]])
def test_texts_without_meaning_or_share_mean_nothing_together(
    texts: list[tuple[bytes, float]],
) -> None:
    assert mean_meaning(texts) is None
    assert likeness(None, [b"", packed(meaning(["biogas"]))]) == [0.0, 0.0]
