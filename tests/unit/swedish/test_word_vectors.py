from __future__ import annotations

import hashlib
import re

import numpy as np
import pytest

from swedish.lexicon import VECTORS
from swedish.word_vectors import likeness, meaning, packed, unpacked

NOT_A_WORD = "qwxzk"


def near(one: str, other: str) -> float:
    first, second = meaning(one.split()), meaning(other.split())
    assert first is not None
    return likeness(first, [packed(second)])[0]


def test_the_file_is_the_one_that_its_description_names() -> None:
    said = re.findall(r"[0-9a-f]{64}", (VECTORS.parent / "README.md").read_text(encoding="utf-8"))
    assert said == [hashlib.sha256(VECTORS.read_bytes()).hexdigest()]


def test_each_key_has_a_row_of_64_numbers_and_a_scale() -> None:
    with np.load(VECTORS) as file:
        keys = file["keys"].tobytes().decode().split("\n")
        assert file["numbers"].shape == (len(keys), 64)
        assert file["scales"].shape == (len(keys),)
        assert file["scales"].min() > 0
        assert len(set(keys)) == len(keys) > 10_000


@pytest.mark.parametrize(
    ("one", "like", "unlike"),
    [
        ("solceller", "solenergi", "matsvinn"),
        ("livsmedel", "mat", "vindkraft"),
        ("lantbrukare", "bönder", "datacenter"),
        ("återvinning av textil", "begagnade kläder", "skydd av fjällskog"),
        ("lastbilar som går på el", "elektrifierade godstransporter", "utbildning i mathantverk"),
    ],
)
def test_what_is_alike_lies_nearer(one: str, like: str, unlike: str) -> None:
    assert near(one, like) > near(one, unlike) + 0.2


def test_inflection_makes_no_difference() -> None:
    assert near("klimatet", "klimat") == pytest.approx(1, abs=0.01)


def test_a_compound_that_is_not_known_means_what_its_parts_do() -> None:
    assert near("kemikaliegolf", "kemikalie golf") == pytest.approx(1, abs=0.01)


def test_a_word_said_twice_counts_more() -> None:
    assert near("biogas biogas skog", "biogas") > near("biogas skog", "biogas")


def test_function_words_mean_nothing_and_unknown_ones_neither() -> None:
    assert meaning(["och", NOT_A_WORD]) is None
    assert meaning([]) is None
    assert packed(None) == b""


def test_nothing_is_neither_near_nor_far() -> None:
    vector = meaning(["biogas"])
    assert vector is not None
    assert likeness(vector, [b"", packed(vector)]) == pytest.approx([0, 1], abs=0.01)


def test_a_packed_vector_keeps_its_direction() -> None:
    vector = meaning(["biogas", "lantbruk"])
    assert vector is not None
    again = unpacked(packed(vector))
    assert again is not None
    assert float(again @ vector) == pytest.approx(1, abs=0.001)
    assert unpacked(b"") is None
