"""What a hit must have and what only lifts it: behaviour of the search as a whole, on few rows."""

from __future__ import annotations

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


def test_a_place_or_a_year_alone_finds_all_that_is_of_it(
    load: Loader, empty_services: Services
) -> None:
    load(
        row("both", title="Musik", counties=["25"], startYear=2020, endYear=2020),
        row("place", title="Teater", counties=["25"], startYear=2010, endYear=2010),
        row("year", title="Dans", counties=["24"], startYear=2020, endYear=2020),
        *FILLING,
    )
    assert set(found(empty_services, "Norrbotten")) == {"both", "place"}
    assert set(found(empty_services, "2020")) == {"both", "year"}
    assert found(empty_services, "projekt i Norrbotten 2020") == ["both"]
    assert set(found(empty_services, "Norrbotten eller Västerbotten")) == {"both", "place", "year"}


def test_how_many_of_the_hits_have_all_that_is_sought_is_told(
    load: Loader, empty_services: Services
) -> None:
    load(
        row("both", title="Solceller vid våtmarker", counties=["12"]),
        row("one", title="Solceller", counties=["25"]),
        *FILLING,
    )
    request = SearchRequest("solceller våtmarker i Skåne")
    assert search(empty_services, request).query["complete"] == 1
    elsewhere = SearchRequest("solceller våtmarker", filters={"county": ("25",)})
    assert search(empty_services, elsewhere).query["complete"] == 0


def test_a_region_is_the_counties_in_it(load: Loader, empty_services: Services) -> None:
    load(
        row("halland", counties=["13"]),
        row("gotaland", counties=["14"]),
        row("norrbotten", counties=["25"]),
        *FILLING,
    )
    assert set(found(empty_services, "Västkusten")) == {"halland", "gotaland"}


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


def test_what_is_only_about_the_topic_of_a_word_has_not_all(
    load: Loader, empty_services: Services
) -> None:
    load(
        row("word", title="Fånggrödor på åkrarna"),
        row("topic", title="Mellangrödor på åkrarna"),
        *FILLING,
    )
    answer = search(empty_services, SearchRequest("fånggrödor"))
    assert {item["externalId"] for item in answer.items} == {"word", "topic"}
    assert answer.query["complete"] == 1


@pytest.mark.parametrize(
    "text",
    [
        *("pris på solpaneler", "elpris idag", "recept på kanelbullar", "löner i Norrbotten"),
        *("ansökan om strandskyddsdispens", "miljöbalken 9 kap 6 §", "väder imorgon"),
        *("tax rates on diesel", "jobs at the county", "boka tid för besiktning"),
    ],
)
def test_what_the_catalogue_never_holds_is_not_found(
    load: Loader, empty_services: Services, text: str
) -> None:
    load(row("near", title=text), *FILLING)
    answer = search(empty_services, SearchRequest(text))
    assert answer.total == 0
    assert answer.nearby[0]["externalId"] == "near"


@pytest.mark.parametrize(
    "text",
    ["höga elpriser", "vad kostar det att byta till biogas", "ansökan om bidrag", "löna sig"],
)
def test_words_of_prices_and_forms_are_no_fault_by_themselves(
    load: Loader, empty_services: Services, text: str
) -> None:
    load(row("found", title=text), *FILLING)
    assert "found" in found(empty_services, text)


def test_what_has_the_one_thing_sought_is_found_however_unlike_the_others(
    load: Loader, empty_services: Services
) -> None:
    load(
        *(row(f"alike-{at}", title="Matsvinn i storkök", summary="Vägning.") for at in range(6)),
        row("unlike", title="Stål av vätgas", summary="Luleå. " * 80 + "Matsvinn."),
        *FILLING,
    )
    assert "unlike" in found(empty_services, "matsvinn")


def test_what_has_little_of_the_search_answers_if_the_first_hits_are_alike(
    load: Loader, empty_services: Services
) -> None:
    """Hits of a search that nothing answers have a word in common with it, and no subject."""
    unlike = ("Vätgas ger stål", "Ost av fårmjölk", "Buller från hamnen", "Trä i höga hus")
    load(
        *(row(f"alike-{at}", title="Solel på ladugårdstaket", summary="Bra.") for at in range(4)),
        *(row(f"unlike-{at}", title=f"{each} till barnvagn") for at, each in enumerate(unlike)),
        *FILLING,
    )
    assert len(found(empty_services, "ladugårdstak cirkus kanot")) == 4
    assert len(found(empty_services, "barnvagn cirkus kanot")) < 4


def test_not_this_but_that_seeks_what_comes_after(load: Loader, empty_services: Services) -> None:
    load(row("food", title="Matsvinn"), row("cloth", title="Textil"), *FILLING)
    assert found(empty_services, "inte matsvinn utan textil") == ["cloth"]
    assert found(empty_services, "inte om matsvinn, utan textil") == ["cloth"]
    assert found(empty_services, "matsvinn utan textil") == ["food"]


def test_the_name_of_a_body_is_one_thing(load: Loader, empty_services: Services) -> None:
    load(
        row("both", title="Region Halland", counties=["13"]),
        row("body", title="Regionens arbete", counties=["12"]),
        row("place", title="Musik", counties=["13"]),
        *FILLING,
    )
    assert found(empty_services, "Region Halland") == ["both"]


def test_an_entry_of_the_county_has_not_the_name_of_a_place_in_it(
    load: Loader, empty_services: Services
) -> None:
    load(
        row("named", title="Musik i Kiruna", counties=["25"]),
        row("county", title="Teater", counties=["25"]),
        *FILLING,
    )
    answer = search(empty_services, SearchRequest("Kiruna"))
    assert [item["externalId"] for item in answer.items] == ["named", "county"]
    assert answer.query["complete"] == 1
    assert search(empty_services, SearchRequest("Norrbotten")).query["complete"] == 2
