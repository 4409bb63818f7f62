"""The made-up replies are read as well as they have been read before."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from bench.harvest.changed import CHANGES, changed
from bench.harvest.harvested import Outcome, harvested, total
from bench.harvest.replies import development_replies, other_replies

if TYPE_CHECKING:
    from bench.harvest.measures import Scores

pytestmark = pytest.mark.slow

SETS = {"development": development_replies, "other": other_replies}
KINDS = {"development": 0.84, "other": 0.87}
"""What of the examples gets the kind that people gave it; they differ among themselves too."""


@cache
def outcomes(name: str) -> list[Outcome]:
    return harvested(SETS[name]())


@cache
def reached(name: str) -> Scores:
    return total(outcomes(name))


@pytest.mark.parametrize("name", SETS)
def test_every_reply_gets_its_county(name: str) -> None:
    wrong = [each.reply.name for each in outcomes(name) if each.scores.county < 1]

    assert wrong == []


@pytest.mark.parametrize("name", SETS)
def test_nothing_personal_and_nothing_struck_out_is_published(name: str) -> None:
    assert reached(name).leaks == []


@pytest.mark.parametrize("name", SETS)
def test_answers_are_found_under_their_questions(name: str) -> None:
    scores = reached(name)

    assert scores.questions.f1 >= 0.99
    assert scores.answers.f1 >= 0.99
    assert scores.yes_no.f1 >= 0.97


@pytest.mark.parametrize("name", SETS)
def test_examples_and_sectors_are_split_as_people_split_them(name: str) -> None:
    scores = reached(name)

    assert scores.examples.f1 >= 0.98
    assert scores.sectors.f1 >= 0.98
    assert scores.kinds.f1 >= KINDS[name]


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_reply_is_read_as_well(change: str) -> None:
    scores = total(harvested(changed(development_replies(), CHANGES[change])))

    assert scores.questions.f1 >= 0.98
    assert scores.examples.f1 >= 0.98
    assert scores.sectors.f1 >= 0.98
    assert scores.leaks == []


@pytest.mark.parametrize("name", SETS)
def test_every_place_points_to_the_words_it_is_said_to_hold(name: str) -> None:
    for outcome in outcomes(name):
        for said, text in outcome.quotes:
            assert " ".join(text[start:end] for start, end in said["spans"]) == said["text"]
