from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.fixtures.services import row

if TYPE_CHECKING:
    from tests.fixtures.services import Loader
    from tests.web.conftest import Visit


def tag_of(visit: Visit, address: str) -> str:
    return visit(address).headers["ETag"]


@pytest.mark.parametrize("address", ["/", "/?q=biogas"])
def test_an_unchanged_page_is_not_sent_again(visit: Visit, address: str) -> None:
    again = visit(address, If_None_Match=tag_of(visit, address))
    assert again.status == 304
    assert again.html == ""


def test_an_unchanged_example_is_not_sent_again(visit: Visit) -> None:
    (first, *_) = [
        link.attributes["href"]
        for link in visit("/?q=biogas").all("a")
        if link.attributes["href"].startswith("/exempel/")
    ]
    assert visit(first, If_None_Match=tag_of(visit, first)).status == 304


def test_different_searches_have_different_tags(visit: Visit) -> None:
    addresses = ["/", "/?q=", "/?q=biogas", "/?q=solel", "/?q=biogas&page=2", "/?goal=7"]
    assert len({tag_of(visit, address) for address in addresses}) == len(addresses)


def test_a_published_change_makes_a_new_page(visit_own: Visit, load: Loader) -> None:
    load(row("a", title="Biogas"))
    before = tag_of(visit_own, "/?q=biogas")
    load(row("a", title="Biogas igen"))
    after = visit_own("/?q=biogas", If_None_Match=before)
    assert after.status == 200
    assert "Biogas igen" in after.text


def test_caches_ask_before_they_answer_with_a_page(visit: Visit) -> None:
    assert visit("/").headers["Cache-Control"] == "public, no-cache"


def test_styles_are_kept_for_a_year_under_an_address_of_their_own(visit: Visit) -> None:
    sheet, *_ = visit("/").all("link", rel="stylesheet")
    assert "?v=" in sheet.attributes["href"]
    assert "max-age=31536000" in visit(sheet.attributes["href"]).headers["Cache-Control"]


def test_no_cookie_is_set(visit: Visit) -> None:
    for address in ("/", "/?q=biogas", "/finns-inte"):
        assert "Set-Cookie" not in visit(address).headers
