"""A curator lets another reading of a reply count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.accounts.access import COMMAND
from app.candidates.other_readings import switch_reading
from app.candidates.queue import reply_queue
from app.candidates.transitions import apply_transition
from app.entries.editing import BaseVersion
from app.errors import Conflict, InvalidContent, NotFound
from app.replies.service import get_reply
from app.replies.views import whole_reply_view
from catalogue import replies
from tests.app.replying import CORRECTED, REPLY, harvested

if TYPE_CHECKING:
    from app.wiring import Services

OTHER = REPLY.replace("i Kronobergs län", "i Blekinge län").replace(
    "- Verktygspool: vi lånar ut verktyg till tolv byggföretag i Växjö.",
    "- Verktygspool: vi lånar ut verktyg till tolv byggföretag. Vi har ordnat kurser för åkerier.",
)


@pytest.fixture
def reply_id(reply_services: Services) -> str:
    return harvested(reply_services, OTHER).record.id


def readings(services: Services, reply_id: str) -> list[dict[str, Any]]:
    (respondent,) = whole_reply_view(services, get_reply(services, reply_id))["respondents"]
    found: list[dict[str, Any]] = respondent["readings"]
    return found


def other(services: Services, reply_id: str) -> dict[str, Any]:
    """Return a reading with another number of examples than the one that counts."""
    taken, *others = readings(services, reply_id)
    assert taken["taken"]
    return next(each for each in others if each["examples"] != taken["examples"])


def waiting(services: Services, reply_id: str) -> list[str]:
    return [each.title for each in reply_queue(services, reply_id) if each.waits]


def test_a_reply_keeps_its_readings_with_what_each_finds_and_leaves(
    reply_services: Services, reply_id: str
) -> None:
    found = readings(reply_services, reply_id)

    assert [each["taken"] for each in found] == [True, *[False] * (len(found) - 1)]
    assert found[0]["name"] == "som svaret på frågan delas"
    assert found[0]["examples"] == len(waiting(reply_services, reply_id)) == 3
    assert all(0 <= each["sureness"] <= 1 and each["unread"] >= 0 for each in found)
    assert len({each["key"] for each in found}) == len(found) > 1


def test_candidates_of_another_reading_take_the_place_of_untouched_ones(
    reply_services: Services, reply_id: str
) -> None:
    chosen = other(reply_services, reply_id)
    made = switch_reading(reply_services, COMMAND, reply_id, 0, chosen["key"])
    queue = reply_queue(reply_services, reply_id)

    assert made == chosen["examples"] == len(queue)
    assert {each.question for each in queue} == {"2c"}
    assert [each["key"] for each in readings(reply_services, reply_id) if each["taken"]] == [
        chosen["key"]
    ]
    assert switch_reading(reply_services, COMMAND, reply_id, 0, chosen["key"]) == 0


def test_the_first_reading_can_be_chosen_again(reply_services: Services, reply_id: str) -> None:
    titles = waiting(reply_services, reply_id)
    first = readings(reply_services, reply_id)[0]["key"]
    switch_reading(reply_services, COMMAND, reply_id, 0, other(reply_services, reply_id)["key"])
    switch_reading(reply_services, COMMAND, reply_id, 0, first)

    assert len(waiting(reply_services, reply_id)) == len(titles)


def test_what_was_decided_stays_and_is_made_no_second_time(
    reply_services: Services, reply_id: str
) -> None:
    before = reply_queue(reply_services, reply_id)[1]
    content = {"transition": "reject", "reason": "Nej"}
    apply_transition(reply_services, COMMAND, BaseVersion(before.id, frozenset({"1"})), content)
    chosen = other(reply_services, reply_id)
    switch_reading(reply_services, COMMAND, reply_id, 0, chosen["key"])
    after = reply_queue(reply_services, reply_id)

    assert [each.state for each in after if each.id == before.id] == ["rejected"]
    overlapping = [each for each in after if each.spans[0][0] == before.spans[0][0]]
    assert [each.id for each in overlapping] == [before.id]


def test_persons_are_left_out_of_the_candidates_of_another_reading(
    reply_services: Services, reply_id: str
) -> None:
    switch_reading(reply_services, COMMAND, reply_id, 0, other(reply_services, reply_id)["key"])

    assert "Lindqvist" not in " ".join(waiting(reply_services, reply_id))


def test_what_is_not_there_is_refused_with_what_there_is(
    reply_services: Services, reply_id: str
) -> None:
    with pytest.raises(InvalidContent) as refused:
        switch_reading(reply_services, COMMAND, reply_id, 0, "rows-moon")
    assert readings(reply_services, reply_id)[0]["key"] in refused.value.issues[0].nearest
    with pytest.raises(NotFound):
        switch_reading(reply_services, COMMAND, reply_id, 7, "asked-answer")


def test_a_corrected_reply_is_not_read_in_another_way(reply_services: Services) -> None:
    reply_id = harvested(reply_services, CORRECTED).record.id

    key = readings(reply_services, reply_id)[-1]["key"]
    with pytest.raises(Conflict):
        switch_reading(reply_services, COMMAND, reply_id, 0, key)


def test_readings_go_with_the_text(reply_services: Services, reply_id: str) -> None:
    with reply_services.database.write() as unit:
        replies.forget(unit, get_reply(reply_services, reply_id).record.pk)

    assert readings(reply_services, reply_id) == []
