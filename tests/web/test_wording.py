from __future__ import annotations

from typing import Any

import pytest

from web import wording


def entry(**changes: Any) -> dict[str, Any]:
    base = {"startYear": None, "endYear": None, "state": "unknown", "stateAsOf": None}
    return {**base, "national": False, "counties": [], **changes}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "år okänt"),
        ({"startYear": 2019}, "start 2019, slut okänt"),
        ({"startYear": 2019, "state": "ongoing"}, "sedan 2019, pågår"),
        ({"startYear": 2019, "state": "ongoing", "stateAsOf": 2025}, "sedan 2019, pågick 2025"),
        (
            {"startYear": 2009, "state": "ongoing", "stateAsOf": 2013},
            "start 2009, pågick 2013, läget i dag okänt",
        ),
        ({"startYear": 2013, "state": "ongoing", "stateAsOf": 2013}, "start 2013, slut okänt"),
        ({"state": "ongoing", "stateAsOf": 2013}, "pågick 2013, läget i dag okänt"),
        ({"startYear": 2019, "state": "completed"}, "start 2019, avslutat"),
        ({"startYear": 2027, "state": "planned", "stateAsOf": 2026}, "planerat 2027"),
        ({"startYear": 2019, "endYear": 2027, "state": "ongoing"}, "2019–2027, pågår"),
        ({"startYear": 2027, "endYear": 2029, "state": "planned"}, "planerat 2027–2029"),
        ({"state": "planned", "stateAsOf": 2026}, "planerat 2026"),
        ({"startYear": 2013, "endYear": 2015, "state": "ongoing", "stateAsOf": 2015}, "2013–2015"),
        (
            {"startYear": 2023, "endYear": 2030, "state": "ongoing", "stateAsOf": 2026},
            "2023–2030, pågick 2026",
        ),
        ({"startYear": 2025, "endYear": 2025, "state": "ongoing", "stateAsOf": 2025}, "2025"),
        ({"startYear": 2019, "endYear": 2021, "state": "completed"}, "2019–2021"),
        ({"state": "completed"}, "avslutat"),
        ({"startYear": 2019, "endYear": 2019}, "2019"),
        ({"startYear": 2019, "endYear": 2021}, "2019–2021"),
        ({"endYear": 2021}, "start okänd, slut 2021"),
    ],
)
def test_years_read_as_a_person_would_say_them(changes: dict[str, Any], expected: str) -> None:
    assert wording.years(entry(**changes), now=2026) == expected


@pytest.mark.parametrize(
    ("counties", "expected"),
    [
        ([], "Län okänt"),
        (["A"], "A"),
        (["A", "B"], "A och B"),
        (["A", "B", "C", "D"], "A, B, C och D"),
        (["A", "B", "C", "D", "E"], "A, B, C och 2 län till"),
    ],
)
def test_many_counties_are_shortened(counties: list[str], expected: str) -> None:
    assert wording.places(entry(counties=counties), lambda _, value: value) == expected


def test_an_example_for_all_counties_is_national() -> None:
    assert wording.places(entry(national=True, counties=["A"]), lambda _, v: v) == "Nationellt"


def test_dates_and_numbers_are_swedish() -> None:
    assert wording.day("2026-03-01") == "1 mars 2026"
    assert wording.day("2026-11-24T10:00:00.000000Z") == "24 november 2026"
    assert wording.number(12_345) == "12\u202f345"
