from __future__ import annotations

import importlib.util
import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.web.server import PATIENCE, Server

sync_api = pytest.importorskip("playwright.sync_api", reason="install playwright with pip")
expect = sync_api.expect
expect.set_options(timeout=PATIENCE * 1000)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

    from app.wiring import Services

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NAMES = ("chromium", "chromium-browser", "google-chrome")
PAGES = [
    "/",
    "/?q=energi&county=12&goal=7",
    "/?q=xyzzyq",
    "/?goal=99",
    "example",
]
OVERVIEWS = [
    "/tackning?rows=lever&columns=objective",
    "/karta?q=biogas",
    "/lan/kalmar",
    "/lan/jamfor?county=08&county=07",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]


@pytest.fixture(scope="module")
def address(services: Services) -> Iterator[str]:
    with Server(services.settings.data, "--no-worker") as server:
        yield server.address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = next((found for name in NAMES if (found := shutil.which(name))), None)
    if program is None:
        pytest.skip("Chromium is missing: install the package chromium (Debian)")
    options = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=program, args=options)
        yield started
        started.close()


def opened(context: BrowserContext, address: str, name: str) -> Page:
    """Open a page; "example" is the first one found."""
    page = context.new_page()
    if name == "example":
        page.goto(f"{address}/?q=matsvinn")
        page.locator("article h3 a").first.click()
        page.wait_for_url("**/exempel/*")  # and until it is loaded, as goto does
    else:
        page.goto(address + name)
    return page


def focused(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate(
        """() => {
            const e = document.activeElement, s = getComputedStyle(e);
            return {tag: e.tagName, id: e.id, href: e.getAttribute('href') || '',
                    outlined: s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2};
        }"""
    )
    return found


def tab_to(page: Page, **wanted: str) -> None:
    """Press Tab until the focus is where it should be; every stop on the way must show."""
    for _ in range(80):
        page.keyboard.press("Tab")
        here = focused(page)
        assert here["outlined"], here
        if all(here[name].startswith(value) for name, value in wanted.items()):
            return
    pytest.fail(f"the keyboard never reaches {wanted}")


def faults_of(page: Page) -> list[tuple[str, list[str]]]:
    """Return what axe finds on a page: its rule, and the first elements."""
    package = importlib.util.find_spec("axe_playwright_python")
    if package is None or package.origin is None:
        pytest.skip("axe-core is missing: install axe-playwright-python with pip")
    page.add_script_tag(path=Path(package.origin).with_name("axe.min.js"))
    found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)
    assert found["passes"]
    return [
        (fault["id"], [node["html"][:200] for node in fault["nodes"]])
        for fault in found["violations"]
    ]


def test_an_example_is_found_and_opened_with_the_keyboard_alone(
    browser: Browser, address: str
) -> None:
    with browser.new_context(locale="sv-SE") as context:
        page = opened(context, address, "/")
        tab_to(page, id="q")
        page.keyboard.type("matsvinn")
        page.keyboard.press("Enter")
        page.wait_for_url("**/?q=matsvinn")
        tab_to(page, href="#traffar")
        page.keyboard.press("Enter")
        tab_to(page, href="/exempel/")
        title = page.evaluate("document.activeElement.innerText")
        page.keyboard.press("Enter")
        page.wait_for_url("**/exempel/*")
        assert page.locator("h1").inner_text().replace("\n", " ") == title


def test_the_first_tab_skips_to_the_content(browser: Browser, address: str) -> None:
    with browser.new_context(locale="sv-SE") as context:
        page = opened(context, address, "/?q=energi")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()
        page.keyboard.press("Tab")
        assert focused(page)["id"] == "q"


def test_everything_works_without_javascript(browser: Browser, address: str) -> None:
    with browser.new_context(java_script_enabled=False, locale="sv-SE") as context:
        page = opened(context, address, "/")
        page.fill("#q", "energi")
        page.get_by_role("button", name="Sök").click()
        page.wait_for_url("**/?q=energi*")
        page.locator("label.filter").first.click()
        more = page.locator("fieldset details").first
        assert not more.locator("label").first.is_visible()
        more.locator("summary").click()
        more.locator("label").first.click()
        page.fill("#yearFrom", "2015")
        page.get_by_role("button", name="Visa exempel").click()
        expect(page.locator("a.chip")).to_have_count(3)
        assert page.url.endswith("#traffar")
        hit = page.locator("article h3 a").first
        title = hit.inner_text()
        hit.click()
        page.get_by_role("link", name="Tillbaka till träffarna").click()
        expect(page.locator("li:target h3")).to_have_text(title)


def test_filters_fold_on_a_phone_and_stand_beside_the_hits_on_a_desk(
    browser: Browser, address: str
) -> None:
    for scripts in (True, False):
        with browser.new_context(java_script_enabled=scripts, locale="sv-SE") as context:
            page = context.new_page()
            page.set_viewport_size({"width": 360, "height": 800})
            page.goto(f"{address}/?q=energi&county=12")
            box, first = page.locator("#filter > summary"), page.locator("label.filter").first
            expect(box).to_have_text("Filtrera (1 valt)")
            expect(first).to_be_hidden()
            assert top_of(page, "#filter") < top_of(page, "article.hit")
            box.click()
            expect(first).to_be_visible()
            page.set_viewport_size({"width": 1280, "height": 800})
            expect(first).to_be_visible()
            expect(box).to_be_hidden()
            page.reload()
            expect(first).to_be_visible()


def top_of(page: Page, selector: str) -> float:
    found = page.locator(selector).first.bounding_box()
    assert found is not None
    return found["y"]


def test_a_choice_among_filters_leads_to_the_heading_of_its_hits_by_keyboard(
    browser: Browser, address: str
) -> None:
    with browser.new_context(locale="sv-SE") as context:
        page = opened(context, address, "/?q=energi")
        tab_to(page, href="#filter")
        page.keyboard.press("Enter")
        tab_to(page, id="f-county-")
        page.keyboard.press("Space")
        page.keyboard.press("Enter")
        page.wait_for_url("**#traffar")
        page.keyboard.press("Tab")
        assert focused(page)["href"].startswith("/?"), "the first stop after the heading"
        expect(page.locator("h1")).to_be_in_viewport()
        summary = page.locator("fieldset summary").first
        expect(summary).to_have_text(re.compile("^Visa [0-9]+ till"))
        summary.click()
        expect(summary.locator(".if-open")).to_be_visible()
        expect(summary.locator(".if-closed")).to_be_hidden()


def test_a_list_is_ticked_over_pages_sent_kept_and_emptied(browser: Browser, address: str) -> None:
    with browser.new_context(bypass_csp=True, locale="sv-SE") as context:
        page = opened(context, address, "/?q=energi&limit=5")
        page.get_by_label("Lägg i min lista").nth(0).check()
        page.get_by_label("Lägg i min lista").nth(3).check()
        page.get_by_role("link", name="Nästa").click()
        page.wait_for_url("**page=2")
        page.get_by_label("Lägg i min lista").nth(1).check()
        page.get_by_role("button", name="Visa min lista (3)").click()
        expect(page.locator("h1")).to_have_text("Min lista: 3 exempel")
        assert faults_of(page) == []
        link = page.get_by_label("Länk till listan").input_value()
        page.get_by_role("button", name="Ta bort ur listan").first.click()
        expect(page.locator("h1")).to_have_text("Min lista: 2 exempel")
        page.goto(address + link[link.index("/lista") :])  # as somebody else would
        expect(page.locator("h1")).to_have_text("Min lista: 3 exempel")
        page.goto(f"{address}/lista")
        page.get_by_role("link", name="Öppna listan").click()
        expect(page.locator("h1")).to_have_text("Min lista: 2 exempel")
        page.locator("article a").first.click()
        page.locator("a.card").last.click()
        page.get_by_role("button", name="Lägg i min lista").click()
        expect(page.locator("h1")).to_have_text("Min lista: 3 exempel")
        page.get_by_role("button", name="Töm listan").click()
        expect(page.get_by_text("Listan är tom.")).to_be_visible()
    with browser.new_context(java_script_enabled=False, locale="sv-SE") as context:
        page = opened(context, address, "/?q=energi")
        page.get_by_label("Lägg i min lista").nth(1).check()
        page.get_by_role("button", name="Visa min lista").click()
        expect(page.locator("h1")).to_have_text("Min lista: 1 exempel")
        page.get_by_role("link", name="Sök fler exempel").click()
        expect(page.get_by_label("Lägg i min lista").nth(1)).to_be_checked()


@pytest.mark.parametrize(
    "search", ["/?q=solel+skåne&county=12&goal=7&goal=13", "/?q=energi+skåne&county=12&goal=7"]
)
def test_what_is_to_be_hit_is_large_enough(browser: Browser, address: str, search: str) -> None:
    with browser.new_context(viewport={"width": 360, "height": 800}, locale="sv-SE") as context:
        page = opened(context, address, search)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        small = page.evaluate(
            """() => [...document.querySelectorAll('main a, main button, main input, main summary')]
                .filter(e => e.type !== 'hidden' && !e.matches('.skip-on, h3 a, p:not([class]) a'))
                .map(e => [e.outerHTML.slice(0, 120), e.closest('label') || e])
                .map(([html, e]) => [html, e.getBoundingClientRect()])
                .filter(([, box]) => box.width < 24 || box.height < 24)
                .map(([html, box]) => `${html}: ${box.width} x ${box.height}`)"""
        )
        assert small == []


def suggestions_for(page: Page, text: str) -> list[str]:
    """Write into the field, wait for the list, and return what it offers."""
    page.locator("#q").focus()
    page.keyboard.insert_text(text)  # at once: the list could be that of some letters else
    page.locator("#forslag li").first.wait_for()
    return page.locator("#forslag li .option-label").all_inner_texts()


def test_a_suggestion_is_chosen_with_the_keyboard(browser: Browser, address: str) -> None:
    with browser.new_context(locale="sv-SE") as context:
        page = opened(context, address, "/")
        assert "Bygg och anläggning" in suggestions_for(page, "bygg och an")
        page.keyboard.press("ArrowDown")
        first = page.locator("#forslag-1")
        assert first.get_attribute("aria-selected") == "true"
        assert page.locator("#q").get_attribute("aria-activedescendant") == "forslag-1"
        page.keyboard.press("Escape")
        expect(page.locator("#forslag")).to_be_hidden()
        assert page.locator("#q").input_value() == "bygg och an"
        page.keyboard.press("ArrowDown")
        expect(page.locator("#forslag")).to_be_visible()
        page.keyboard.type("l")
        first.wait_for()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_url("**/?sector=*")
        expect(page.locator("a.chip")).to_have_count(1)


def test_enter_searches_for_what_was_typed_when_nothing_is_chosen(
    browser: Browser, address: str
) -> None:
    with browser.new_context(locale="sv-SE") as context:
        page = opened(context, address, "/")
        suggestions_for(page, "matsv")
        page.keyboard.press("Enter")
        page.wait_for_url("**/?q=matsv")


def test_axe_finds_no_fault_in_open_suggestions(browser: Browser, address: str) -> None:
    with browser.new_context(bypass_csp=True) as context:
        page = opened(context, address, "/")
        suggestions_for(page, "energi")
        page.keyboard.press("ArrowDown")
        assert faults_of(page) == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [320, 640])  # 640: a window of 1280 at 200 % zoom
def test_no_page_is_wider_than_a_narrow_window(
    browser: Browser, address: str, name: str, width: int
) -> None:
    with browser.new_context(viewport={"width": width, "height": 800}) as context:
        page = opened(context, address, name)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", PAGES)
def test_the_browser_has_nothing_to_complain_of_and_asks_nobody_else(
    browser: Browser, address: str, name: str
) -> None:
    complaints: list[str] = []
    asked: list[str] = []
    with browser.new_context(locale="sv-SE") as context:
        context.on("console", lambda message: complaints.append(message.text))
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        context.on("request", lambda request: asked.append(request.url))
        context.on("requestfailed", lambda request: complaints.append(request.url))
        opened(context, address, name).wait_for_load_state("networkidle")
    assert [each for each in complaints if "status of 400" not in each] == []
    assert all(url.startswith(address) for url in asked)
    assert any("style.css" in url for url in asked)
    assert any(url.endswith(".woff2") for url in asked)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("width", [375, 1280])
def test_axe_finds_no_fault(browser: Browser, address: str, name: str, width: int) -> None:
    screen = {"width": width, "height": 900}
    locale = "sv-SE" if width < 1000 else "en-GB"
    scheme: Any = "dark" if width < 1000 else "light"
    with browser.new_context(
        bypass_csp=True, viewport=screen, locale=locale, color_scheme=scheme
    ) as context:
        page = opened(context, address, name)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert faults_of(page) == []


@pytest.mark.parametrize("name", OVERVIEWS)
def test_an_overview_is_without_fault_and_no_wider_than_a_phone(
    browser: Browser, address: str, name: str
) -> None:
    scheme: Any = "light" if name.startswith("/lan") else "dark"
    with browser.new_context(
        bypass_csp=True, viewport={"width": 320, "height": 800}, color_scheme=scheme
    ) as context:
        page = opened(context, address, name)
        page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        assert faults_of(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= 320
        page.set_viewport_size({"width": 1280, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= 1280


def test_the_api_is_shown_and_tried_without_another_host_or_a_fault(
    browser: Browser, address: str
) -> None:
    faults: list[str] = []
    asked: list[str] = []
    with browser.new_context(locale="sv-SE") as context:
        page = context.new_page()
        page.on("console", lambda told: told.type == "error" and faults.append(told.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{address}/")
        page.get_by_role("link", name="API", exact=True).click()
        page.get_by_role("link", name="Pröva alla anrop").click()
        expect(page.locator("#reference .opblock").first).to_be_visible()
        operations = page.evaluate(
            """async () => Object.values((await (await fetch('openapi.json')).json()).paths)
                .flatMap(Object.keys).length"""
        )
        assert page.locator("#reference .opblock").count() == operations
        page.locator(".opblock-get .opblock-summary-control").first.click()
        expect(page.locator(".opblock.is-open .parameters")).to_contain_text("county")
        page.get_by_role("button", name="Try it out").click()
        page.get_by_role("button", name="Execute").click()
        status = page.locator(".live-responses-table .response-col_status").last
        expect(status).to_contain_text("200")
    assert faults == []
    assert [url for url in asked if not url.startswith(f"{address}/")] == []
