from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.searching.requests import SearchRequest
from app.searching.search import search
from tests.fixtures.services import row
from web.headings import is_near

if TYPE_CHECKING:
    from app.wiring import Services
    from tests.fixtures.services import Loader
    from tests.web.conftest import Visit
    from tests.web.page import Page

CONTAINERS_AND_WASTE = (
    row("a", title="Container"),
    row("b", title="Avfall"),
    row("c", title="Avfallet"),
    *(row(f"d{each}", title="Solel") for each in range(20)),
)
"""So few of them of waste that a word of it may stand for it all."""

PADDLING = (
    row("b", title="Gårdsturism", summary="Sova på höskulle, sova i stall."),
    row("a", title="Gårdsturism", summary="Paddling vid sjön."),
    *(row(f"other-{number}", title=f"Annat {number}") for number in range(20)),
)

TITLES = ("Träffar", "Har allt du sökte", "Har en del av det du sökte", "Närliggande")


def titles(page: Page) -> list[str]:
    """Return the headings of its parts of the list."""
    return [each.text for each in page.all("h2") if each.text in TITLES]


def test_of_one_word_no_example_is_said_to_have_a_part(visit_own: Visit, load: Loader) -> None:
    load(*CONTAINERS_AND_WASTE)
    told = "1 av dem har Container, de andra något nära det: avfall."
    assert visit_own("/?q=Container").one("p", class_="partial").text == told


@pytest.mark.parametrize(
    ("path", "mark"),
    [
        ("/?", "Har allt du sökte"),
        ("/utskrift?", "Har allt du sökte"),
        ("/en/?", "Has all you asked for"),
        ("/en/utskrift?", "Has all you asked for"),
    ],
)
def test_what_has_all_is_marked_where_others_have_only_some_of_it(
    visit_own: Visit, load: Loader, path: str, mark: str
) -> None:
    load(*PADDLING)
    marked = visit_own(f"{path}q=gårdsturism+paddling").text
    assert marked.count(mark) == 1
    assert marked.index(mark) < marked.index("vid sjön.")
    assert mark not in visit_own(f"{path}q=gårdsturism+paddling+Blekinge").text
    for text in ("gårdsturism", "segelflyg", ""):
        assert mark not in visit_own(f"{path}q={text}").text


def test_headings_part_what_has_all_from_the_others_on_every_page(
    visit_own: Visit, load: Loader
) -> None:
    load(*PADDLING)
    both, others = "Har allt du sökte", "Har en del av det du sökte"
    assert titles(visit_own("/?q=gårdsturism+paddling")) == [both, others]
    assert titles(visit_own("/?q=gårdsturism+paddling&limit=1&page=2")) == [others]
    assert titles(visit_own("/?q=gårdsturism")) == ["Träffar"]
    load(*CONTAINERS_AND_WASTE)
    assert titles(visit_own("/?q=Container")) == [both, "Närliggande"]


def test_it_is_told_how_many_are_of_the_years_and_the_counties_that_a_text_names(
    visit_own: Visit, load: Loader
) -> None:
    load(
        row("a", title="Biogas", startYear=2019, endYear=2020),
        row("b", title="Biogas", startYear=2012, endYear=2013),
    )
    assert visit_own("/?q=biogas+2019").heading == "2 exempel för biogas, 1 av dem från 2019"
    both = "2 exempel för biogas, alla från Skåne län, inget av dem från 2014 och tidigare"
    assert visit_own("/?q=biogas+i+skåne+före+2012").heading == both.replace("2014", "2011")


def test_what_is_left_out_of_a_county_is_headed_as_it_was_written(visit: Visit) -> None:
    heading = visit("/en/?q=not+tourism+Gotland").heading
    assert " for not tourism Gotland, " in heading
    assert heading.endswith(" from Gotland County")


def test_beside_a_county_of_none_it_is_told_that_none_has_all(
    visit_own: Visit, load: Loader
) -> None:
    load(*CONTAINERS_AND_WASTE)
    page = visit_own("/?q=Container+Småland")
    counties = "Jönköpings län, Kronobergs län och Kalmar län"
    assert page.heading == f"3 exempel för Container, inget av dem från {counties}"
    told = "Inget exempel har allt som du sökte på. De som har mest av det kommer först."
    assert page.one("p", class_="partial").text == told


def test_what_may_be_said_in_other_words_is_not_told_to_be_in_no_example(
    visit_own: Visit, load: Loader
) -> None:
    others = (row(f"other-{number}", title=f"Annat {number}") for number in range(20))
    load(row("a", title="Mögel vid museet"), row("b", title="Museet har öppet"), *others)
    page = visit_own("/?q=fuktskador+museum")
    told = "Inget exempel nämner allt som du sökte på, men det kan stå med andra ord."
    first = "De som har mest av det kommer först."
    assert page.one("p", class_="partial").text == f"{told} {first}"
    assert titles(page) == ["Närliggande"]
    assert visit_own("/?q=fuktskador+museum&sort=title").one("p", class_="partial").text == told


@pytest.mark.parametrize(("words", "near"), [(["måleri"], True), (["måleri", "solel"], False)])
def test_of_one_word_that_no_example_has_all_hits_are_near(
    services: Services, words: list[str], *, near: bool
) -> None:
    answer = search(services, SearchRequest("biogas"))
    read = [{"text": word, "status": "used"} for word in words]
    query = {**answer.query, "words": read, "partial": True}
    assert is_near(replace(answer, query=query)) == near


def test_a_text_that_is_only_a_time_shows_what_went_on_then(visit_own: Visit, load: Loader) -> None:
    load(
        row("a", title="Sedan 2020", startYear=2012, endYear=2013),
        row("b", startYear=2018, endYear=2021),
        row("c", startYear=2022),
    )
    page = visit_own("/?q=sedan+2020&county=12&sort=title")
    assert page.heading == "2 exempel: pågick från 2020 i Skåne län"
    assert sorted(page.link("Hämta som data").query) == [
        ("county", "12"),
        ("sort", "title"),
        ("yearFrom", "2020"),
    ]
    assert visit_own("/?q=2001").heading == "0 exempel för 2001"
    assert visit_own("/?yearFrom=2012&yearTo=2012").heading == "1 exempel: pågick 2012"


def test_a_list_of_what_has_only_some_is_headed_so(visit_own: Visit, load: Loader) -> None:
    load(*CONTAINERS_AND_WASTE)
    page = visit_own("/?q=container+vindsnurra+avfall")
    assert titles(page) == ["Har en del av det du sökte"]


def test_another_form_of_what_is_written_is_no_news(visit: Visit) -> None:
    lists = visit("/?q=v%C3%A5tmark").all("ul", class_="understood")
    assert not [each for each in lists if "våtmarker" in each.text]
