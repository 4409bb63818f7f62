"""What a text finds, and what is offered nearby where nothing answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.searching import search as searching
from app.searching.prepared import prepare
from app.searching.requests import SearchRequest
from app.searching.search import index_state, search

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.wiring import Services

SKANE = "12"


def first_five(services: Services, text: str) -> Sequence[str]:
    return [each["title"] for each in search(services, SearchRequest(text, limit=5)).items]


def test_nearby_entries_meet_the_filters(services: Services) -> None:
    everywhere = search(services, SearchRequest("öppettider för återbruk")).nearby
    filters = {"county": (SKANE,)}
    here = search(services, SearchRequest("öppettider för återbruk", filters)).nearby
    assert here
    assert all(SKANE in each["counties"] or each["national"] for each in here)
    assert not all(SKANE in each["counties"] or each["national"] for each in everywhere)


def test_a_word_of_a_goal_that_no_entry_holds_finds_the_goal(services: Services) -> None:
    (concept,) = search(services, SearchRequest("hunger")).query["concepts"]
    assert (concept["filter"], concept["id"]) == ("goal", "2")
    assert search(services, SearchRequest("hunger")).total


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("bygg sektorn", "byggsektorn"),
        ("plast", "plaster"),
        ("solcell", "solceller"),
        ("foodwaste", "food waste"),
        ("cirkulärekonomi", "cirkulär ekonomi"),
        ("biogass", "biogas"),
    ],
)
def test_another_way_to_write_a_name_finds_the_same(
    services: Services, text: str, other: str
) -> None:
    assert first_five(services, text) == first_five(services, other)


def test_a_concept_named_by_number_is_read_as_the_words_of_its_label(services: Services) -> None:
    search_of_goal = prepare(services, services.engine.snapshot(), SearchRequest("mål 12"))
    assert search_of_goal.reading.canonical == ["hållbar", "konsumtion", "produktion"]


def test_other_weights_are_another_state(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = services.engine.snapshot()
    before = index_state(services, snapshot)
    monkeypatch.setattr(searching, "weights", lambda: {"words": 2.0})
    assert index_state(services, snapshot) != before


def test_a_road_map_for_the_climate_is_found_by_either_name(services: Services) -> None:
    titles = [each["title"] for each in search(services, SearchRequest("klimatfärdplan")).items]
    assert any("färdplan" in title and "klimatfärdplan" not in title for title in titles)
