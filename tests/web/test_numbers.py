"""A number with a link is that of the hits which the link leads to, on every page with numbers."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

import pytest

from tests.web.test_matrix import cells
from web.axes import AXES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.web.conftest import Visit
    from tests.web.page import Element, Page

NUMBER = re.compile(r"\d[\d,\N{NARROW NO-BREAK SPACE}]*")
COUNTED = re.compile(rf"({NUMBER.pattern})(?: egna| own)? (?:exempel|example)")
PAGES = (
    "/",
    "/en/",
    "/lan",
    "/lan/skane",
    "/en/lan/vastra-gotaland",
    "/lan/jamfor?county=12&county=20&county=14",
    "/?county=12&national=false",
    "/en/?county=08&objective=4&national=false",
    "/?county=08&q=vatten&national=false",
    "/karta",
    "/karta?q=energi&county=12&national=false",
    "/karta?sector=lantbruk&kind=activity",
    "/miljomal/giftfri-miljo",
    "/globala-mal/12",
    "/branscher/lantbruk",
    "/en/cirkulara-strategier/loop",
    "/finansiering/klimatklivet",
    "/om",
    *(f"/tackning?rows=county&columns={each}" for each in AXES if each != "county"),
    "/tackning?rows=sector&columns=county",
    "/tackning?rows=kind&columns=county",
    "/tackning?rows=sector&columns=goal",
    "/tackning?rows=lever&columns=sector",
    "/tackning?q=vatten&kind=activity",
    "/tackning?county=12&county=20&national=false",
    "/tackning?rows=sector&columns=goal&county=12",
    "/tackning?rows=sector&columns=goal&county=12&national=false&matchAll=goal",
    "/tackning?rows=sector&columns=county&sector=lantbruk&county=12&objective=1&yearFrom=2015",
)


def numbered(page: Page, address: str) -> Iterator[tuple[str, int]]:
    """Yield where links to hits lead and the number that stands in, beside or above each."""
    named = {id(link): name for name, link in cells(page).items()}
    sums = [each.text for each in page.all("tfoot")[:1] for each in _cells_of(page, each)]
    for link in page.all("a"):
        there = urljoin(address, link.attributes["href"])
        if urlsplit(there).path.removeprefix("/en") != "/" or not link.query:
            continue
        name = named.get(id(link)) or link.attributes.get("aria-label") or link.text
        row, head, item = link.within("tr"), link.within("th"), link.within("li")
        if found := COUNTED.search(name):
            yield there, _number(found[1])
        elif head and head.attributes.get("scope") == "row" and row:
            yield there, _number(_cells_of(page, row)[0].text)
        elif head and row and sums:
            heads = [each for each in page.all("th", scope="col") if each.parent is row]
            yield there, _number(sums[heads.index(head) - 1])
        elif item and (boxes := _boxes_of(page, item)):
            yield there, _number(boxes[0].text)


def _cells_of(page: Page, around: Element) -> list[Element]:
    return [each for each in page.all("td") if each.within(around.tag) is around]


def _boxes_of(page: Page, item: Element) -> list[Element]:
    boxes = page.all("span")
    return [
        each
        for each in boxes
        if each.parent is item and "figure-box" in each.attributes.get("class", "")
    ]


def _number(text: str) -> int:
    return int(re.sub(r"\D", "", text))


def _some(found: list[tuple[str, int]]) -> list[tuple[str, int]]:
    ranked = sorted(set(found), key=lambda each: each[1])
    return [ranked[0], ranked[len(ranked) // 2], ranked[-1]]


@pytest.mark.parametrize("address", PAGES)
def test_a_number_is_that_of_the_hits_it_leads_to(visit: Visit, address: str) -> None:
    found = list(numbered(visit(address), address))
    assert found
    for there, number in _some(found):
        heading = visit(there).heading
        told = NUMBER.search(heading)
        assert told, (there, heading)
        assert _number(told[0]) == number, there
