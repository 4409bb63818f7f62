"""What a hit must have and what only lifts it: behaviour of the search as a whole, on few rows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.searching.requests import SearchRequest
from app.searching.search import search
from tests.fixtures.services import row
from tests.web.conftest import EVERY_COUNTY

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.fixtures.services import Loader

FILLING = [row(f"fill-{number}", title=f"Annat {number}") for number in range(20)]


def found(services: Services, text: str) -> list[str]:
    return [item["externalId"] for item in search(services, SearchRequest(text)).items]


def test_a_county_alone_is_no_answer_where_something_is_sought_there(
    load: Loader, empty_services: Services
) -> None:
    load(
        row("here", title="Energinätverk", counties=["04"]),
        row("there", title="Gårdsturism i skogen", counties=["12"]),
        *FILLING,
    )
    assert found(empty_services, "gårdsturism i Sörmland") == ["there"]
    assert found(empty_services, "Sörmland") == ["here"]
    assert found(empty_services, "goda exempel från Sörmland") == ["here"]


def test_the_same_thing_elsewhere_is_an_example_too(load: Loader, empty_services: Services) -> None:
    load(
        row("there", title="Gårdsturism", counties=["12"]),
        row("here", title="Gårdsturism", counties=["04"]),
        *FILLING,
    )
    assert found(empty_services, "gårdsturism i Sörmland") == ["here", "there"]


def having_all(services: Services, request: SearchRequest) -> dict[str, bool | None]:
    return {item["externalId"]: item["complete"] for item in search(services, request).items}


def test_each_hit_tells_whether_it_has_all_wherever_it_stands(
    load: Loader, empty_services: Services, engine_calls: list[str]
) -> None:
    load(
        row("all", title="Gårdsturism", summary="Paddling vid sjön."),
        row("some", title="Gårdsturism"),
        *FILLING,
    )
    both = SearchRequest("gårdsturism paddling")
    assert having_all(empty_services, both) == {"all": True, "some": False}
    asked = len(engine_calls)
    assert having_all(empty_services, replace(both, limit=1, page=2)) == {"some": False}
    engine_calls.clear()
    assert having_all(empty_services, SearchRequest("gårdsturism")) == {"all": True, "some": True}
    assert len(engine_calls) < asked


def test_where_no_text_asks_for_anything_no_hit_has_all_of_it(
    load: Loader, empty_services: Services
) -> None:
    load(row("here", counties=["04"]), *FILLING)
    for text in ("", "Sörmland"):
        assert set(having_all(empty_services, SearchRequest(text)).values()) == {None}


def test_a_link_to_an_objective_does_not_say_one_thing_of_it(
    load: Loader, empty_services: Services
) -> None:
    load(row("linked", title="Strålande tillsyn", objectives=["6"]), *FILLING)
    assert having_all(empty_services, SearchRequest("radon")) == {"linked": False}
    assert having_all(empty_services, SearchRequest("säker strålmiljö")) == {"linked": True}


def test_words_of_an_objectives_label_name_it(load: Loader, empty_services: Services) -> None:
    load(
        row("linked", title="Våtmarker", objectives=["7"]),
        row("said", title="Musslor mot övergödning"),
        *FILLING,
    )
    found = having_all(empty_services, SearchRequest("övergödning"))
    assert found == {"linked": True, "said": True}


def test_a_region_is_the_counties_in_it(load: Loader, empty_services: Services) -> None:
    load(
        row("halland", counties=["13"]),
        row("gotaland", counties=["14"]),
        row("norrbotten", counties=["25"]),
        *FILLING,
    )
    assert set(found(empty_services, "Västkusten")) == {"halland", "gotaland"}


def test_parts_of_a_compound_count_within_one_field_and_not_in_names(
    load: Loader, empty_services: Services
) -> None:
    load(
        row("both", summary="Katten sover i en låda."),
        row("apart", title="Katten i huset", summary="En låda på vinden."),
        row("named", summary="En låda på vinden.", partners=["Kattföreningen"]),
        *FILLING,
    )
    assert found(empty_services, "kattlåda") == ["both"]


def test_a_part_of_an_organisations_name_finds_nothing(
    load: Loader, empty_services: Services
) -> None:
    name = "Havs- och vattenmyndigheten"
    load(row("energy", title="Energitillsyn", partners=[name]), *FILLING)
    assert found(empty_services, "hav") == []
    assert found(empty_services, f'"{name}"') == ["energy"]


def test_a_word_in_the_name_of_a_target_finds_nothing(
    load: Loader, empty_services: Services
) -> None:
    load(row("textile", title="Textilsortering", targets=["12.5"]), *FILLING)
    assert found(empty_services, "väsentligt") == []


def test_what_only_broader_entries_can_answer_finds_these(
    load: Loader, empty_services: Services
) -> None:
    load(row("plastic", summary="Butiken säljer mindre plast."), *FILLING)
    answer = search(empty_services, SearchRequest("mikroplast"))
    assert [item["externalId"] for item in answer.items] == ["plastic"]
    assert "plast" in {topic["label"] for topic in answer.query["topics"]}


def test_what_a_broader_topic_brings_stands_after_the_topic_itself(
    load: Loader, empty_services: Services
) -> None:
    load(
        row("plastic", summary="Butiken säljer mindre plast."),
        row("micro", summary="Filter mot mikroplast."),
        *FILLING,
    )
    answer = search(empty_services, SearchRequest("mikroplast"))
    assert [item["externalId"] for item in answer.items] == ["micro", "plastic"]
    assert answer.query["complete"] == 1


def test_a_part_of_a_sector_finds_the_sector_where_nothing_else_does(
    load: Loader, empty_services: Services
) -> None:
    load(row("tourism", title="Gästerna", sectors=["besoksnaring"]), *FILLING)
    assert found(empty_services, "hotell") == ["tourism"]


@pytest.mark.parametrize("more", ["", " nytt", " nytt arbete i år om det"])
def test_more_words_do_not_change_what_a_long_text_finds(
    load: Loader, empty_services: Services, more: str
) -> None:
    load(
        row("sought", title="Laddstolpar och vätgas för tunga lastbilar i hamnen"),
        row("scrap", title="Hamnen får en ny skylt"),
        *FILLING,
    )
    text = "laddstolpar vätgas tunga lastbilar åkerier hamnen"
    assert found(empty_services, text + more)[:1] == ["sought"]
    assert "scrap" not in found(empty_services, text + more)


@pytest.mark.parametrize(
    "text", ["the wetlands of the county", "wetlands by the river", "what are wetlands for"]
)
def test_function_words_of_english_say_nothing(
    load: Loader, empty_services: Services, text: str
) -> None:
    load(row("wet", title="Våtmarker vid ån"), row("village", title="Byn vid skogen"), *FILLING)
    assert found(empty_services, text) == ["wet"]


def test_it_is_said_when_no_entry_has_all_that_was_asked(
    load: Loader, empty_services: Services
) -> None:
    load(row("sun", title="Solceller på taket"), row("wet", title="Våtmarker vid ån"), *FILLING)

    def partial(text: str) -> bool:
        return bool(search(empty_services, SearchRequest(text)).query["partial"])

    assert partial("solceller våtmarker")
    assert not partial("solceller på taket")
    assert not partial("solceller")
    assert not partial("kärnkraft fusion")


def test_filters_count_for_what_an_entry_has(load: Loader, empty_services: Services) -> None:
    load(
        row("both", title="Solceller vid våtmarker", counties=["12"]),
        row("one", title="Solceller", counties=["25"]),
        *FILLING,
    )
    request = SearchRequest("solceller våtmarker", filters={"county": ("25",)})
    assert search(empty_services, request).query["partial"]
    assert not search(empty_services, SearchRequest("solceller våtmarker")).query["partial"]


def test_a_county_without_national_entries_counts_and_finds_its_own(
    load: Loader, empty_services: Services
) -> None:
    load(row("a", counties=["08"]), row("b", counties=EVERY_COUNTY))
    county = {"county": ("08",)}
    for national, found in ((True, 2), (False, 1)):
        answer = search(
            empty_services, SearchRequest(filters=county, national=national, facets=("county",))
        )
        assert answer.total == found
        assert answer.query["national"] is national
        assert {each["id"]: each["count"] for each in answer.facets["county"]} == {
            "08": 1,
            "national": 1,
        }
