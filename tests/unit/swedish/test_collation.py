from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from swedish.collation import collation_key

TITLES = (
    "100 klimatkliv|2030 nu|Avfall|avfallsplan|Bil|Energi för alla|energibolag|idé|idéer|vatten"
    "|Väg|watt|xylofon|über|ytor|Ålesund|ångest|åska|ägg|Ær|Äska|öar|Øster|Österåker"
)


def test_titles_come_in_swedish_order() -> None:
    in_order = TITLES.split("|")
    shuffled = in_order[1::2] + in_order[::2]
    assert sorted(shuffled, key=collation_key) == in_order


@pytest.mark.parametrize(
    ("one", "other"),
    [("e-handel", "Ehandel"), ("Åkeri", "åkeri"), ('"Fossilfritt"', "fossilfritt"), ("idé", "ide")],
)
def test_case_accents_and_punctuation_do_not_part_titles(one: str, other: str) -> None:
    between = collation_key(f"{other}a")
    assert collation_key(one) < between
    assert collation_key(other) < between


def test_w_is_a_letter_of_its_own() -> None:
    assert collation_key("vz") < collation_key("wa")


def test_braces_are_punctuation() -> None:
    assert collation_key("{bil}") < collation_key("ål")


@given(st.text(), st.text())
def test_two_different_titles_never_tie(one: str, other: str) -> None:
    same = collation_key(one) == collation_key(other)
    assert same == (
        collation_key(one).partition("\t")[2] == collation_key(other).partition("\t")[2]
    )


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]))))
def test_bytes_sort_as_characters_do(titles: list[str]) -> None:
    keys = sorted(map(collation_key, titles))
    assert all(one.encode() <= other.encode() for one, other in pairwise(keys))
