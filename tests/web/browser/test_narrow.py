"""What the page of hits shows in narrow windows, where nothing may be cut off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.browser.looking import expect

if TYPE_CHECKING:
    from tests.web.browser.conftest import NewPage

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WIDTHS = (320, 360, 768, 1280)
CUT = """e => {
    const shown = e.getBoundingClientRect().width;
    e.style = 'flex: none; width: auto; max-width: none';
    const whole = e.getBoundingClientRect().width;
    e.style = '';
    return Math.round(whole - shown);
}"""
"""How much narrower a choice is than its longest value needs."""


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("search", ["/?county=01&objective=10", "/en/?county=01&objective=10"])
def test_the_order_of_hits_can_be_read(new_page: NewPage, width: int, search: str) -> None:
    page = new_page(viewport={"width": width, "height": 740})
    page.goto(search)
    assert page.locator("#sort").evaluate(CUT) <= 0


@pytest.mark.parametrize("width", WIDTHS)
def test_what_a_search_was_read_as_is_not_cut(new_page: NewPage, width: int) -> None:
    page = new_page(viewport={"width": width, "height": 740})
    page.goto("/?q=biogsa&county=12&budgetFrom=100000")
    line = page.locator(".understood-line")
    expect(line).to_contain_text("i stället för biogsa")
    assert line.evaluate("e => getComputedStyle(e).overflowX") == "visible"
    line.click()
    expect(line.locator("span").last).to_be_visible()
