"""The log at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.accounts.users import disable_user
from desk import audit
from schemas.audit import ACTIONS
from tests.desk.conftest import address_of

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


def test_everything_that_the_log_may_hold_has_a_name() -> None:
    assert set(audit.ACTIONS) == set(ACTIONS)
