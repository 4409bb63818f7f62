from __future__ import annotations

import pytest

from indexer.periods import periods


@pytest.mark.parametrize(
    ("text", "said", "first", "last"),
    [
        ("biogas 2023", "2023", 2023, 2023),
        ("textil 2019-2021", "2019-2021", 2019, 2021),
        ("textil 2019 2021 Borås", "2019 2021", 2019, 2021),
        ("biogas före 2015", "före 2015", None, 2014),
        ("från 2020 till 2022 biogas", "från 2020 till 2022", 2020, 2022),
        ("solel mellan 2016 och 2018", "mellan 2016 och 2018", 2016, 2018),
        ("sedan 2019 biogas", "sedan 2019", 2019, None),
        ("biogas efter 2019", "efter 2019", 2020, None),
        ("biogas till och med 2019", "till och med 2019", None, 2019),
        ("till 2010 vatten", "till 2010", None, 2010),
        ("biogas since 2019", "since 2019", 2019, None),
        ("biogas senaste åren", "senaste åren", 2024, 2026),
        ("biogas de senaste fem åren", "de senaste fem åren", 2022, 2026),
        ("biogas under de sista 10 åren", "under de sista 10 åren", 2017, 2026),
        ("wetlands in recent years", "in recent years", 2024, 2026),
        ("wetlands the last two years", "the last two years", 2025, 2026),
        ("biogas i år", "i år", 2026, 2026),
        ("biogas this year", "this year", 2026, 2026),
        ("nystartade 2021", "nystartade 2021", 2021, 2021),
        ("pågående projekt 2019", "2019", 2019, 2019),
        ("biogas förra året", "förra året", 2025, 2025),
        ("biogas i fjol", "i fjol", 2025, 2025),
        ("biogas senaste året", "senaste året", 2025, 2026),
        ("projekt från 2010-talet", "från 2010-talet", 2010, 2019),
        ("projects from the 2010s", "from the 2010s", 2010, 2019),
    ],
)
def test_the_years_that_a_text_names(
    text: str, said: str, first: int | None, last: int | None
) -> None:
    (found,) = periods(text, 2026)
    assert (text[found.start : found.end], found.first, found.last) == (said, first, last)


@pytest.mark.parametrize(
    "text",
    [
        "agenda 2030",
        "klimatneutral 2045",
        "avslutade projekt",
        "pågående projekt",
        "nystartade företag",
        "rådgivning till nystartade småbolag",
        "biogas",
        "2019/1021",
        "1.2019",
        "020-2019",
        "2021-2019",
    ],
)
def test_what_is_no_period(text: str) -> None:
    assert periods(text, 2026) == ()


def test_each_of_several_periods_is_meant() -> None:
    found = periods("vatten 2019 eller före 2015", 2026)
    assert [(each.first, each.last) for each in found] == [(2019, 2019), (None, 2014)]


@pytest.mark.parametrize(
    ("text", "said", "years"),
    [
        ("vatten startade 2021", "startade 2021", ("2021",)),
        ("som påbörjades 2019-2021", "som påbörjades 2019-2021", ("2019", "2020", "2021")),
        ("startår: 2021 biogas", "startår: 2021", ("2021",)),
        ("projects that started after 2024", "that started after 2024", ("2025", "2026")),
    ],
)
def test_what_began_is_told_from_what_went_on(text: str, said: str, years: tuple[str, ...]) -> None:
    (found,) = periods(text, 2026)
    assert found.begun
    assert (text[found.start : found.end], found.years) == (said, years)
