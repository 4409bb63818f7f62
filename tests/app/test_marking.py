"""A candidate of a passage that somebody marks in a reply."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.accounts.access import COMMAND
from app.candidates.marking import ALREADY, mark
from app.candidates.queue import reply_queue
from app.errors import Conflict, InvalidContent
from app.replies.service import get_reply
from app.replies.views import whole_reply_view
from tests.app.replying import REPLY, harvested

if TYPE_CHECKING:
    from app.wiring import Services

MISSED = (
    "Vi lånar ut lastcyklar till bagerier, som byter bort sina bilar.\n"
    "Fråga Anna Lindqvist, anna.lindqvist@example.org.\n"
)
TEXT = REPLY.replace("3) Inget", f"{MISSED}3) Inget")


@pytest.fixture
def reply(reply_services: Services) -> dict[str, Any]:
    found = harvested(reply_services, TEXT)
    return whole_reply_view(reply_services, get_reply(reply_services, found.record.id))


def marked(services: Services, reply: dict[str, Any], first: str, last: str) -> dict[str, Any]:
    text = reply["documents"][0]["text"]
    span = [text.index(first), text.index(last) + len(last)]
    return mark(services, COMMAND, reply["id"], 0, [span])


def test_a_passage_becomes_a_candidate_with_its_place(
    reply_services: Services, reply: dict[str, Any]
) -> None:
    words = "Vi lånar ut lastcyklar till bagerier"
    made = marked(reply_services, reply, "Vi lånar ut lastcyklar", "bagerier")
    start = reply["documents"][0]["text"].index(words)
    assert made["said"]["spans"] == [[start, start + len(words)]]
    assert (made["quote"], made["state"], made["county"]) == (words, "waiting", "07")
    assert "lastcyklar" in made["entry"]["title"]
    assert reply_queue(reply_services, reply["id"])[-1].id == made["id"]


def test_persons_are_left_out_of_it_and_pointed_out(
    reply_services: Services, reply: dict[str, Any]
) -> None:
    made = marked(reply_services, reply, "Vi lånar ut lastcyklar", "org.")
    public = f"{made['entry']} {made['quote']}"
    assert "lastcyklar" in public
    assert "Lindqvist" not in public
    assert "lindqvist@" not in public
    assert [each["code"] for each in made["warnings"]] == ["withheld"]
    assert {each["kind"] for each in made["said"]["withheldSpans"]} == {"name", "email", "contact"}


@pytest.mark.parametrize("spans", [[[5, 5]], [[0, 90_000]], [[7, 3]]])
def test_a_passage_that_is_not_there_is_refused(
    reply_services: Services, reply: dict[str, Any], spans: list[list[int]]
) -> None:
    with pytest.raises(InvalidContent):
        mark(reply_services, COMMAND, reply["id"], 0, spans)


def test_words_that_a_candidate_has_are_asked_about(
    reply_services: Services, reply: dict[str, Any]
) -> None:
    words = "Vi lånar ut lastcyklar till bagerier"
    made = marked(reply_services, reply, "Vi lånar ut", "bagerier")
    with pytest.raises(Conflict) as refused:
        marked(reply_services, reply, "Vi lånar ut", "byter bort")
    (issue,) = refused.value.issues
    assert (issue.code, issue.value) == (ALREADY, made["id"])
    assert made["entry"]["title"] in refused.value.message.sv
    start = reply["documents"][0]["text"].index(words)
    span = [start, start + len(words)]
    other = mark(reply_services, COMMAND, reply["id"], 0, [span], again=True)
    assert other["id"] != made["id"]
