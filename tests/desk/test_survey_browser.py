"""A county fills in its form in Chromium, with scripts on a phone and without any; with axe."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from app.accounts.access import COMMAND
from app.replies.service import list_replies
from app.surveys.calendar import today
from app.surveys.links import make_links
from app.surveys.opening import open_survey
from tests.app.importing import work_off
from tests.desk.conftest import with_accounts
from tests.desk.test_browser import PHONE, WIDE, faults_here, signed_in
from tests.fixtures.services import copy_learnt, services_in
from tests.web.browser.looking import expect
from tests.web.browser.moving import click, context_in
from tests.web.browser.moving import press as press_key
from tests.web.browser.site import served

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from app.wiring import Services

pytestmark = [pytest.mark.browser, pytest.mark.slow]
WHAT = "Vi minskar matsvinn i storkök. Ring Anna Lindqvist, 070-123 45 67."


@pytest.fixture(scope="module")
def survey_services(tmp_path_factory: pytest.TempPathFactory, learnt: Path) -> Iterator[Services]:
    services = services_in(tmp_path_factory.mktemp("survey-browser"))
    copy_learnt(learnt, services.settings.data)
    with with_accounts(services):
        yield services


@pytest.fixture(scope="module")
def survey_id(survey_services: Services) -> str:
    day = (today() + timedelta(days=30)).isoformat()
    return open_survey(survey_services, COMMAND, "rus-2018", 2027, day)


@pytest.fixture(scope="module")
def address(survey_services: Services) -> Iterator[str]:
    with served(survey_services.settings.data) as address:
        yield address


def link_of(services: Services, survey_id: str, county: str) -> str:
    (made,) = make_links(services, COMMAND, survey_id, [county])
    return made.link.removeprefix(services.settings.public_url)


def press(page: Page, name: str) -> None:
    """Press a button that leads to another page."""
    click(page.get_by_role("button", name=name, exact=True))


def test_a_county_fills_in_its_form_on_a_phone(
    browser: Browser, address: str, survey_services: Services, survey_id: str
) -> None:
    found = {}
    with context_in(browser, locale="sv-SE", viewport=PHONE) as context:
        page = context.new_page()
        page.goto(address + link_of(survey_services, survey_id, "07"))
        found["questions"] = faults_here(page)
        click(page.get_by_role("link", name="Har ni strategier"))
        page.get_by_label("Ja", exact=True).check()
        page.get_by_label("Kommentar").fill("I en intern grupp.")
        saved = page.locator("#sparat")
        expect(saved).to_have_text(re.compile(r"^Sparat \d\d:\d\d\.$"))
        press(page, "Spara och fortsätt")  # nobody is in conflict with their own saving
        expect(page.locator("h1")).to_contain_text("Fråga 2a")
        for _ in range(2):
            click(page.get_by_role("button", name="Spara och fortsätt"))
        expect(page.locator("h1")).to_contain_text("Fråga 2c")
        page.locator("#what-0").fill(WHAT)
        expect(page.locator("#what-0-obs li")).to_have_count(2)
        goal = page.get_by_label("Hållbar konsumtion och produktion")
        expect(goal).to_be_checked()
        found["example"] = faults_here(page)
        goal.uncheck()
        page.locator("#from-0").fill("i år")
        press(page, "Lägg till ett exempel")
        expect(goal).not_to_be_checked()
        page.locator("#what-1").fill("Kurser om giftfria material för byggföretag.")
        press(page, "Spara och fortsätt")
        expect(page.locator("#from-0-fel")).to_be_visible()
        found["example, refused"] = faults_here(page)
        page.locator("#from-0").fill("2026")
        press(page, "Spara och fortsätt")
        page.get_by_label("Sök bransch").press_sequentially("livsm")
        expect(page.locator("#sok-antal")).to_have_text("2 branscher passar.")
        expect(page.locator("#branscher label.choice:visible")).to_have_count(2)
        found["sectors"] = faults_here(page)
        page.get_by_label("Livsmedel", exact=True).check()
        press(page, "Spara och fortsätt")
        click(page.get_by_role("button", name="Alla frågor"))
        click(page.get_by_role("link", name="Läs igenom och skicka"))
        found["preview"] = faults_here(page)
        press(page, "Skicka svaret")
        expect(page.locator("h1")).to_have_text("Tack, svaret är mottaget")
        found["receipt"] = faults_here(page)
        page.goto(f"{address}/redaktion/enkat/lank/x")
        found["no form"] = faults_here(page)
    assert {name: faults for name, faults in found.items() if faults} == {}
    sent = list_replies(survey_services, (), (), 1, 10)[1]
    assert len(sent) == 1
    work_off(survey_services)


def test_a_pasted_list_becomes_boxes_by_keyboard_alone(
    browser: Browser, address: str, survey_services: Services, survey_id: str
) -> None:
    with context_in(browser, locale="sv-SE", viewport=PHONE) as context:
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.goto(address + link_of(survey_services, survey_id, "20"))
        click(page.get_by_role("link", name="Delge exempel"))
        page.evaluate("navigator.clipboard.writeText('- Råd till företag\\n- Kurser\\n- Tillsyn')")
        page.locator("#what-0").focus()
        press_key(page, "Control+v")
        expect(page.locator("#what-2")).to_have_value("Tillsyn")
        expect(page.locator("#kopia")).to_be_hidden()  # all of it is saved
        assert faults_here(page) == []
        page.get_by_role("button", name="Ångra delningen").focus()
        press_key(page, "Enter")
        expect(page.locator("#what-0")).to_have_value("- Råd till företag\n- Kurser\n- Tillsyn")
        expect(page.locator("#what-1")).to_have_count(0)
        expect(page.get_by_text("Inte sparat")).to_have_count(0)


def test_a_county_fills_in_its_form_without_scripts_in_english(
    browser: Browser, address: str, survey_services: Services, survey_id: str
) -> None:
    link = "/en" + link_of(survey_services, survey_id, "12")
    with (
        context_in(browser, java_script_enabled=False, locale="en-GB", viewport=WIDE) as one,
        context_in(browser, java_script_enabled=False, locale="en-GB", viewport=WIDE) as two,
    ):
        page, other = one.new_page(), two.new_page()
        for each in (page, other):
            each.goto(address + link)
            click(each.get_by_role("link", name="Delge exempel"))
        page.get_by_label("What do you do?").fill(WHAT)
        press(page, "Add an example")
        expect(page.locator("#what-0-obs li")).to_have_count(2)
        expect(page.locator("#what-1")).to_be_visible()
        page.locator("#what-1").fill("Kurser")
        press(page, "Remove the example 2")
        expect(page.get_by_text("Removed example")).to_be_visible()
        other.get_by_label("What do you do?").fill("Något annat.")
        press(other, "Save and continue")
        expect(other.get_by_role("alert")).to_contain_text("Somebody else has saved")
        expect(other.get_by_role("alert")).to_contain_text("matsvinn")
        expect(other.locator("#what-0")).to_have_value("Något annat.")
        click(page.get_by_role("button", name="All questions"))
        click(page.get_by_role("link", name="Read through and send"))
        press(page, "Send the answers")
        expect(page.locator("h1")).to_have_text("Thank you, the answers have been received")
        expect(page.locator("main")).not_to_contain_text("Kurser")


def test_axe_finds_no_fault_where_two_have_written(
    browser: Browser, address: str, survey_services: Services, survey_id: str
) -> None:
    with context_in(browser, locale="sv-SE", viewport=PHONE, color_scheme="dark") as context:
        page = context.new_page()
        page.goto(address + link_of(survey_services, survey_id, "13"))
        click(page.get_by_role("link", name="Delge exempel"))
        page.locator("#what-0").fill("Kurser")
        press(page, "Lägg till ett exempel")
        press(page, "Ta bort exemplet 1")
        page.locator("input[name=version]").evaluate("each => each.value = 0")
        page.locator("#what-1").fill("Råd")
        press(page, "Spara och fortsätt")
        expect(page.get_by_role("alert")).to_be_visible()
        assert faults_here(page) == []


def test_axe_finds_no_fault_on_pages_for_curators(
    browser: Browser, address: str, survey_id: str
) -> None:
    found = {}
    with context_in(browser, locale="sv-SE", viewport=PHONE) as context:
        page = signed_in(context, address, "curator")
        place = f"{address}/redaktion/enkater"
        page.goto(place)
        page.locator("#year").fill("x")
        press(page, "Öppna enkäten")
        found["surveys, refused"] = faults_here(page)
        page.goto(f"{place}/{survey_id}")
        found["survey"] = faults_here(page)
        page.set_viewport_size(WIDE)
        found["survey, wide"] = faults_here(page)
        press(page, "Stäng enkäten nu")
        found["survey, closing"] = faults_here(page)
        page.goto(f"{place}/{survey_id}")
        press(page, "Skapa länkar till alla län som saknar")
        expect(page.locator(".link").first).to_be_visible()
        page.set_viewport_size(PHONE)
        found["links"] = faults_here(page)
        page.goto(f"{address}/redaktion/enkatsvar?question=1")
        found["answers"] = faults_here(page)
    assert {name: faults for name, faults in found.items() if faults} == {}
