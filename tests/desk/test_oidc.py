"""Signing in at the desk through an identity provider; the API's tests try what can be forged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.accounts.oidc_settings import OidcSettings
from app.accounts.users import create_user
from tests.desk.conftest import Desk
from tests.fixtures.oidc import ADDRESS, call
from tests.fixtures.oidc_provider import CLIENT_ID, CLIENT_SECRET

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

    from app.wiring import Services
    from tests.fixtures.oidc import Behave

SITE = "http://127.0.0.1:8000"


@pytest.fixture
def desk(account_services: Services, issuer: str, behave: Behave) -> Desk:
    del behave
    create_user(account_services, ADDRESS, "curator", None)
    oidc = OidcSettings(issuer, CLIENT_ID, CLIENT_SECRET)
    settings = replace(account_services.settings, oidc=oidc, public_url=SITE)
    return Desk(replace(account_services, settings=settings))


def come_back(desk: Desk) -> TestResponse:
    """Follow the link to the provider, be approved, and come back."""
    page = desk.visit("/redaktion/logga-in?vidare=/redaktion/konto")
    gone = desk.answer(page.link("organisationens konto").attributes["href"])
    assert gone.status_code == 303
    status, back = call(gone.headers["Location"])
    assert status == 302
    assert back.startswith(f"{SITE}/redaktion/oidc/tillbaka?")
    return desk.answer(back.removeprefix(SITE))


def test_whoever_the_provider_vouches_for_is_signed_in_and_led_on(desk: Desk) -> None:
    answer = come_back(desk)
    assert (answer.status_code, answer.headers["Location"]) == (303, "/redaktion/konto")
    assert desk.answer("/redaktion/konto").status_code == 200
    assert desk.client.get_cookie("oidc") is None


def test_an_address_without_an_account_is_told_so(desk: Desk, behave: Behave) -> None:
    behave(email="okand@example.org")
    answer = come_back(desk)
    assert answer.headers["Location"] == "/redaktion/logga-in?vidare=%2Fredaktion%2Fkonto"
    assert "har inget öppet konto här" in desk.visit(answer.headers["Location"]).text
    assert desk.answer("/redaktion/konto").status_code == 303


def test_another_browser_cannot_finish(desk: Desk) -> None:
    page = desk.visit("/redaktion/logga-in")
    gone = desk.answer(page.link("organisationens konto").attributes["href"])
    _, back = call(gone.headers["Location"])
    other = Desk(desk.services)
    assert "Du är inte inloggad." in other.visit(back.removeprefix(SITE)).text


def test_without_a_provider_there_is_no_way_there(account_services: Services) -> None:
    desk = Desk(account_services)
    assert not desk.visit("/redaktion/logga-in").has_link("organisationens konto")
    assert desk.answer("/redaktion/oidc").status_code == 404
