"""Yes and no of a reply, made public at the desk and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.audit import EventFilter, list_events
from app.replies.releasing import released_answers
from app.replies.service import list_replies
from tests.desk.conftest import Desk, open_accounts

if TYPE_CHECKING:
    from app.wiring import Services


@pytest.fixture
def services(reply_services: Services, quick_hashes: None) -> Services:
    """A catalogue with a reply that has been read."""
    del quick_hashes
    open_accounts(reply_services)
    return reply_services


def public(services: Services) -> set[tuple[str, str]]:
    return {(each.county, each.answer) for each in released_answers(services)}


def test_yes_and_no_are_released_and_taken_back_with_reasons(desk: Desk) -> None:
    desk.sign_in("curator")
    reply_id = list_replies(desk.services, (), (), 1, 1)[1][0].record.id
    place = f"/redaktion/svar/{reply_id}"
    before = desk.visit(place)
    assert before.all("form", action=f"{place}/publicera")
    assert not before.all("form", action=f"{place}/aterta")
    assert public(desk.services) == set()

    released = desk.send(f"{place}/publicera", reason="Länet har sagt ja.")
    assert "Ja och nej i svaret är publicerade." in released.text
    assert public(desk.services) == {("07", "ja"), ("07", "nej")}
    assert not released.all("form", action=f"{place}/publicera")
    assert desk.post(f"{place}/publicera").status_code == 409

    desk.visit(place)
    after = desk.send(f"{place}/aterta", reason="")
    assert "Ja och nej i svaret är inte längre publicerade." in after.text
    assert public(desk.services) == set()
    wanted = EventFilter(subjects=[f"reply:{reply_id}"])
    _, (back, out) = list_events(desk.services, wanted, 1, 2)
    assert (out["action"], out["reason"]) == ("release-reply", "Länet har sagt ja.")
    assert (back["action"], back["reason"]) == ("take-back-reply", None)
    assert back["actor"].startswith("user:")
