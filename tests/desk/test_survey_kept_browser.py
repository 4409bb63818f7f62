"""What a county types in its form is not lost: while typing, on leaving, after a crash, by two."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Literal

import pytest

from app.accounts.access import COMMAND
from app.surveys.answering import filled_question, save_answer
from app.surveys.calendar import today
from app.surveys.links import form_of_link, make_links
from app.surveys.opening import open_survey
from tests.desk.conftest import with_accounts
from tests.desk.test_browser import PHONE, WIDE, faults_here, signed_in
from tests.fixtures.services import services_in
from tests.web.browser.looking import expect
from tests.web.browser.moving import click, context_in
from tests.web.browser.site import served
from tests.web.server import eventually

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Dialog, Page

    from app.surveys.answering import Filled
    from app.wiring import Services

pytestmark = [pytest.mark.browser, pytest.mark.slow]
QUESTION = "4"
TEXT = ("Vi behöver mer tid till tillsynsvägledning och råd om cirkulär ekonomi. " * 5)[:290]
BETWEEN_KEYS = 12  # milliseconds
HALF_A_SECOND = 500


@pytest.fixture(scope="module")
def kept_services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    with with_accounts(services_in(tmp_path_factory.mktemp("survey-kept"))) as services:
        yield services


@pytest.fixture(scope="module")
def survey_id(kept_services: Services) -> str:
    day = (today() + timedelta(days=30)).isoformat()
    return open_survey(kept_services, COMMAND, "rus-2018", 2027, day)


@pytest.fixture(scope="module")
def address(kept_services: Services) -> Iterator[str]:
    with served(kept_services.settings.data) as address:
        yield address


@pytest.fixture(scope="module")
def others(kept_services: Services) -> Iterator[str]:
    """Counties whose form no other test has filled in."""
    return iter([each.id for each in kept_services.vocabularies.concepts("counties")])


class County:
    """The form of a county, which any number of browsers fill in."""

    def __init__(self, services: Services, survey_id: str, address: str, county: str) -> None:
        (made,) = make_links(services, COMMAND, survey_id, [county])
        self._services = services
        self._form = form_of_link(services, made.link.rpartition("/")[2])
        self.link = address + made.link.removeprefix(services.settings.public_url)
        self.question = f"{address}/redaktion/enkat/{self._form.form.id}/fraga/{QUESTION}"

    def opened(self, context: BrowserContext) -> Page:
        page = context.new_page()
        page.goto(self.link)
        page.goto(self.question)
        return page

    @property
    def filled(self) -> Filled:
        return filled_question(self._services, self._form, QUESTION)

    @property
    def text(self) -> str:
        return str(self.filled.answer.content["text"])

    def save(self, text: str) -> None:
        """Save as a colleague does."""
        version = self.filled.answer.version
        save_answer(self._services, self._form, QUESTION, {"text": text}, version)


@pytest.fixture
def county(kept_services: Services, survey_id: str, address: str, others: Iterator[str]) -> County:
    return County(kept_services, survey_id, address, next(others))


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    with context_in(browser, locale="sv-SE", viewport=WIDE) as context:
        yield context


def typed(page: Page, text: str = TEXT) -> None:
    """Type without a pause."""
    page.locator("#text").press_sequentially(text, delay=BETWEEN_KEYS)


def copies(page: Page) -> list[str]:
    found: list[str] = page.evaluate("Object.keys(localStorage)")
    return found


def left_without_a_network(county: County, context: BrowserContext, text: str) -> None:
    """Type where nothing can be saved, and crash: nothing is said to the page before it is gone."""
    page = county.opened(context)
    context.set_offline(True)
    page.locator("#text").fill(text)
    page.close()
    context.set_offline(False)


def test_what_is_typed_without_a_pause_is_saved_meanwhile_and_when_all_questions_is_pressed(
    county: County, context: BrowserContext
) -> None:
    page = county.opened(context)
    typed(page)
    assert county.text  # though nobody has stopped to type
    page.wait_for_timeout(HALF_A_SECOND)
    click(page.get_by_role("button", name="Alla frågor"))
    expect(page.locator("h1")).not_to_contain_text("Fråga")
    assert county.text == TEXT
    assert copies(page) == []


def test_a_text_that_is_too_long_is_saved_whole_and_the_page_says_it(
    county: County, context: BrowserContext
) -> None:
    text = "Vi behöver mer tid. " * 750 + "Slut."
    page = county.opened(context)
    page.locator("#text").focus()
    page.keyboard.insert_text(text)
    assert eventually(lambda: county.text == text)
    expect(page.locator("#text-obs")).to_contain_text("längre än 4000 tecken")
    page.reload()
    expect(page.locator("#text")).to_have_value(text)
    expect(page.locator("#text-obs")).to_contain_text("längre än 4000 tecken")
    click(page.get_by_role("button", name="Spara och fortsätt"))
    expect(page.locator("#text-fel")).to_contain_text("längre än 4000 tecken")
    expect(page.locator("#text-obs")).to_be_empty()
    page.locator("#text").fill("Kort.")
    assert eventually(lambda: county.text == "Kort.")


@pytest.mark.parametrize(("role", "name"), [("button", "English"), ("link", "Exempelbanken")])
def test_what_leads_away_saves_first(
    county: County, context: BrowserContext, role: Literal["button", "link"], name: str
) -> None:
    page = county.opened(context)
    typed(page, TEXT[:40])
    click(page.get_by_role(role, name=name).first)
    assert county.text == TEXT[:40].strip()


def test_closing_the_tab_asks_and_saves(county: County, context: BrowserContext) -> None:
    page = county.opened(context)
    dialogs: list[str] = []

    def leave(dialog: Dialog) -> None:
        dialogs.append(dialog.type)
        dialog.accept()

    page.on("dialog", leave)
    typed(page, TEXT[:40])
    with page.expect_event("close"):
        page.close(run_before_unload=True)
    assert dialogs == ["beforeunload"]
    assert eventually(lambda: county.text == TEXT[:40].strip())


def test_leaving_what_is_saved_asks_nothing(county: County, context: BrowserContext) -> None:
    page = county.opened(context)
    dialogs: list[str] = []

    def note(dialog: Dialog) -> None:
        dialogs.append(dialog.type)
        dialog.accept()

    page.on("dialog", note)
    page.locator("#text").fill("Sparat.")
    assert eventually(lambda: county.text == "Sparat.")
    expect(page.locator("#sparat")).to_contain_text("Sparat ")
    page.reload()
    expect(page.locator("#text")).to_have_value("Sparat.")
    expect(page.locator("#kopia")).to_be_hidden()
    assert (dialogs, copies(page)) == ([], [])


def test_what_a_crash_left_is_offered_and_put_in(county: County, context: BrowserContext) -> None:
    county.save("Det som var sparat.")
    left_without_a_network(county, context, TEXT)
    page = context.new_page()
    page.goto(county.link)
    unsaved = page.locator(".tag:visible", has_text="har text som inte är sparad")
    expect(unsaved).to_have_count(1)
    assert faults_here(page) == []
    page.goto(county.question)
    expect(page.locator("#text")).to_have_value("Det som var sparat.")
    expect(page.locator("#kopia")).to_contain_text(TEXT.strip())
    expect(page.get_by_text("Svaret har sparats på nytt sedan dess")).to_be_hidden()
    page.set_viewport_size(PHONE)
    assert faults_here(page) == []
    click(page.get_by_role("button", name="Lägg in texten"))
    expect(page.locator("#text")).to_have_value(TEXT.strip())
    expect(page.locator("#kopia")).to_be_hidden()
    assert county.text == TEXT.strip()
    assert copies(page) == []


def test_what_a_crash_left_waits_while_something_else_is_typed_and_can_be_thrown_away(
    county: County, context: BrowserContext
) -> None:
    left_without_a_network(county, context, "Från i går.")
    page = county.opened(context)
    page.locator("#text").fill("Något nytt.")
    assert eventually(lambda: county.text == "Något nytt.")
    page.reload()
    expect(page.locator("#kopia")).to_contain_text("Från i går.")
    click(page.get_by_role("button", name="Kasta texten"), leads=False)
    expect(page.locator("#kopia")).to_be_hidden()
    page.reload()
    expect(page.locator("#kopia")).to_be_hidden()
    assert (county.text, copies(page)) == ("Något nytt.", [])


def test_what_a_crash_left_replaces_nothing_that_a_colleague_has_saved_since(
    county: County, context: BrowserContext
) -> None:
    left_without_a_network(county, context, "Mitt.")
    county.save("Kollegans.")
    page = county.opened(context)
    expect(page.locator("#text")).to_have_value("Kollegans.")
    expect(page.get_by_text("Svaret har sparats på nytt sedan dess")).to_be_visible()
    click(page.get_by_role("button", name="Lägg in texten"))
    expect(page.get_by_role("alert")).to_contain_text("Kollegans.")
    expect(page.locator("#text")).to_have_value("Mitt.")
    assert county.text == "Kollegans."
    page.close()  # and nobody has chosen yet
    page = county.opened(context)
    expect(page.locator("#kopia")).to_contain_text("Mitt.")
    assert county.text == "Kollegans."


def test_two_with_the_same_link_see_both_texts_whoever_saves_last(
    county: County, browser: Browser, context: BrowserContext
) -> None:
    with context_in(browser, locale="sv-SE", viewport=WIDE) as other_context:
        page, other = county.opened(context), county.opened(other_context)
        page.locator("#text").fill("Den första.")
        assert eventually(lambda: county.text == "Den första.")
        other.locator("#text").fill("Den andra.")
        expect(other.locator("#sparat")).to_contain_text("Någon annan har sparat")
        click(other.get_by_role("button", name="Alla frågor"))
        expect(other.get_by_role("alert")).to_contain_text("Den första.")
        expect(other.locator("#text")).to_have_value("Den andra.")
        other.locator("#text").fill("Den första. Den andra.")
        assert county.text == "Den första."  # nothing is replaced before somebody says so
        click(other.get_by_role("button", name="Spara", exact=True))
        assert county.text == "Den första. Den andra."
        assert copies(other) == []


def test_without_scripts_the_way_to_another_page_saves(county: County, browser: Browser) -> None:
    options = {"java_script_enabled": False, "locale": "sv-SE", "viewport": WIDE}
    with context_in(browser, **options) as context:
        page = county.opened(context)
        page.locator("#text").fill("Utan skript.")
        click(page.get_by_role("button", name="Frågan före"))
        expect(page.locator("h1")).to_contain_text("Fråga 3")
        assert county.text == "Utan skript."
        page.goto(county.question)
        page.locator("#text").fill("På svenska.")
        click(page.get_by_role("button", name="English"))
        expect(page.locator("h1")).to_contain_text("Question 4")
        assert county.text == "På svenska."


def test_signing_out_removes_what_lies_in_the_browser(
    context: BrowserContext, address: str
) -> None:
    page = signed_in(context, address, "contributor")
    page.evaluate("localStorage.setItem('enkat:x/3', '[]'); localStorage.setItem('lista', '1')")
    click(page.get_by_role("button", name="Logga ut"))
    assert copies(page) == ["lista"]
