"""The surest candidates are accepted together, told what that has meant, and taken back as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from app.candidates.queue import Queued, reply_queue
from app.entries.reading import Wanted, list_by_status
from app.replies.service import list_replies
from catalogue.tables import Candidate
from record.lists import DRAFT
from seed.confidence import measured
from tests.desk.conftest import Desk, open_accounts

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.web.page import Page

SURE, UNSURE = 0.999, 0.2


@pytest.fixture
def services(reply_services: Services, quick_hashes: None) -> Services:
    """A catalogue in which two sure candidates wait (one with a warning), and an unsure one."""
    del quick_hashes
    open_accounts(reply_services)
    ids = [each.id for each in queue(reply_services)]
    with reply_services.database.write() as unit:
        for candidate_id, confidence in zip(ids, (SURE, UNSURE, SURE), strict=True):
            found = update(Candidate).where(Candidate.id == candidate_id)
            unit.connection.execute(found.values(confidence=confidence))
    return reply_services


@pytest.fixture
def desk(services: Services) -> Desk:
    found = Desk(services)
    found.sign_in("curator")
    return found


def reply_id(services: Services) -> str:
    return list_replies(services, (), (), 1, 10)[1][0].record.id


def queue(services: Services) -> list[Queued]:
    return reply_queue(services, reply_id(services))


def states(services: Services) -> list[str]:
    return [each.state for each in queue(services)]


def shown(desk: Desk, **query: str) -> Page:
    given = {"reply": reply_id(desk.services), **query}
    return desk.visit(
        "/redaktion/flera?" + "&".join(f"{name}={each}" for name, each in given.items())
    )


def accepted(desk: Desk, page: Page, *without: int) -> Page:
    """Accept what is ticked, without some of it."""
    values = [each.attributes["value"] for each in page.all("input", name="candidate")]
    kept = [each for at, each in enumerate(values) if at not in without]
    hidden = {
        name: page.all("input", name=name)[0].attributes["value"] for name in ("reply", "least")
    }
    return desk.send("/redaktion/flera", candidate=kept, **hidden)  # type: ignore[arg-type]


def test_what_as_sure_ones_have_been_is_told(desk: Desk) -> None:
    level = measured().levels[0]
    page = shown(desk, least=str(level.least))
    share = round(level.precision * 100)
    assert (
        f"Av {level.found} så säkra kandidater i provet var {level.right} rätt ({share} %)"
        in page.text
    )
    assert "1 kandidat kan godkännas" in page.text


def test_the_surest_become_drafts_and_others_wait_for_a_person(desk: Desk) -> None:
    page = shown(desk)
    assert "personuppgifter; granska för hand" in page.text
    assert "1 kandidat är godkänd som utkast." in accepted(desk, page).text
    assert states(desk.services) == ["accepted", "waiting", "waiting"]
    assert list_by_status(desk.services, Wanted((DRAFT,), {}, None), 1, 10).total == 1


def test_what_was_accepted_together_is_taken_back_together(desk: Desk) -> None:
    with desk.services.database.write() as unit:
        unit.connection.execute(update(Candidate).values(confidence=SURE))
    accepted(desk, shown(desk))
    assert states(desk.services) == ["accepted", "accepted", "waiting"]
    page = desk.send(f"/redaktion/svar/{reply_id(desk.services)}/angra")
    assert "Ångrat: 2 kandidater väntar igen." in page.text
    assert states(desk.services) == ["waiting"] * 3
    accepted(desk, shown(desk))
    assert "Ångrat: 2" in desk.send("/redaktion/flera/angra").text
    assert "inget att ångra" in desk.send("/redaktion/flera/angra").text


def test_what_has_changed_since_it_was_shown_is_not_accepted(desk: Desk) -> None:
    page = shown(desk)
    with desk.services.database.write() as unit:
        unit.connection.execute(update(Candidate).values(version=2))
    assert "0 kandidater är godkända" in accepted(desk, page).text
    assert states(desk.services) == ["waiting"] * 3


def test_nothing_ticked_is_told_and_a_level_that_nobody_measured_is_none(desk: Desk) -> None:
    page = shown(desk, least="0.123")
    assert "Kryssa för minst en kandidat." in accepted(desk, page, 0).text
