"""Pages on paper, printed by a real browser and read back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2
import pytest

from tests.web.server import Server
from tests.web.test_browser import browser

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from app.wiring import Services

__all__ = ["browser"]  # the fixture
pytestmark = [pytest.mark.browser, pytest.mark.slow]
A4 = (595, 842)
"""Points."""


@pytest.fixture(scope="module")
def address(services: Services) -> Iterator[str]:
    with Server(services.settings.data, "--no-worker") as server:
        yield server.address


def printed(browser: Browser, address: str) -> list[tuple[str, tuple[int, int]]]:
    """Return text and size of each sheet, of a reader whose screen is dark."""
    with browser.new_context(locale="sv-SE", color_scheme="dark") as context:
        page = context.new_page()
        page.goto(address)
        content = page.pdf(prefer_css_page_size=True)
    with pypdfium2.PdfDocument(content) as document:
        return [
            (
                sheet.get_textpage().get_text_range(),
                (round(sheet.get_width()), round(sheet.get_height())),
            )
            for sheet in document
        ]


def test_an_example_on_paper_has_its_evidence_and_the_address_of_its_source(
    browser: Browser, address: str
) -> None:
    (first, size), *rest = printed(browser, f"{address}/exempel/{an_example(browser, address)}")
    text = " ".join((first, *(each for each, _ in rest)))
    assert size == A4
    assert "Belägg" not in text
    assert "”uppgraderar biogas" in text
    assert "(https://www.lrf.se" in text
    assert "1 (2)" in first
    assert not {"Alla exempel", "Lägg i min lista", "Liknande exempel"} & set(text.splitlines())


def an_example(browser: Browser, address: str) -> str:
    with browser.new_context(locale="sv-SE") as context:
        page = context.new_page()
        page.goto(f"{address}/?q=vessige+biogas")
        href = page.locator("article h3 a").first.get_attribute("href")
    return str(href).removeprefix("/exempel/").partition("?")[0]


def test_a_large_table_on_paper_is_wide_and_has_its_head_on_each_sheet(
    browser: Browser, address: str
) -> None:
    sheets = printed(browser, f"{address}/tackning?rows=sector&columns=county")
    assert len(sheets) == 2
    for text, (width, height) in sheets:
        assert (height, width) == A4
        assert "Jämtlandslän" in "".join(text.split())  # letters of upright text come one by one
    assert "Byt plats" not in sheets[0][0]
    assert sheets[-1][0].count("Exempel i allt") == 2
