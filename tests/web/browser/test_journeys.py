"""The nine errands that officials come with, each from the start page to the thing in hand."""

from __future__ import annotations

import re
from contextlib import ExitStack
from gettext import NullTranslations, translation
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook

from tests.web.browser.conftest import page_in
from tests.web.browser.looking import expect
from tests.web.browser.moving import click
from web.language import DOMAIN, TRANSLATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Locator, Page

    from tests.web.browser.conftest import NewPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WAYS = {
    "sv": {},
    "sv-without-scripts": {"java_script_enabled": False},
    "en-without-scripts": {"locale": "en-GB", "java_script_enabled": False},
}
in_swedish = pytest.mark.parametrize("official", ["sv", "sv-without-scripts"], indirect=True)
in_both_languages = pytest.mark.parametrize("official", WAYS, indirect=True)
ATOM = "{http://www.w3.org/2005/Atom}"
TITLES = "article h3 a"


class Official(NamedTuple):
    """Somebody at the start page, who reads the words of pages in a language."""

    page: Page
    words: NullTranslations

    def link(self, words: str) -> Locator:
        """The first link with these (Swedish) words of a page."""
        return self.page.get_by_role("link", name=self.words.gettext(words)).first

    def follow(self, words: str, role: str = "link", *, leads: bool = True) -> None:
        name = self.words.gettext(words)
        target = self.page.get_by_role(role, name=name).first  # type: ignore[arg-type]
        click(target, leads=leads)

    def search(self, text: str) -> None:
        self.page.fill("#q", text)
        self.follow("Sök", "button")
        expect(self.page.locator("#traffar")).to_contain_text(text)

    def number(self) -> int:
        """How many examples the heading tells of."""
        found = re.search(r"[0-9]+", self.page.locator("h1").inner_text())
        assert found is not None
        return int(found[0])

    def titles(self) -> list[str]:
        return self.page.locator(TITLES).all_inner_texts()


@pytest.fixture(scope="module")
def windows(browser: Browser, address: str) -> Iterator[dict[str, Page]]:
    with ExitStack() as stack:
        yield {
            way: stack.enter_context(page_in(browser, address, **options))
            for way, options in WAYS.items()
        }


@pytest.fixture
def official(request: pytest.FixtureRequest, windows: dict[str, Page]) -> Official:
    way: str = request.param
    page = windows[way]
    page.goto("/")
    english = way.startswith("en")
    words = translation(DOMAIN, TRANSLATIONS, ["en"]) if english else NullTranslations()
    return Official(page, words)


@in_both_languages
def test_hits_are_taken_to_a_meeting_as_a_spreadsheet_and_on_paper(official: Official) -> None:
    page = official.page
    official.search("energi")
    click(page.locator(".facet:has(.shortcuts) label.filter").first, leads=False)
    official.follow("Visa exempel", "button")
    expect(page.locator("a.chip")).to_have_count(1)
    titles = official.titles()
    assert len(titles) == official.number() > 1
    with page.expect_download() as download:
        official.follow("Hämta alla träffar som Excel (XLSX)", leads=False)
    book = load_workbook(BytesIO(download.value.path().read_bytes()))
    rows = list(book.worksheets[0].values)
    heads = ("Titel", "Adress") if official.words.gettext("Län") == "Län" else ("Title", "Address")
    title, column = map(rows[0].index, heads)
    assert sorted(str(row[title]) for row in rows[1:]) == sorted(titles)
    assert page.request.get(str(rows[1][column])).ok
    official.follow("Skriv ut alla träffar")
    page.emulate_media(media="print")
    sheet = page.locator("body").inner_text()
    page.emulate_media(media="screen")
    assert official.words.gettext("Alla exempel") not in sheet, "the menu"
    assert all(title in sheet for title in titles)
    assert len(set(re.findall(r"http://\S+/exempel/\S+", sheet))) == len(titles)


@in_both_languages
def test_counties_without_examples_of_a_goal_are_read_from_the_table(official: Official) -> None:
    page = official.page
    official.follow("Täckning")
    choice = official.words.gettext("Välj rader och kolumner")
    click(page.locator("summary", has_text=choice), leads=False)
    page.select_option("#columns", "goal")
    official.follow("Visa tabellen", "button")
    heads = page.locator("table.matrix thead th").all_inner_texts()
    column = next(at for at, head in enumerate(heads) if head.strip().startswith("12"))
    rows = page.locator("table.matrix tbody:not(.apart) tr")
    figures = [int(each) for each in rows.locator(f":nth-child({column + 1})").all_inner_texts()]
    assert len(figures) == 21
    most = figures.index(max(figures))
    county = rows.nth(most).locator("th").inner_text()
    click(rows.nth(most).locator(f":nth-child({column + 1}) a"))
    expect(page.locator("h1")).to_contain_text(county)
    assert page.locator("ol.hits").first.locator("article").count() == figures[most]
    page.go_back()
    none = rows.filter(has=page.locator(f"td:nth-child({column + 1})", has_text=re.compile("^0$")))
    lacking = none.locator("th").all_inner_texts()
    assert len(lacking) == figures.count(0)


@in_swedish
def test_a_county_is_seen_beside_its_neighbours_and_with_its_region(official: Official) -> None:
    page = official.page
    official.follow("Länen")
    click(page.locator("main").get_by_role("link", name="Kalmar").first)
    near = page.locator("ul.neighbours li").filter(has_text="Kronoberg")
    click(near.get_by_role("link", name="Jämför"))
    expect(page.locator("h1")).to_contain_text("Kalmar och Kronoberg")
    expect(page.locator("main")).to_contain_text("Kronoberg har, Kalmar saknar")
    click(page.get_by_text("Visa tabellerna"), leads=False)
    click(page.get_by_role("link", name=re.compile("^Kalmar, .*: [1-9][0-9]* exempel$")).first)
    assert official.titles()
    page.goto("/")
    official.follow("Alla exempel")
    official.follow("Norrland")
    expect(page.locator("a.chip")).to_have_count(1)


@in_swedish
def test_somebody_to_ask_is_found(official: Official) -> None:
    page = official.page
    official.search("matsvinn")
    click(page.locator(TITLES).first)
    source = page.locator("aside .source a[href^='http']").first
    assert source.is_visible()
    click(page.locator("aside a[href*='organisation=']").first)
    assert official.number() >= 1
    official.follow("Länen")
    click(page.locator("main").get_by_role("link", name="Dalarna").first)
    board = page.locator("section[aria-labelledby=fraga] a").first
    expect(board).to_have_attribute("href", re.compile(r"^https://www\.lansstyrelsen\.se/"))


@in_both_languages
def test_a_selection_is_sent_to_a_colleague_who_opens_it(
    official: Official, new_page: NewPage
) -> None:
    page = official.page
    official.search("energi")
    for at in (0, 3):
        page.locator(".tick input").nth(at).check()
    chosen = [official.titles()[at] for at in (0, 3)]
    official.follow("Visa min lista", "button")
    assert sorted(page.locator("article h2 a").all_inner_texts()) == sorted(chosen)
    link = page.locator("#link").input_value()
    colleague = new_page(java_script_enabled=False)
    colleague.goto(link)
    assert sorted(colleague.locator("article h2 a").all_inner_texts()) == sorted(chosen)
    click(colleague.locator("article h2 a").first)
    cited = colleague.locator("section[aria-labelledby=hanvisa]").inner_text()
    address = re.findall(r"http://\S+/exempel/[a-z0-9-]+", cited)[-1]
    title = colleague.locator("h1").inner_text()
    page.goto(address)
    assert page.locator("h1").inner_text() == title


@in_swedish
def test_what_is_new_is_seen_and_followed(official: Official) -> None:
    page = official.page
    official.follow("Alla exempel, senast påbörjade först")
    newest = official.titles()
    page.go_back()
    official.search("besöksnäring")
    found = official.number()
    official.follow("Följ sökningen")
    feed = official.link("Visa flödet (Atom)").get_attribute("href")
    assert feed is not None
    read = ET.fromstring(page.request.get(feed).text())  # noqa: S314 - our own feed
    told = [entry.findtext(f"{ATOM}title") for entry in read.iter(f"{ATOM}entry")]
    assert len(told) == min(found, 20)
    page.go_back()
    page.select_option("#sort", "-publishedAt")
    official.follow("Sortera", "button")
    assert told[: len(newest)] == official.titles()[: len(told)]


@in_swedish
def test_similar_examples_are_found(official: Official) -> None:
    page = official.page
    official.search("Upphandlingsturnén om kemikaliekrav")
    click(page.locator(TITLES).first)
    similar = page.locator("section.similar a.card .card-title").all_inner_texts()
    assert len(similar) == len(set(similar)) == 4
    click(page.locator("section.similar a.card").first)
    expect(page.locator("h1")).to_have_text(similar[0])


@in_swedish
def test_a_visitor_reads_english(official: Official) -> None:
    page = official.page
    click(page.get_by_role("link", name="English"))
    page.fill("#q", "food waste")
    click(page.get_by_role("button", name="Search"))
    expect(page.locator("#traffar")).to_contain_text("examples for food waste")
    click(page.locator(TITLES).first)
    expect(page.locator("h1")).to_have_attribute("lang", "sv")
    expect(page.get_by_role("heading", name="Similar examples")).to_be_visible()
    title = page.locator("h1").inner_text()
    click(page.get_by_role("link", name="Svenska"))
    expect(page.locator("h1")).to_have_text(title)
    expect(page.get_by_role("heading", name="Liknande exempel")).to_be_visible()


@in_swedish
def test_an_example_leads_back_to_its_place_among_the_hits(official: Official) -> None:
    page = official.page
    official.search("energi")
    click(page.get_by_role("link", name="Nästa"))
    expect(page.locator(".here")).to_have_text("Sida 2")
    heading, title = page.locator("h1").inner_text(), official.titles()[3]
    click(page.locator(TITLES).nth(3))
    expect(page.locator("h1")).to_have_text(title)
    click(page.get_by_role("link", name="Tillbaka till träffarna"))
    expect(page.locator("h1")).to_have_text(heading)
    expect(page.locator("li:target h3")).to_have_text(title)
    expect(page.locator("li:target")).to_be_in_viewport()
