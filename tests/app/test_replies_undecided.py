"""A reply without candidates stays a task until somebody decides, and is no answer by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.accounts.access import COMMAND
from app.candidates.marking import mark
from app.candidates.progress import review_progress, surveys_to_review
from app.candidates.queue import next_reply
from app.errors import Conflict
from app.replies.reviewing import decide
from app.replies.service import get_reply
from app.surveys.gathered import answered_in, read_answered
from app.tasks import list_tasks
from tests.app.replying import REPLY, harvested

if TYPE_CHECKING:
    from app.wiring import Services

LATER = (
    "Hej!\n\nTack för påminnelsen. Vi återkommer efter sommaren.\n\nLänsstyrelsen i Hallands län\n"
)
SURVEY, YEAR, HALLAND, KRONOBERG = "rus-2018", 2018, "13", "07"


def undecided(services: Services) -> list[str]:
    found = list_tasks(services, COMMAND, ["reply-without-examples"], 1, 10)
    return [each["replyId"] for each in found.items]


def test_a_reply_without_candidates_is_a_task_and_the_next_reply_until_it_is_decided_on(
    reply_services: Services,
) -> None:
    other = harvested(reply_services)
    reply = harvested(reply_services, LATER).record
    assert undecided(reply_services) == [reply.id]
    assert next_reply(reply_services, other.record.id) == reply.id
    decide(reply_services, COMMAND, reply.id, outcome="comes-later", reason=None)
    assert undecided(reply_services) == []
    assert next_reply(reply_services, other.record.id) != reply.id
    assert get_reply(reply_services, reply.id).record.reviewed_at is not None


def test_a_county_that_answers_later_has_not_answered(reply_services: Services) -> None:
    reply = harvested(reply_services, LATER).record
    counted = {each.county: each.answered for each in review_progress(reply_services, SURVEY, YEAR)}
    assert (counted[HALLAND], counted[KRONOBERG]) == (False, True)
    for outcome, answered in (
        ("nothing-to-share", True),
        ("comes-later", False),
        ("by-hand", True),
    ):
        decide(reply_services, COMMAND, reply.id, outcome=outcome, reason=None)
        assert (HALLAND in answered_in(read_answered(reply_services), SURVEY, YEAR)) is answered


def test_a_county_of_whose_reply_somebody_made_a_candidate_has_answered(
    reply_services: Services,
) -> None:
    text = "Hallands län\nVi lånar ut elcyklar till företag."
    reply = harvested(reply_services, text).record
    assert HALLAND not in answered_in(read_answered(reply_services), SURVEY, YEAR)
    decide(reply_services, COMMAND, reply.id, outcome="comes-later", reason=None)
    at = text.index("Vi lånar")
    mark(reply_services, COMMAND, reply.id, 0, [[at, len(text)]])
    assert HALLAND in answered_in(read_answered(reply_services), SURVEY, YEAR)
    with pytest.raises(Conflict):
        decide(reply_services, COMMAND, reply.id, outcome="comes-later", reason=None)


def test_answers_to_one_survey_are_none_to_another(reply_services: Services) -> None:
    harvested(reply_services, REPLY.replace("Kronobergs", "Hallands"), year=2027)
    assert [each.year for each in surveys_to_review(reply_services)] == [2027, 2018]
    for year, county in ((2018, KRONOBERG), (2027, HALLAND)):
        progress = review_progress(reply_services, SURVEY, year)
        assert [each.county for each in progress if each.answered] == [county]
        assert [each.county for each in progress if each.waiting] == [county]
