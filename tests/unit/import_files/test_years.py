from __future__ import annotations

import pytest

from app.imports.files.years import with_years

READ = {
    "våren 2020": (2020, None),
    "Pågår sedan 2020": (2020, None),
    "fr o m 2020": (2020, None),
    "2020 →": (2020, None),
    "2020 (pågår)": (2020, None),
    "VT 2020": (2020, None),
    "mars 2020": (2020, None),
    "12 mars 2020": (2020, None),
    "2020-03-15": (2020, None),
    "2019-11": (2019, None),
    "2019-2021": (2019, 2021),
    "2019–21": (2019, 2021),
    "2019/2020": (2019, 2020),
    "från 2019 till 2021": (2019, 2021),
    "våren 2020 – hösten 2021": (2020, 2021),
    "2018 t.o.m. 2020": (2018, 2020),
    "sedan 2019": (2019, None),
    "fr.o.m. 2019": (2019, None),
    "2019–": (2019, None),
    "2019 tills vidare": (2019, None),
    "2019 - pågående": (2019, None),
}


@pytest.mark.parametrize(("written", "years"), READ.items())
def test_years_are_read_as_people_write_them(written: str, years: tuple[int, int | None]) -> None:
    found = with_years({"startYear": written})
    assert (found["startYear"], found.get("endYear")) == years


@pytest.mark.parametrize("written", ["2008-10", "förra året", "ca 2019", "20", "2019-2021-2023"])
def test_what_can_be_read_in_two_ways_or_in_none_stays(written: str) -> None:
    assert with_years({"startYear": written}) == {"startYear": written}


def test_a_day_as_a_number_and_a_last_year_are_read() -> None:
    assert with_years({"startYear": 43831}) == {"startYear": 2020}
    assert with_years({"startYear": "t.o.m. 2022"}) == {"endYear": 2022}
    assert with_years({"endYear": "till och med 2022"}) == {"endYear": 2022}
    both = {"startYear": "tom 2022", "endYear": 2021}
    assert with_years(both) == both
    assert with_years({"startYear": 2200}) == {"startYear": 2200}


def test_a_period_fills_both_cells_unless_the_other_says_otherwise() -> None:
    assert with_years({"endYear": "2019-2021"}) == {"startYear": 2019, "endYear": 2021}
    assert with_years({"startYear": "2019-2021", "endYear": 2021}) == {
        "startYear": 2019,
        "endYear": 2021,
    }
    other = {"startYear": "2019-2021", "endYear": 2022}
    assert with_years(other) == other
    assert with_years({"endYear": "dec 2021"}) == {"endYear": 2021}
    assert with_years({"endYear": "sedan 2019"}) == {"endYear": "sedan 2019"}
