from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import weights
from indexer.clauses import smallest_sets


def test_one_rare_word_outweighs_two_common_ones() -> None:
    assert smallest_sets([10.0, 1.0, 1.0]) == [(0,)]


def test_equal_words_suffice_one_by_one_when_the_share_allows() -> None:
    assert smallest_sets([1.0, 1.0]) == [(0,), (1,)]


@given(st.lists(st.floats(0.1, 10), min_size=2, max_size=6))
def test_every_set_reaches_the_share_and_needs_all_its_members(information: list[float]) -> None:
    needed = weights.SHARE_NEEDED * sum(information)
    for chosen in smallest_sets(information):
        reached = sum(information[i] for i in chosen)
        assert reached >= needed
        smallest = min(information[i] for i in chosen)
        assert reached - smallest < needed or len(chosen) == 1


@pytest.mark.parametrize("count", [2, 3, 6])
def test_all_words_together_always_suffice(count: int) -> None:
    everything = set(range(count))
    assert any(set(chosen) <= everything for chosen in smallest_sets([1.0] * count))
