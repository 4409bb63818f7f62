"""Pages on paper, printed by a real browser and read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest

from tests.web.browser.conftest import page_in
from tests.web.browser.moving import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = [pytest.mark.browser, pytest.mark.slow]
A4 = (595, 842)
"""Points."""


@pytest.fixture(scope="module")
def window(browser: Browser, address: str) -> Iterator[Page]:
    """A reader whose screen is dark."""
    with page_in(browser, address, color_scheme="dark") as page:
        yield page


def printed(page: Page) -> list[tuple[str, tuple[int, int]]]:
    """Return text and size of each sheet."""
    content = page.pdf(prefer_css_page_size=True)
    with pypdfium2.PdfDocument(content) as document:
        return [
            (
                sheet.get_textpage().get_text_range(),
                (round(sheet.get_width()), round(sheet.get_height())),
            )
            for sheet in document
        ]


def test_an_example_on_paper_has_its_evidence_and_the_address_of_its_source(window: Page) -> None:
    window.goto("/?q=vessige+biogas")
    click(window.locator("article h3 a").first)
    (first, size), *rest = printed(window)
    text = " ".join((first, *(each for each, _ in rest)))
    assert size == A4
    assert "Belägg" not in text
    assert "”uppgraderar biogas" in text
    assert "(https://www.lrf.se" in text
    assert "1 (2)" in first
    assert not {"Alla exempel", "Lägg i min lista", "Liknande exempel"} & set(text.splitlines())


def test_a_large_table_on_paper_is_wide_and_has_its_head_on_each_sheet(window: Page) -> None:
    window.goto("/tackning?rows=sector&columns=county")
    sheets = printed(window)
    assert len(sheets) == 2
    for text, (width, height) in sheets:
        assert (height, width) == A4
        assert "Jämtlandslän" in "".join(text.split())  # letters of upright text come one by one
    assert "Byt plats" not in sheets[0][0]
    assert sheets[-1][0].count("Exempel i allt") >= 2


def test_hits_on_paper_tell_how_many_there_are_and_where(window: Page, address: str) -> None:
    window.goto("/?county=12")
    text = "".join(sheet for sheet, _ in printed(window))
    assert "Exempel 1–20 av" in text
    assert "1 Begränsad klimatpåverkan" in text
    assert f"{address}/?county=12" in text.replace("\r\n", "")
    assert "Visa bara länets egna" not in text


def test_the_heading_on_paper_has_the_filters_that_the_screen_shows_as_chips(
    window: Page,
) -> None:
    window.goto("/?county=14&sector=livsmedel")
    first = " ".join(printed(window)[0][0].split())
    assert "exempel: branschen Livsmedel" in first
    assert "i Västra Götalands län" in first


def test_a_table_of_a_search_is_one_sheet(window: Page) -> None:
    window.goto("/tackning?q=energi")
    ((text, _),) = printed(window)
    assert "Sökord: energi" in " ".join(text.split())


def test_the_reference_to_an_example_is_on_the_sheet_of_its_source(window: Page) -> None:
    window.goto("/?q=coacher+smaforetag+energi")
    click(window.get_by_role("link", name="Coacher för energi och klimat besöker småföretag"))
    text, _ = printed(window)[-1]
    assert "Källa" in text.splitlines()
    assert "Hänvisa till exemplet" in text


def test_four_counties_have_columns_of_their_own_on_paper(browser: Browser, address: str) -> None:
    with page_in(browser, address, viewport={"width": 680, "height": 960}) as page:
        page.emulate_media(media="print")
        page.goto("/lan/jamfor?county=12&county=14&county=01&county=24")
        columns = page.locator(".beside").first.locator("> *").all()
        boxes = [box for each in columns if (box := each.bounding_box())]
    assert len(boxes) == 4
    assert len({box["y"] for box in boxes}) == 1
    assert min(box["width"] for box in boxes) > 140
