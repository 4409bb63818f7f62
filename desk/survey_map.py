"""Who has answered a survey, as a map: each county in one of three states."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from app.geography import county_middles, county_shapes
from app.surveys.opening import OpenedSurvey
from desk.pages import county_name, county_names
from web.language import marked
from web.wording import InLanguage

ANSWERED, BEGUN, WAITING = "answered", "begun", "waiting"
STATES = InLanguage(
    {
        ANSWERED: marked("Har svarat"),
        BEGUN: marked("Har börjat"),
        WAITING: marked("Har inte börjat"),
    }
)
TONES = {ANSWERED: 5, BEGUN: 2, WAITING: 0}
SIGNS = {ANSWERED: "✓", BEGUN: "…", WAITING: ""}
"""State -> what stands in the county, so that colours alone tell nothing."""


class CountyStatus(NamedTuple):
    """A county on the map; `outline`, `x` and `y` are those of `app.geography`."""

    name: str
    title: str
    tone: int
    sign: str
    outline: str
    x: float
    y: float


class Group(NamedTuple):
    """The counties in a state, in words."""

    title: str
    tone: int
    sign: str
    number: int
    names: str


def county_statuses(survey: OpenedSurvey, answered: Collection[str]) -> list[CountyStatus]:
    """Return every county with its state; `answered` are ids of those of which a reply is there."""
    shapes, middles = county_shapes(), county_middles()
    return [
        CountyStatus(
            county_name(county),
            STATES[state],
            TONES[state],
            SIGNS[state],
            shapes[county],
            *middles[county],
        )
        for county, state in _states(survey, answered).items()
    ]


def grouped(survey: OpenedSurvey, answered: Collection[str]) -> Sequence[Group]:
    """Return the same in words, for who does not see the map."""
    states = _states(survey, answered)
    found = {state: [county for county, each in states.items() if each == state] for state in TONES}
    return [
        Group(STATES[state], TONES[state], SIGNS[state], len(each), county_names(each))
        for state, each in found.items()
    ]


def _states(survey: OpenedSurvey, answered: Collection[str]) -> dict[str, str]:
    return {
        each.record.county: _state(each.record.county in answered, each.state)
        for each in survey.forms
    }


def _state(has_answered: bool, form: str) -> str:  # noqa: FBT001  two parts of one state
    if has_answered or form in {"sent", "changed"}:
        return ANSWERED
    return BEGUN if form == "begun" else WAITING
