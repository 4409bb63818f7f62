"""The log at the desk."""

from __future__ import annotations

import csv
from io import BytesIO
from typing import TYPE_CHECKING

from openpyxl import load_workbook

from app.accounts.access import COMMAND
from app.accounts.users import disable_user
from app.audit import EventFilter, list_named_events
from desk import audit
from desk.local_time import local_time
from schemas.audit import ACTIONS
from tests.desk.conftest import address_of
from tests.desk.writing import written

if TYPE_CHECKING:
    import pytest

    from tests.desk.conftest import Desk
    from tests.web.page import Page

LOG = "/redaktion/logg"


def rows(page: Page) -> list[str]:
    return [each.text for each in page.all("th", scope="row")]


def test_the_log_is_narrowed_by_what_was_done_to_whom_and_when(desk: Desk) -> None:
    disable_user(desk.services, address_of("curator"))
    desk.sign_in("admin")
    assert rows(desk.visit(LOG)) == ["Konto stängt", *["Konto skapat"] * 3]
    assert rows(desk.visit(f"{LOG}?action=close-account")) == ["Konto stängt"]
    of_curator = desk.visit(f"{LOG}?subject={address_of('curator')}")
    assert rows(of_curator) == ["Konto stängt", "Konto skapat"]
    assert address_of("curator") in of_curator.text
    assert rows(desk.visit(f"{LOG}?actor=token:x")) == []
    assert rows(desk.visit(f"{LOG}?until=2020-01-01")) == []
    assert len(rows(desk.visit(f"{LOG}?since=2020-01-01"))) == 4
    refused = desk.visit(f"{LOG}?since=igår")
    assert refused.status == 422
    assert "Skriv dagen som 2026-11-27." in refused.text


def test_pages_of_the_log_keep_what_was_asked_for(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "AT_ONCE", 2)
    desk.sign_in("admin")
    first = desk.visit(f"{LOG}?action=create-account")
    assert len(rows(first)) == 2
    second = desk.visit(first.link("Nästa").attributes["href"])
    assert rows(second) == ["Konto skapat"]
    assert ("action", "create-account") in second.link("Föregående").query


def test_things_are_named_as_people_know_them_and_times_are_swedish(desk: Desk) -> None:
    entry_id = written(desk.services, title="=Biogas av gödsel")
    desk.sign_in("admin")
    page = desk.visit(f"{LOG}?actor={COMMAND.name}&action=create")
    link = page.link("=Biogas av gödsel")
    assert link.attributes["href"] == f"/redaktion/exempel/{entry_id}"
    assert "ett kommando" in page.text
    (event,) = list_named_events(desk.services, EventFilter(actions=["create"]), 1, 9)[1]
    assert local_time(event.event.at) in page.text


def test_the_log_is_taken_along_as_it_is_narrowed(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(desk.services, title="=Biogas av gödsel")
    desk.sign_in("admin")
    with desk.answer(f"{LOG}.csv?action=create") as answer:
        heads, *lines = csv.reader(answer.text.removeprefix("\ufeff").splitlines())
    assert heads[:3] == ["När (svensk tid)", "Vad", "Av vem"]
    assert [line[1:5] for line in lines] == [
        ["Exempel skapat", "ett kommando", "Exempel", "'=Biogas av gödsel"]
    ]
    with desk.answer(f"{LOG}.xlsx?action=create-account") as answer:
        (sheet,) = (load_workbook(BytesIO(answer.data))["Logg"],)
    assert sheet.max_row == 1 + 3
    assert desk.answer(f"{LOG}.csv?since=x").status_code == 422
    assert desk.answer(f"{LOG}.pdf").status_code == 404
    monkeypatch.setattr(audit, "MOST_ROWS", 1)
    refused = desk.visit(f"{LOG}.csv?action=create-account")
    assert refused.status == 422
    assert "Välj färre dagar" in refused.text


def test_everything_that_the_log_may_hold_has_a_name() -> None:
    assert set(audit.ACTIONS) == set(ACTIONS)
