"""Years that running text tells."""

from __future__ import annotations

import pytest

from harvest.years_in_text import years_in


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("Projektet pågick 2016–2018 i länet.", {"startYear": 2016, "endYear": 2018}),
        ("Mellan åren 2016 och 2018 deltog sju företag.", {"startYear": 2016, "endYear": 2018}),
        ("Det drevs 2019-21.", {"startYear": 2019, "endYear": 2021}),
        ("Från 2015 till 2018 gavs råd.", {"startYear": 2015, "endYear": 2018}),
        ("Vi har sedan 2015 gett råd.", {"startYear": 2015, "state": "ongoing"}),
        (
            "Det startade våren 2017 och avslutades 2019.",
            {"startYear": 2017, "endYear": 2019, "state": "completed"},
        ),
    ],
)
def test_a_period_is_told(text: str, years: dict[str, int | str]) -> None:
    assert years_in(text) == years


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Det följer Agenda 2030.",
        "Klimatplanen 2020–2030 antogs.",
        "Under 2018 hölls en kurs.",
        "Först 2016–2018 och sedan 2019–2021.",
        "Mötet hölls 2010-12.",
        "Mötet hölls 2016-01-12.",
        "Avslutades 2015 och startade 2017.",
    ],
)
def test_nothing_is_guessed(text: str) -> None:
    assert years_in(text) == {}
