"""What a page says where no example answers, how it reads a text, and what scores are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest

if TYPE_CHECKING:
    from tests.web.conftest import Visit


def test_what_no_example_is_about_is_said_and_what_is_near_shown(visit: Visit) -> None:
    page = visit("/?q=öppettider")
    assert page.heading == "Inget exempel handlar om öppettider"
    assert page.one("title").text == "Inget exempel handlar om öppettider – Exempelbanken"
    assert "I närheten" in [each.text for each in page.all("h2")]
    assert 0 < len(page.all("article")) <= 5
    page.one("form", id="list-form")  # their boxes are of it
    assert visit("/utskrift?q=öppettider").heading == page.heading
    assert not page.has_link("Skriv ut alla träffar")
    assert visit("/?q=öppettider&county=12").heading == page.heading


def test_what_is_near_comes_after_the_ways_to_loosen_a_search(visit: Visit) -> None:
    page = visit("/?q=skridskor+biogas+ridhus+bowling")
    assert page.heading.startswith("Inget exempel handlar om")
    assert visit(page.link("Utan skridskor").attributes["href"]).all("article")
    assert page.text.index("Det här hade gett träffar:") < page.text.index("I närheten")


@pytest.mark.parametrize(
    ("text", "read"),
    [("småföretag", False), ("matsvinn", False), ("delmål 12.3", True), ("12.3", True)],
)
def test_a_target_is_read_by_its_number_only(visit: Visit, text: str, *, read: bool) -> None:
    page = visit(f"/?{urlencode({'q': text})}")
    assert ("tolkas som delmål" in page.text) == read


def test_the_page_tells_what_the_score_of_each_example_is_made_of(visit: Visit) -> None:
    assert not visit("/?q=biogas").all("div", class_="scores")
    page = visit("/?q=biogas&explain=true")
    figures = [float(each.text.replace(",", ".")) for each in page.all("td")]
    size = len(figures) // len(page.all("article"))
    assert size > 3
    for *points, total in zip(*[iter(figures)] * size, strict=True):
        assert sum(points) == pytest.approx(total, abs=0.05)


def test_what_only_leaves_out_is_said_to_lack_nothing(visit: Visit) -> None:
    assert not visit("/?q=-matsvinn").all("p", class_="partial")


@pytest.mark.parametrize(("text", "told"), [("när kommer sopbilen", True), ("skridskor", False)])
def test_what_the_catalogue_never_holds_is_said(visit: Visit, text: str, *, told: bool) -> None:
    page = visit(f"/?{urlencode({'q': text})}")
    assert page.heading.startswith("Inget exempel handlar om")
    assert ("Priser, tider, telefonnummer" in page.text) == told
