from __future__ import annotations

from typing import TYPE_CHECKING

from tests.fixtures.services import row

if TYPE_CHECKING:
    from tests.fixtures.services import Loader
    from tests.web.conftest import Visit


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


def test_another_form_of_what_is_written_is_no_news(visit: Visit) -> None:
    lists = visit("/?q=v%C3%A5tmark").all("ul", class_="understood")
    assert not [each for each in lists if "våtmarker" in each.text]
