from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.errors import InvalidQuery
from app.searching.coverage import coverage
from app.searching.requests import SearchRequest
from app.searching.search import search
from tests.fixtures.services import row

if TYPE_CHECKING:
    from app.searching.requests import SearchAnswer
    from app.wiring import Services
    from tests.fixtures.services import Loader

CODES = "01 03 04 05 06 07 08 09 10 12 13 14 17 18 19 20 21 22 23 24 25"


@pytest.fixture
def catalogue(load: Loader, empty_services: Services) -> Services:
    load(
        row("both", goals=["7", "13", "12"], counties=["12", "14"]),
        row("national", goals=["7", "13"], counties=CODES.split()),
        row("one-county", goals=["7", "13"]),
        row("one-goal", goals=["7"], counties=["12", "14"]),
        row("other", goals=["4"]),
    )
    return empty_services


def ids(answer: SearchAnswer) -> list[str]:
    return [item["externalId"] for item in answer.items]


def test_all_values_of_a_filter_hold_where_that_is_asked_for(catalogue: Services) -> None:
    both = SearchRequest(
        filters={"goal": ("7", "Bekämpa klimatförändringarna"), "county": ("12", "14")},
        match_all=("goal", "county"),
        facets=("goal", "county"),
    )
    answer = search(catalogue, both)
    assert set(ids(answer)) == {"both", "national"}
    assert answer.query["matchAllFilters"] == ["goal", "county"]
    counts = {each["id"]: each["count"] for each in answer.facets["goal"]}
    assert (counts["7"], counts["13"], counts["12"]) == (2, 2, 1)  # of what has both
    assert "4" not in counts
    assert set(ids(search(catalogue, replace(both, match_all=())))) > set(ids(answer))


def test_a_cell_counts_what_has_all_values(catalogue: Services) -> None:
    both = SearchRequest(filters={"goal": ("7", "13")}, match_all=("goal",))
    cells = coverage(catalogue, "county", "goal", both)["cells"]
    counted = {(each["row"], each["column"]): each["count"] for each in cells if each["count"]}
    assert counted[("12", "7")] == counted[("12", "13")] == 2
    assert ("12", "4") not in counted


def test_where_no_entry_has_all_values_any_of_them_is_offered(catalogue: Services) -> None:
    none = SearchRequest(filters={"goal": ("7", "4")}, match_all=("goal",))
    [any_value] = [
        each for each in search(catalogue, none).query["relaxations"] if each["type"] == "any-value"
    ]
    assert (any_value["parameters"], any_value["count"]) == ({"goal": ["7", "4"]}, 5)


def test_a_cursor_belongs_to_all_or_to_any(catalogue: Services) -> None:
    every = SearchRequest(filters={"goal": ("7", "13")}, sort="seq", limit=1)
    cursor = search(catalogue, every).next_cursor
    with pytest.raises(InvalidQuery):
        search(catalogue, replace(every, cursor=cursor, match_all=("goal",)))
