"""Each state is loaded once, in one window; the tests of it come one after another there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from app.imports.bulk_load import ImportOptions, import_lines
from app.indexing import sync_index
from app.searching.requests import SearchRequest
from app.searching.search import search
from catalogue import entries
from tests.fixtures.services import row, services_in
from tests.web.browser.conftest import page_in
from tests.web.browser.looking import CONTRAST, UNSEEN, expect, faults_of, suggestions_for, unfold
from tests.web.browser.moving import click, settled
from tests.web.browser.site import served, with_contact
from tests.web.browser.states import AWAY, NO_PAGES, SEEDED, SMALL, STATES, State
from tests.web.test_example import FULL, entry_id
from web.app import create_web

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Page

    from app.wiring import Services

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DESK: Any = {"width": 1280, "height": 900}
ZOOMED: Any = {"width": 320, "height": 256}
"""A window of 1280 x 1024 at 400 % zoom."""

ALIKE = """() => {
    const shown = e => {
        const s = getComputedStyle(e);
        return ['borderBottomStyle', 'borderBottomWidth', 'borderBottomColor', 'outlineStyle',
                'color', 'fontWeight', 'textDecorationLine'].map(name => s[name]).join();
    };
    const chosen = '[aria-current], [aria-selected=true]';
    const beside = ':scope > a, :scope > li, :scope > li > a';
    return [...document.querySelectorAll(chosen)].filter(e =>
        [...e.closest('ul, ol, p').querySelectorAll(beside)].some(other =>
            !other.matches(chosen) && !other.contains(e) && shown(other) === shown(e))
    ).map(e => e.outerHTML.slice(0, 200));
}"""
"""What is chosen and looks like what is not."""


class Sites(NamedTuple):
    """Addresses of the served catalogues by name, and the ids that states ask for."""

    addresses: dict[str, str]
    ids: dict[str, str]


class Shown(NamedTuple):
    """A page in a state, with what it asked for and complained of."""

    page: Page
    state: State
    site: str
    status: int
    asked: list[str]
    complaints: list[str]


@pytest.fixture(scope="module")
def sites(
    services: Services, address: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Sites]:
    one, two = (hit["id"] for hit in search(services, SearchRequest("energi", limit=2)).items)
    small = services_in(tmp_path_factory.mktemp("small"))
    ids = {"one": one, "two": two, **filled(small)}
    away = tmp_path_factory.mktemp("away")
    with served(small.settings.data) as second, served(away) as third:
        yield Sites({SEEDED: address, SMALL: second, AWAY: third}, ids)
    small.database.close()


def filled(services: Services) -> dict[str, str]:
    """Load an entry with every field and one that is withdrawn; return their ids."""
    lines = [json.dumps(each).encode() for each in (FULL, row("gone"))]
    report = import_lines(services, lines, ImportOptions(source_system="test", publish=True))
    assert not report.rejected
    ids = {"full": entry_id(services, "full"), "withdrawn": entry_id(services, "gone")}
    with services.database.write() as unit:
        entries.withdraw(unit, ids["withdrawn"], "Dubblett av ett annat", actor="test")
    sync_index(services)
    return ids


@pytest.fixture(scope="module")
def window(browser: Browser, address: str) -> Iterator[Page]:
    with page_in(browser, address, viewport=DESK) as page:
        yield page


@pytest.fixture(scope="module", params=STATES, ids=str)
def shown(request: pytest.FixtureRequest, window: Page, sites: Sites) -> Iterator[Shown]:
    state: State = request.param
    complaints: list[str] = []
    asked: list[str] = []

    def told(message: ConsoleMessage) -> None:
        complaints.append(message.text)

    listeners: dict[Any, Callable[..., None]] = {
        "console": told,
        "pageerror": lambda error: complaints.append(str(error)),
        "request": lambda sent: asked.append(sent.url),
    }
    for event, listener in listeners.items():
        window.on(event, listener)
    site = sites.addresses[state.site]
    answer = window.goto(site + state.address.format(**sites.ids))
    assert answer is not None
    status = STEPS[state.do](window) if state.do else answer.status
    settled(window)
    unfold(window)
    yield Shown(window, state, site, status, asked, complaints)
    for event, listener in listeners.items():
        window.remove_listener(event, listener)
    window.set_viewport_size(DESK)


def open_suggestions(page: Page) -> int:
    suggestions_for(page, "energi")
    page.keyboard.press("ArrowDown")
    return 200


def send_empty_form(page: Page) -> int:
    page.locator("form.tip").evaluate("form => form.noValidate = true")
    sent = click(page.locator("form.tip button"))
    assert sent is not None
    expect(page.locator(".faults")).to_be_focused()
    return sent.status


STEPS = {"suggestions": open_suggestions, "an empty form is sent": send_empty_form}


def test_axe_finds_no_fault(shown: Shown) -> None:
    assert shown.status == shown.state.status
    assert faults_of(shown.page) == []


def test_the_browser_has_nothing_to_complain_of_and_asks_nobody_else(shown: Shown) -> None:
    expected = f"status of {shown.state.status}"  # an error page is told there, too
    assert [each for each in shown.complaints if expected not in each] == []
    assert all(url.startswith(f"{shown.site}/") for url in shown.asked)
    assert any("style.css" in url for url in shown.asked)
    assert any(url.endswith(".woff2") for url in shown.asked)


addresses: dict[tuple[str, ...], str] = {}


def test_no_other_address_has_the_same_title(shown: Shown) -> None:
    title = shown.page.title()
    assert "Exempelbanken" in title
    language = shown.page.evaluate("document.documentElement.lang")  # an entry keeps its title
    here = shown.state.address
    assert addresses.setdefault((shown.state.site, language, title), here) == here


def test_the_dark_page_has_contrast(shown: Shown) -> None:
    if not shown.state.dark:
        return
    shown.page.emulate_media(color_scheme="dark")
    try:
        assert faults_of(shown.page, CONTRAST) == []
    finally:
        shown.page.emulate_media(color_scheme="light")


def test_what_is_chosen_shows_without_colours(shown: Shown) -> None:
    shown.page.emulate_media(forced_colors="active")
    settled(shown.page)
    try:
        assert shown.page.evaluate(ALIKE) == []
    finally:
        shown.page.emulate_media(forced_colors="none")


def test_the_focus_shows_and_is_not_covered(shown: Shown) -> None:
    assert shown.page.evaluate(UNSEEN) == []


def test_enlarged_to_four_times_nothing_is_beside_the_window_or_covered(shown: Shown) -> None:
    shown.page.set_viewport_size(ZOOMED)
    settled(shown.page)
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= ZOOMED["width"]
    assert shown.page.evaluate(UNSEEN) == []


def test_every_page_is_among_the_states(sites: Sites, services: Services) -> None:
    with with_contact(services.settings.data) as open_services:
        rules = create_web(open_services).url_map
    bound = rules.bind("127.0.0.1")
    paths = [state.address.format(**sites.ids).partition("?")[0] for state in STATES]
    seen = {
        bound.match(each.removeprefix("/en"), return_rule=True)[0].rule
        for each in paths
        if each != "/finns-inte"
    }
    pages = {
        each.rule
        for each in rules.iter_rules()
        if "GET" in (each.methods or ()) and not each.rule.startswith(NO_PAGES)
    }
    assert pages - seen == set()
