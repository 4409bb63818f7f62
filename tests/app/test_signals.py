"""Why a hit stands where it does: the signals that its score is the sum of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.searching.finding import WEIGHED
from app.searching.requests import SearchRequest
from app.searching.search import search
from indexer.scoring import weights
from tests.fixtures.services import row

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.fixtures.services import Loader


def explained(services: Services, text: str, **asked: Any) -> tuple[dict[str, Any], ...]:
    answer = search(services, SearchRequest(text, explain=True, **asked))
    return (*answer.items, *answer.nearby)


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("solceller på lantbruk i Halland", {}),
        ("solceller på lantbruk i Halland", {"filters": {"county": ("13",)}}),
        ('"cirkulär ekonomi" textil', {}),
        ('"cirkulär ekonomi"', {}),
        ("energi", {"limit": 100}),
        ("energi", {"limit": 20, "page": 4}),
        ("matsvinn -skola", {}),
        ("öppettider", {}),
    ],
)
def test_the_points_of_the_signals_sum_to_the_score(
    services: Services, text: str, asked: dict[str, Any]
) -> None:
    items = explained(services, text, **asked)
    assert items
    for item in items:
        points = sum(each["points"] for each in item["signals"])
        assert points == pytest.approx(item["score"], abs=0.001)
        assert points


def test_each_point_is_a_value_by_the_weight_of_its_signal(services: Services) -> None:
    for each in explained(services, "biogas i Skåne")[0]["signals"]:
        assert each["weight"] == weights()[each["name"]]
        assert each["points"] == pytest.approx(each["value"] * each["weight"], abs=0.001)


def test_meaning_counts_for_the_first_hits_only(services: Services) -> None:
    items = explained(services, "energi", limit=100)
    assert len(items) > WEIGHED
    for signal in ("meaning", "similarity"):
        named = [signal in {each["name"] for each in item["signals"]} for item in items]
        assert named == [place < WEIGHED for place in range(len(items))]


def test_what_the_first_hits_are_about_does_not_depend_on_filters(services: Services) -> None:
    def similarities(**asked: Any) -> dict[str, float]:
        return {
            item["id"]: each["value"]
            for item in explained(services, "energi", limit=60, **asked)
            for each in item["signals"]
            if each["name"] == "similarity"
        }

    everywhere = similarities()
    there = similarities(filters={"county": ("13",)})
    both = everywhere.keys() & there.keys()
    assert both
    assert {each: everywhere[each] for each in both} == {each: there[each] for each in both}


def test_in_another_order_there_is_no_score_and_nothing_that_makes_it(services: Services) -> None:
    items = explained(services, "biogas", sort="title")
    assert {(item["score"], len(item["signals"])) for item in items} == {(None, 0)}
    assert "signals" not in search(services, SearchRequest("biogas")).items[0]


def test_a_place_lifts_what_says_the_subject_more_than_what_only_names_its_topic(
    empty_services: Services, load: Loader
) -> None:
    load(
        row("says", title="Solceller på taket", counties=["13"]),
        row("near", title="Solel på taket", counties=["13"]),
        row("elsewhere", title="Solceller på ladan", counties=["12"]),
    )
    found = {each["externalId"]: each for each in explained(empty_services, "solceller Halland")}
    place = {
        name: {signal["name"]: signal["value"] for signal in each["signals"]}["place"]
        for name, each in found.items()
    }
    by_topic = weights()["place_by_topic"]
    assert place == pytest.approx({"says": 1.0, "near": by_topic, "elsewhere": 0.0}, abs=0.001)
