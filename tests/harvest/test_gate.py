"""The made-up replies are read as well as they have been read before."""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

import pytest

from bench.harvest.changed import CHANGES, changed
from bench.harvest.harvested import Outcome, harvested, total
from bench.harvest.parts import sorted_parts
from bench.harvest.replies import DEVELOPMENT, PARTS, Part
from bench.harvest.titles import faults, headings, titles_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from bench.harvest.measures import Scores
    from tests.fixtures.corpus import Corpus

    Outcomes = Callable[[Part], list[Outcome]]
    Reached = Callable[[Part], Scores]

pytestmark = pytest.mark.slow

FLOORS: dict[Part, dict[str, float]] = {
    "training": {
        "questions": 0.98,
        "answers": 0.97,
        "yes_no": 0.96,
        "examples": 0.97,
        "sectors": 0.95,
        "kinds": 0.98,
    },
    "frozen": {
        "questions": 0.97,
        "answers": 0.93,
        "yes_no": 0.88,
        "examples": 0.93,
        "sectors": 0.87,
        "kinds": 0.80,
    },
}
"""F1, rounded down; nobody mends for the frozen part. Rounds 22 to 25 of the training part are read
badly but for their examples."""
COUNTIES: dict[Part, float] = {"training": 0.99, "frozen": 0.94}
"""Share of respondents."""
TITLES: dict[Part, float] = {"training": 0.02, "frozen": 0.02}
"""Share of titles at most that begin or end within a sentence, or are a label or a numeral."""
HEADINGS: dict[Part, float] = {"training": 0.89, "frozen": 0.81}
"""Share of the headings of examples, rightly split, that are their titles."""
PARTS_SORTED = 0.94
"""Share of the parts of examples in the right field of the candidate, in rounds that tell them."""
LEAKS: dict[Part, int] = {"training": 0, "frozen": 0}
"""How many at most."""


@pytest.fixture
def outcomes(corpus: Corpus) -> Outcomes:
    return lambda part: [*chain(*corpus(part).values())]


@pytest.fixture(scope="module")
def reached(corpus: Corpus) -> Reached:
    return cache(lambda part: total(chain(*corpus(part).values())))


@pytest.mark.parametrize("part", PARTS)
def test_replies_get_their_county(part: Part, reached: Reached) -> None:
    assert reached(part).county >= COUNTIES[part]


@pytest.mark.parametrize("part", PARTS)
def test_nothing_personal_and_nothing_struck_out_is_published(part: Part, reached: Reached) -> None:
    assert len(reached(part).leaks) <= LEAKS[part]


@pytest.mark.parametrize(("part", "measure"), [(each, of) for each in PARTS for of in FLOORS[each]])
def test_replies_are_read_as_well_as_before(part: Part, measure: str, reached: Reached) -> None:
    assert getattr(reached(part), measure).f1 >= FLOORS[part][measure]


@pytest.mark.parametrize("part", PARTS)
def test_titles_are_such_as_people_would_write(part: Part, outcomes: Outcomes) -> None:
    found = faults(titles_of(outcomes(part)))

    assert found["any"] <= TITLES[part] * found["titles"]
    assert headings(outcomes(part)).recall >= HEADINGS[part]


def test_details_of_projects_are_in_the_right_field(outcomes: Outcomes) -> None:
    right, every = sorted_parts(outcomes("training"))

    assert every.total() > 0
    assert right.total() >= PARTS_SORTED * every.total()


@pytest.mark.parametrize("change", CHANGES)
def test_a_changed_reply_is_read_as_well(change: str, corpus: Corpus) -> None:
    development = corpus("training")[DEVELOPMENT.name]
    scores = total(harvested(changed(development, CHANGES[change])))

    assert scores.questions.f1 >= 0.98
    assert scores.examples.f1 >= 0.96
    assert scores.sectors.f1 >= 0.98
    assert scores.leaks == []


@pytest.mark.parametrize("part", PARTS)
def test_every_place_points_to_the_words_it_is_said_to_hold(part: Part, outcomes: Outcomes) -> None:
    for outcome in outcomes(part):
        for said, text in outcome.quotes:
            assert " ".join(text[start:end] for start, end in said["spans"]) == said["text"]
