"""What scripts add to pages, what holds without them, and the keyboard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from tests.web.browser.conftest import page_in
from tests.web.browser.looking import expect, focused, suggestions_for, tab_to, unfold
from tests.web.browser.moving import click, press, settled
from tests.web.browser.states import GONE
from tests.web.test_take_along import ids_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from app.wiring import Services
    from tests.web.browser.conftest import NewPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PHONE: Any = {"width": 360, "height": 800}
DESK: Any = {"width": 1280, "height": 800}


@pytest.fixture(scope="module")
def window(browser: Browser, address: str) -> Iterator[Page]:
    """One for all tests that leave nothing in it."""
    with page_in(browser, address) as page:
        yield page


def test_an_example_is_found_and_opened_with_the_keyboard_alone(window: Page) -> None:
    window.goto("/")
    tab_to(window, id="q")
    window.keyboard.type("matsvinn")
    press(window, "Enter")
    assert window.url.endswith("/?q=matsvinn")
    tab_to(window, href="#exemplen")
    press(window, "Enter")
    tab_to(window, href="/exempel/")
    title = window.evaluate("document.activeElement.innerText")
    press(window, "Enter")
    expect(window.locator("h1")).to_have_text(title)
    tab_to(window, text="Tillbaka till träffarna")
    press(window, "Enter")
    expect(window.locator("li:target h3")).to_have_text(title)


def test_the_first_tab_skips_to_the_content(window: Page) -> None:
    window.goto("/?q=energi")
    settled(window)
    window.keyboard.press("Tab")
    press(window, "Enter")
    expect(window.locator("main")).to_be_focused()
    window.keyboard.press("Tab")
    assert focused(window)["id"] == "q"


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}])
def test_filters_fold_on_a_phone_and_stand_beside_the_hits_on_a_desk(
    new_page: NewPage, options: dict[str, Any]
) -> None:
    page = new_page(viewport=PHONE, **options)
    page.goto("/?q=energi&county=12")
    box, first = page.locator(".filter-summary"), page.locator("label.filter").first
    expect(box).to_have_text("Filtrera (valda: 1)")
    expect(first).to_be_hidden()
    assert top_of(page, "#filter") < top_of(page, "article.hit")
    click(box, leads=False)
    expect(first).to_be_visible()
    page.set_viewport_size(DESK)
    settled(page)
    expect(first).to_be_visible()
    expect(box).to_be_hidden()
    page.reload()
    expect(first).to_be_visible()
    more = page.locator("fieldset details").first
    assert not more.locator("label").first.is_visible()
    click(more.locator("summary"), leads=False)
    click(more.locator("label").first, leads=False)
    page.fill("#yearFrom", "2015")
    click(page.get_by_role("button", name="Visa exempel"))
    expect(page.locator("a.chip")).to_have_count(3)
    assert page.url.endswith("#traffar")


def top_of(page: Page, selector: str) -> float:
    found = page.locator(selector).first.bounding_box()
    assert found is not None
    return found["y"]


def test_a_choice_among_filters_leads_to_the_heading_of_its_hits_by_keyboard(window: Page) -> None:
    window.goto("/?q=energi")
    tab_to(window, id="f-county-")
    window.keyboard.press("Space")
    press(window, "Enter")
    assert window.url.endswith("#traffar")
    window.keyboard.press("Tab")
    assert "chip" in window.evaluate("document.activeElement.className"), "the first stop after it"
    expect(window.locator("h1")).to_be_in_viewport()
    summary = window.locator("fieldset summary").first
    expect(summary).to_have_text(re.compile("^Visa [0-9]+ till"))
    click(summary, leads=False)
    expect(summary.locator(".if-open")).to_be_visible()
    expect(summary.locator(".if-closed")).to_be_hidden()


@pytest.mark.parametrize("viewport", [PHONE, DESK])
@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}])
def test_the_keyboard_enters_the_filters_on_its_way_or_skips_to_them(
    new_page: NewPage, viewport: Any, options: dict[str, Any]
) -> None:
    page = new_page(viewport=viewport, **options)
    for start in ("", "#filter"):
        page.goto("/")
        page.goto(f"/?county=20{start}")
        if viewport is PHONE:
            tab_to(page, text="Filtrera (valda: 1)")
            press(page, "Enter", leads=False)
            expect(page.locator(".filters")).to_be_visible()
        tab_to(page, id="f-county-")


def test_a_list_is_made_and_shown_with_the_keyboard_alone(new_page: NewPage) -> None:
    page = new_page()
    page.goto("/?q=energi#traffar")
    tab_to(page, id="t-")
    page.keyboard.press("Space")
    expect(page.get_by_role("status").last).to_have_text("Tillagt. Min lista har nu 1 exempel.")
    tab_to(page, text="Visa min lista")
    press(page, "Enter")
    expect(page.locator("h1")).to_have_text("Min lista: 1 exempel")
    tab_to(page, text="Skriv ut listan")
    press(page, "Enter")
    expect(page.locator("main")).to_contain_text("På en dator går det också med Ctrl + P")


def test_table_and_map_are_passed_and_entered_with_the_keyboard_alone(window: Page) -> None:
    window.goto("/tackning")
    tab_to(window, href="#efter-tabellen")
    press(window, "Enter")
    tab_to(window, href="/tackning.xlsx")
    window.go_back()
    window.goto("/tackning?county=08#tabell")
    tab_to(window, href=".?egna=08&objective=")
    name = window.evaluate("document.activeElement.closest('tr').querySelector('th').innerText")
    press(window, "Enter")
    expect(window.locator("h1")).to_contain_text(name)
    window.goto("/karta?q=energi")
    tab_to(window, href="#efter-kartan")
    tab_to(window, href="/?q=energi&county=01")
    press(window, "Enter")
    expect(window).to_have_title(re.compile("Stockholms län"))


def test_the_whole_table_is_a_link_away_on_a_phone(new_page: NewPage) -> None:
    page = new_page(viewport=PHONE, java_script_enabled=False)
    page.goto("/tackning")
    expect(page.locator("table.matrix")).to_be_hidden()
    click(page.get_by_role("link", name="Visa hela tabellen"))
    expect(page.locator("table.matrix")).to_be_visible()


ORDER = """() => {
    const seen = [];
    addEventListener('focusin', e => seen.push(e.target));
    window.inOrder = () => seen.every((e, at) =>
        !at || seen[at - 1].compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING);
    window.left = () => document.activeElement === document.body || seen.at(-1) === seen[0];
}"""


@pytest.mark.parametrize("name", ["/?q=matsvinn&county=12", "/tackning?rows=lever&columns=kind"])
def test_tab_goes_through_a_page_in_its_order_and_out_of_it(window: Page, name: str) -> None:
    window.goto(name)
    settled(window)
    window.evaluate(ORDER)
    for stop in range(400):
        window.keyboard.press("Tab")
        if stop and window.evaluate("left()"):
            break
        assert window.evaluate("inOrder()"), focused(window)
    else:
        pytest.fail("the keyboard never leaves the page")


def test_a_list_whose_examples_are_all_withdrawn_is_opened_without_a_fault(
    new_page: NewPage,
) -> None:
    page = new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto(f"/lista?id={GONE}")
    expect(page.get_by_text("1 exempel i listan finns inte längre.")).to_be_visible()
    assert faults == []


def test_a_list_is_kept_over_pages_and_emptied(new_page: NewPage) -> None:
    page = new_page()
    page.goto("/?q=energi&limit=5")
    page.get_by_label("Lägg i min lista").nth(0).check()
    page.get_by_label("Lägg i min lista").nth(3).check()
    click(page.get_by_role("link", name="Nästa"))
    assert page.url.endswith("page=2")
    page.get_by_label("Lägg i min lista").nth(1).check()
    expect(page.locator("#list-link")).to_have_text("Min lista (3)")
    click(page.get_by_role("button", name="Visa min lista"))
    expect(page.locator("h1")).to_have_text("Min lista: 3 exempel")
    link = page.get_by_label("Länk till listan").input_value()
    page.set_viewport_size(PHONE)
    click(page.get_by_role("button", name="Jämför exemplen sida vid sida"))
    expect(page.get_by_role("table").get_by_text("I korthet")).to_be_visible()
    page.go_back()
    page.set_viewport_size(DESK)
    click(page.get_by_role("button", name="Ta bort ur listan").first)
    expect(page.locator("h1")).to_have_text("Min lista: 2 exempel")
    expect(page.get_by_text("Webbläsaren minns den också")).to_be_visible()
    page.goto(link)  # as somebody else would
    expect(page.locator("h1")).to_have_text("Min lista: 3 exempel")
    page.goto("/lista")
    expect(page.locator("h1")).to_have_text("Min lista: 2 exempel")
    page.goto("/?q=matsvinn")
    click(page.locator("article h3 a").first)
    title = page.locator("h1").inner_text()
    click(page.get_by_role("button", name="Lägg i min lista"), leads=False)
    expect(page.locator("#list-status")).to_have_text("Tillagt. Min lista har nu 3 exempel.")
    expect(page.locator("h1")).to_have_text(title)
    click(page.get_by_role("button", name="Ta bort ur min lista"), leads=False)
    expect(page.locator("#list-link")).to_have_text("Min lista (2)")
    click(page.get_by_role("button", name="Lägg i min lista"), leads=False)
    click(page.locator("#list-link"))
    expect(page.locator("h1")).to_have_text("Min lista: 3 exempel")
    click(page.get_by_role("button", name="Töm listan"))
    expect(page.get_by_text("Listan är tom.")).to_be_visible()
    click(page.get_by_role("button", name="Ta tillbaka listan"))
    expect(page.locator("h1")).to_have_text("Min lista: 3 exempel")


@pytest.mark.parametrize("path", ["/lan/jamfor?county=08&county=07", "/utskrift?q=energi"])
def test_what_is_taken_to_a_meeting_is_printed_at_a_click(new_page: NewPage, path: str) -> None:
    page = new_page()
    page.add_init_script("window.print = () => { document.title = 'printed'; }")
    page.goto(path)
    click(page.get_by_role("button", name="Skriv ut", exact=True), leads=False)
    assert page.title() == "printed"


def test_order_and_notes_of_a_list_are_remembered(new_page: NewPage, services: Services) -> None:
    one, two = ids_of(services, "matsvinn", 2)
    page = new_page()
    page.goto("/lista")
    page.evaluate(FILL, [one, two])
    page.goto("/lista")
    expect(page.locator("h1")).to_have_text("Min lista: 2 exempel")
    click(page.get_by_role("button", name="Flytta upp"))
    assert page.evaluate(KEPT) == [two, one]
    click(page.get_by_role("button", name="Jämför exemplen sida vid sida"))
    expect(page.locator("tr", has_text="Egen anteckning")).to_be_hidden()
    click(page.get_by_role("link", name="Min lista", exact=True).first)
    page.get_by_label("Egen anteckning").first.fill("Ring dem i mars")
    page.reload()
    expect(page.get_by_label("Egen anteckning").first).to_have_value("Ring dem i mars")
    click(page.get_by_role("button", name="Jämför exemplen sida vid sida"))
    expect(page.get_by_role("row", name="Egen anteckning")).to_contain_text("Ring dem i mars")
    click(page.get_by_role("link", name="Min lista", exact=True).first)
    click(page.get_by_role("link", name="Skriv ut listan"))
    expect(page.locator("main")).to_contain_text("Ring dem i mars")
    click(page.get_by_role("link", name="Tillbaka till listan"))
    for leads_there in (False, True):
        if leads_there:
            click(page.get_by_role("link", name="Välj kolumner"))
        with page.expect_download() as download:
            click(page.get_by_role("button", name="CSV"), leads=False)
        assert "Ring dem i mars" in download.value.path().read_text(encoding="utf-8")


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}])
def test_the_menu_opens_on_a_phone(new_page: NewPage, options: dict[str, Any]) -> None:
    page = new_page(viewport=PHONE, **options)
    page.goto("/")
    link = page.get_by_role("link", name="Alla exempel", exact=True)
    expect(link).to_be_hidden()
    click(page.get_by_role("button", name="Meny"), leads=False)
    click(link)
    expect(page.locator("#traffar")).to_be_visible()


@pytest.mark.parametrize(("size", "most"), [("DESK", 360), ("PHONE", 420)])
@pytest.mark.parametrize(
    "search",
    [
        "/?q=energi&county=12&goal=7",
        "/?q=energi&goal=7&kind=activity",
        "/?county=01&objective=10",
        "/en/?county=01&objective=10",
        "/en/?q=energy&county=14&objective=1",
    ],
)
def test_the_first_title_is_on_the_first_screen(
    new_page: NewPage, size: str, most: int, search: str
) -> None:
    sizes = {"DESK": {"width": 1280, "height": 800}, "PHONE": {"width": 360, "height": 740}}
    page = new_page(viewport=sizes[size])
    page.goto("/om")
    page.evaluate(FILL, [f"{GONE[:-2]}{each}" for each in range(10, 22)])
    page.goto(search)
    expect(page.locator("#list-link")).to_contain_text("(12)")
    assert top_of(page, "article h3") < most


KEPT = "JSON.parse(localStorage.getItem('min-lista'))"
FILL = "ids => localStorage.setItem('min-lista', JSON.stringify(ids))"


def test_a_list_that_was_sent_touches_none_of_ones_own(
    new_page: NewPage, services: Services
) -> None:
    one, two, three = ids_of(services, "matsvinn", 3)
    page = new_page()
    page.goto("/?q=biogas")
    expect(page.get_by_text("Välj Visa min lista innan du byter sida")).to_have_count(0)
    page.get_by_label("Lägg i min lista").first.check()
    own = page.evaluate(KEPT)
    page.goto(f"/lista?id={one}&id={two}&id={three}&sok=q%3Dmatsvinn")  # copied from where it was
    expect(page.get_by_text("Du har öppnat en lista genom en länk")).to_be_visible()
    expect(page.get_by_text("Webbläsaren minns den också")).to_be_hidden()
    expect(page.get_by_role("button", name="Töm listan")).to_be_hidden()
    click(page.get_by_role("button", name="Ta bort ur listan").first)
    expect(page.locator("h1")).to_have_text("Min lista: 2 exempel")
    click(page.get_by_role("link", name="Tillbaka till träffarna"))
    expect(page.locator("#list-link")).to_have_text("Min lista (1)")
    page.go_back()
    assert page.evaluate(KEPT) == own
    click(page.get_by_role("button", name="Lägg till dessa i min egen lista"))
    expect(page.locator("h1")).to_have_text("Min lista: 3 exempel")
    assert page.evaluate(KEPT) == [*own, two, three]


def test_a_full_list_takes_no_more_and_says_so_at_the_tick(
    new_page: NewPage, services: Services
) -> None:
    full = ids_of(services, "", 100)
    page = new_page()
    page.goto("/?q=biogas")
    page.evaluate(FILL, full)
    page.reload()
    box = page.locator(".tick input:not(:checked)").first
    click(box, leads=False)
    expect(page.locator("#list-status")).to_contain_text("Listan är full: den rymmer 100")
    expect(box).not_to_be_checked()
    click(page.get_by_role("button", name="Visa min lista"))
    expect(page.locator("h1")).to_have_text("Min lista: 100 exempel")
    click(page.get_by_role("button", name="Töm listan"))
    expect(page.get_by_text("Listan är tom.")).to_be_visible()


def test_without_scripts_a_list_goes_along_in_the_address(new_page: NewPage) -> None:
    page = new_page(java_script_enabled=False)
    page.goto("/?q=energi")
    expect(page.get_by_text("Välj Visa min lista innan du byter sida")).to_be_visible()
    page.get_by_label("Lägg i min lista").nth(1).check()
    click(page.get_by_role("button", name="Visa min lista"))
    expect(page.locator("h1")).to_have_text("Min lista: 1 exempel")
    click(page.get_by_role("link", name="Tillbaka till träffarna"))
    expect(page.get_by_label("Lägg i min lista").nth(1)).to_be_checked()


@pytest.mark.parametrize(
    "search", ["/?q=solel+skåne&county=12&goal=7&goal=13", "/?q=energi+skåne&county=12&goal=7"]
)
def test_what_is_to_be_hit_is_large_enough(window: Page, search: str) -> None:
    window.set_viewport_size(PHONE)
    window.goto(search)
    unfold(window)
    small = window.evaluate(
        """() => [...document.querySelectorAll('main a, main button, main input, main summary')]
            .filter(e => e.type !== 'hidden' && !e.matches('.skip-on, h3 a, p:not([class]) a'))
            .map(e => [e.outerHTML.slice(0, 120), e.closest('label') || e])
            .map(([html, e]) => [html, e.getBoundingClientRect()])
            .filter(([, box]) => box.width < 24 || box.height < 24)
            .map(([html, box]) => `${html}: ${box.width} x ${box.height}`)"""
    )
    window.set_viewport_size(DESK)
    assert small == []


def test_what_is_to_be_mended_lies_under_no_button(window: Page) -> None:
    window.goto("/?county=99")
    button = window.get_by_role("button", name="Visa exempel")
    expect(button.locator("..")).to_have_css("position", "static")


def test_a_suggestion_is_chosen_with_the_keyboard(window: Page) -> None:
    window.goto("/")
    assert "Bygg och anläggning" in suggestions_for(window, "bygg och an")
    window.keyboard.press("ArrowDown")
    first = window.locator("#forslag-1")
    assert first.get_attribute("aria-selected") == "true"
    assert window.locator("#q").get_attribute("aria-activedescendant") == "forslag-1"
    window.keyboard.press("Escape")
    expect(window.locator("#forslag")).to_be_hidden()
    assert window.locator("#q").input_value() == "bygg och an"
    window.keyboard.press("ArrowDown")
    expect(window.locator("#forslag")).to_be_visible()
    first.evaluate("option => option.dataset.old = ''")
    window.keyboard.type("l")
    window.locator("#forslag-1:not([data-old])").wait_for()  # the list for what is written now
    window.keyboard.press("ArrowDown")
    press(window, "Enter")
    assert "/?sector=" in window.url
    expect(window.locator("a.chip")).to_have_count(1)


def test_enter_searches_for_what_was_typed_when_nothing_is_chosen(window: Page) -> None:
    window.goto("/")
    suggestions_for(window, "matsv")
    press(window, "Enter")
    assert window.url.endswith("/?q=matsv")


def test_the_api_is_shown_and_tried_without_another_host_or_a_fault(
    new_page: NewPage, address: str
) -> None:
    faults: list[str] = []
    asked: list[str] = []
    page = new_page(color_scheme="dark")
    page.on("console", lambda told: told.type == "error" and faults.append(told.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/")
    click(page.get_by_role("link", name="API", exact=True))
    click(page.get_by_role("link", name="Pröva alla anrop"))
    expect(page.locator("#reference .opblock").first).to_be_visible()
    operations = page.evaluate(
        """async () => Object.values((await (await fetch('openapi.json')).json()).paths)
            .flatMap(Object.keys).length"""
    )
    expect(page.locator("#reference .opblock")).to_have_count(operations)
    expect(page.locator("html")).to_have_class("dark-mode")
    expect(page.locator(".info p").first).to_have_css("color", re.compile(r"rgb\(2\d\d, "))
    click(page.locator(".opblock-get .opblock-summary-control").first, leads=False)
    expect(page.locator(".opblock.is-open .parameters")).to_contain_text("county")
    click(page.get_by_role("button", name="Try it out"), leads=False)
    click(page.get_by_role("button", name="Execute"), leads=False)
    status = page.locator(".live-responses-table .response-col_status").last
    expect(status).to_contain_text("200")
    assert faults == []
    assert [url for url in asked if not url.startswith(f"{address}/")] == []
