"""What curators are told of a confidence is what the frozen part says of it now."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import pytest

from bench.harvest.confidence import measure
from seed.confidence import measured

if TYPE_CHECKING:
    from tests.fixtures.corpus import Corpus

pytestmark = pytest.mark.slow

NEAR = 2
"""Candidates on another side of a level: the last digits of a probability differ by processor."""


def test_what_a_confidence_has_meant_is_measured_again(corpus: Corpus) -> None:
    frozen = [*chain(*corpus("frozen").values())]
    kept, now = measured(), measure(frozen)

    assert (now.replies, now.examples) == (kept.replies, kept.examples), "make harvest-confidence"
    for before, after in zip(kept.levels, now.levels, strict=True):
        pairs = [(each.found, each.right, each.kind) for each in (before, after)]
        apart = [abs(one - other) for one, other in zip(*pairs, strict=True)]
        assert max(apart) <= NEAR, "make harvest-confidence"


def test_the_surer_is_right_more_often() -> None:
    levels = measured().levels

    assert levels[0].precision > levels[-1].precision
    assert [each.found for each in levels] == sorted(each.found for each in levels)
