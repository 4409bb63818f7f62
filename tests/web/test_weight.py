"""What each page weighs with its styles and scripts, without the type, in the states that links
lead to.

A cell of a matrix, and each link of a page of hits, repeats the conditions of the search: what
these add to each cell is no weight of the page. A print-out of more hits has several parts.
"""

from __future__ import annotations

import re
from itertools import permutations
from typing import TYPE_CHECKING

import pytest

from tests.web.test_markup import ADDRESSES
from web.axes import AXES

if TYPE_CHECKING:
    from tests.web.conftest import Visit
    from tests.web.page import Page

MOST = 120_000
"""Bytes, before compression."""
SCORES = 3_000
"""Bytes of the table that a page has which explains the order of its hits."""
SUBJECTS = ("/globala-mal", "/cirkulara-strategier", "/finansiering", "/branscher/energi")
SEARCHES = (
    "/?q=",
    "/?q=energi",
    "/?q=energi&explain=true",
    "/?q=solel+sk%C3%A5ne&explain=true",
    "/?county=12&county=13&county=14&goal=12&goal=13&sort=-publishedAt",
    "/utskrift",
    "/karta?q=energi&sector=energi",
    "/lan/jamfor?county=12&county=14&county=05&county=20",
    "/tackning?county=12",
)
LARGEST = "sector"
TABLES = tuple(
    f"/tackning?rows={one}&columns={other}"
    for one, other in permutations(AXES, 2)
    if LARGEST in (one, other) or (one, other) == ("county", "goal")
)


def weight(page: Page, visit: Visit) -> int:
    """Return the bytes of a page with its styles, scripts and signs.

    The icon for a phone's home screen is fetched when the page is put there.
    """
    fetched = {
        address.partition("#")[0]
        for element in page.elements
        for address in (element.attributes.get("src"), element.attributes.get("href"))
        if address and "/static/" in address and element.tag in ("link", "script", "use")
        if element.attributes.get("as") != "font"
        and element.attributes.get("rel") != "apple-touch-icon"
    }
    assert len(fetched) > 1
    return len(page.html.encode()) + sum(len(visit(each).html.encode()) for each in fetched)


@pytest.mark.parametrize("address", [*ADDRESSES, *SUBJECTS, *SEARCHES, *TABLES])
def test_a_page_is_light_in_both_languages(visit: Visit, address: str) -> None:
    most = MOST + SCORES * address.endswith("&explain=true")
    for page in (visit(address), visit(f"/en{address}")):
        assert weight(page, visit) < most


def test_an_example_is_light(visit: Visit) -> None:
    links = [link.attributes["href"] for link in visit("/?q=biogas").all("a")]
    page = visit(next(address for address in links if address.startswith("/exempel/")))
    assert weight(page, visit) < MOST


def test_the_conditions_of_a_search_are_all_that_it_adds_to_a_matrix(visit: Visit) -> None:
    address = "/tackning?rows=sector&columns=county"
    conditions = "q=energi&amp;kind=activity&amp;"
    page = visit(f"{address}&q=energi&kind=activity")
    repeated = len(re.findall(re.escape(conditions), page.html)) * len(conditions)
    assert weight(page, visit) - repeated < MOST
