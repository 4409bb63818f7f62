"""Editors at the same time, each in a browser: nothing that somebody types is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.accounts.access import COMMAND
from app.accounts.users import create_user, list_users
from app.entries.reading import get_entry
from tests.desk.conftest import PASSWORD, with_accounts
from tests.desk.test_browser import PHONE, WIDE, faults_here, signed_in
from tests.desk.writing import written
from tests.fixtures.services import services_in
from tests.web.browser.looking import expect
from tests.web.browser.moving import click, context_in
from tests.web.browser.site import served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from app.wiring import Services

pytestmark = [pytest.mark.browser, pytest.mark.slow]


@pytest.fixture(scope="module")
def team_services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    with with_accounts(services_in(tmp_path_factory.mktemp("team"))) as services:
        create_user(services, "third@example.org", "curator", PASSWORD, None)
        yield services


@pytest.fixture(scope="module")
def address(team_services: Services) -> Iterator[str]:
    with served(team_services.settings.data) as address:
        yield address


def version_of(services: Services, entry_id: str) -> int:
    return int(get_entry(services, entry_id, COMMAND)["version"])


def opened(page: Page, address: str, entry_id: str) -> Page:
    page.goto(f"{address}/redaktion/exempel/{entry_id}")
    return page


def test_what_is_typed_outlives_a_closed_tab_and_a_lost_session(
    browser: Browser, address: str, team_services: Services
) -> None:
    entry_id = written(team_services, title="Solceller på ladan")
    with context_in(browser, locale="sv-SE", viewport=PHONE) as context:
        page = opened(signed_in(context, address), address, entry_id)
        offer = page.locator("section[data-copy]").first
        expect(offer).to_be_hidden()
        page.get_by_label("Rubrik").fill("Solceller på taken")
        expect(page.get_by_text("Inte sparat än.")).to_be_visible()
        page.close()
        context.clear_cookies()
        page = opened(signed_in(context, address), address, entry_id)
        offer = page.locator("section[data-copy]").first
        expect(offer).to_contain_text("Solceller på taken")
        assert faults_here(page) == []
        click(offer.get_by_role("button", name="Lägg in texten"))
        expect(page.get_by_label("Rubrik")).to_have_value("Solceller på taken")
        assert version_of(team_services, entry_id) == 1
        click(page.get_by_role("button", name="Spara", exact=True))
        expect(page.get_by_text("Sparat som version 2.")).to_be_visible()
        assert page.evaluate("Object.keys(localStorage)") == ["edit-place"]  # no text
        page.get_by_label("Rubrik").fill("Något annat")
        expect(page.get_by_text("Sparat som version 2.")).to_have_count(0)  # never both
        page.on("dialog", lambda dialog: dialog.accept())
        page.set_viewport_size(WIDE)
        click(page.get_by_role("button", name="Logga ut"))
        assert page.evaluate("Object.keys(localStorage)") == []


def test_three_assign_comment_and_change_the_same_and_none_loses_text(
    browser: Browser, address: str, team_services: Services
) -> None:
    entry_id = written(team_services, title="Solceller på ladan")
    curator = next(each for each in list_users(team_services) if "curator" in each.address)
    with (
        context_in(browser, locale="sv-SE", viewport=WIDE) as one,
        context_in(browser, locale="sv-SE", viewport=WIDE) as two,
        context_in(browser, locale="sv-SE", viewport=PHONE) as three,
    ):
        admin = opened(signed_in(one, address), address, entry_id)
        admin.get_by_label("Vem tar hand om det?").select_option(curator.id)
        click(admin.get_by_role("button", name="Ange ansvarig"))
        admin.get_by_label("Kommentera").fill("Stämmer rubriken?")
        click(admin.get_by_role("button", name="Skicka kommentaren"))

        colleague = signed_in(two, address, "curator")
        expect(colleague.get_by_role("link", name="Mina (2")).to_be_visible()
        colleague.goto(f"{address}/redaktion/mina")
        assert faults_here(colleague) == []
        click(colleague.get_by_role("link", name="Solceller på ladan").first)
        expect(colleague.get_by_role("link", name="Mina", exact=True)).to_be_visible()  # as read
        expect(colleague.get_by_text("Stämmer rubriken?")).to_be_visible()
        expect(colleague.locator("[data-presence]")).to_contain_text("har det här öppet")
        assert faults_here(colleague) == []

        third = opened(signed_in(three, address, "third"), address, entry_id)
        assert faults_here(third) == []
        third.locator("#summary").fill("Gården fick solceller och säljer överskottet.")
        colleague.get_by_label("Rubrik").fill("Solceller på taken")
        admin.get_by_label("Rubrik").fill("Solceller på ladugården")
        click(admin.get_by_role("button", name="Spara", exact=True))
        for page in (colleague, third):
            click(page.get_by_role("button", name="Spara", exact=True))
            expect(page.get_by_role("heading", name="Någon annan hann före")).to_be_visible()
            assert faults_here(page) == []
        click(third.get_by_role("button", name="Spara det valda"))  # each had changed another field
        colleague.get_by_role("group", name="Rubrik").get_by_label("Ditt").check()
        click(colleague.get_by_role("button", name="Spara det valda"))
        if colleague.get_by_role("heading", name="Någon annan hann före").count():
            for ours in colleague.get_by_role("group").all():
                ours.get_by_label("Ditt" if "taken" in ours.inner_text() else "Som det").check()
            click(colleague.get_by_role("button", name="Spara det valda"))
        entry = get_entry(team_services, entry_id, COMMAND)
        assert entry["title"] == "Solceller på taken"
        assert entry["summary"] == "Gården fick solceller och säljer överskottet."
        assert version_of(team_services, entry_id) == 4  # each of the three has saved once
