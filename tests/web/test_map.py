from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from app.geography import county_middles, county_neighbours, county_shapes

if TYPE_CHECKING:
    from tests.web.conftest import Visit
    from tests.web.page import Page


def on_map(page: Page) -> dict[str, str]:
    """Return accessible name -> address of every county on the map."""
    links = [link for link in page.all("a") if link.attributes.get("aria-label", "").count(": ")]
    return {link.attributes["aria-label"]: link.attributes["href"] for link in links}


def test_every_county_is_a_link_with_its_name_and_number(visit: Visit) -> None:
    page = visit("/karta?q=biogas")
    drawn = on_map(page)
    assert len(drawn) == 21
    assert drawn["Uppsala län: 3 exempel"] == "/?q=biogas&county=03&national=false"
    assert drawn["Skåne län: 0 exempel"] == "/?q=biogas&county=12&national=false"


def test_the_map_is_told_as_a_table_with_the_national_ones_apart(visit: Visit) -> None:
    page = visit("/karta")
    assert page.one("caption").text == "Antal exempel per län"
    rows = [row.text for row in page.all("tr")]
    assert rows[-1] == "Nationella exempel 10"
    assert {f"{name.split(':')[0]} {name.split()[-2]}" for name in on_map(page)} == set(rows[1:-1])


def test_a_chosen_county_is_marked_and_the_others_keep_their_numbers(visit: Visit) -> None:
    whole, one = visit("/karta"), visit("/karta?county=12")
    assert on_map(one).keys() == on_map(whole).keys()
    assert (
        len([each for each in one.all("path") if "picked" in each.attributes.get("class", "")]) == 1
    )
    assert "Valt län" in one.text
    assert one.one("a", class_="chip").text.endswith("Län: Skåne län ×")
    assert "Valt län" not in whole.text


def test_the_map_and_the_matrix_of_a_search_are_a_link_apart(visit: Visit) -> None:
    page = visit("/karta?q=biogas&kind=activity")
    matrix = visit(page.link("Tabell").attributes["href"])
    assert matrix.link("Karta").query == [("q", "biogas"), ("kind", "activity")]


def test_the_map_costs_one_question_to_the_engine(visit: Visit, engine_calls: list[str]) -> None:
    visit("/karta?kind=activity")
    assert engine_calls == ["search"]


def test_numbers_stand_within_the_box_of_their_county() -> None:
    for county, outline in county_shapes().items():
        pairs = [part.split() for part in outline.replace("Z", "").replace("M", "L").split("L")[1:]]
        x, y = county_middles()[county]
        assert min(float(pair[0]) for pair in pairs) < x < max(float(pair[0]) for pair in pairs)
        assert min(float(pair[1]) for pair in pairs) < y < max(float(pair[1]) for pair in pairs)


@pytest.mark.parametrize("county", ["20", "23"])
def test_no_shore_of_a_lake_runs_through_the_number_of_its_county(county: str) -> None:
    x, y = county_middles()[county]
    corners = re.findall(r"(-?[\d.]+)[ ,](-?[\d.]+)", county_shapes()[county])
    near = [each for each in corners if abs(float(each[0]) - x) < 9 and abs(float(each[1]) - y) < 6]
    assert near == []


def test_neighbours_share_a_border_on_land() -> None:
    neighbours = county_neighbours()
    assert set(neighbours["20"]) == {"17", "18", "19", "21", "23"}
    assert neighbours["09"] == ()
    assert all(county in neighbours[other] for county in neighbours for other in neighbours[county])
