"""What a list of the desk is narrowed to: the same filters, in the address, for every list."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from flask import g
from flask import request as http

from app.accounts.access import READ_DRAFTS, WRITE
from app.candidates.progress import SurveyOfYear, surveys_to_review
from app.entries.provenance import HARVEST
from app.narrowing import NOBODY, Narrowing, build_narrowing
from app.teamwork.service import colleagues
from desk.access import caller, home, services
from desk.actors import actor_name
from desk.pages import county_options
from web.language import gettext, marked
from web.wording import InLanguage

LONGEST_TYPED = 200
FIELDS = ("q", "county", "survey", "assignee", "since", "until")
"""In which all lists are alike; `status` means something of its own in each."""
LISTS = (
    ("inkorg", "", marked("Svar"), HARVEST),
    ("kandidater", "", marked("Kandidater"), HARVEST),
    ("exempel", "draft", marked("Utkast"), WRITE),
    ("exempel", "published", marked("Publicerade"), WRITE),
    ("exempel", "withdrawn", marked("Tillbakadragna"), WRITE),
)
"""Address, status, name, and the scope that it needs."""
NAMES = InLanguage({name: name for _, _, name, _ in LISTS})


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed to, as it stands in the address.

    Attributes:
        given: name of a filter -> its value; one that a list does not know is empty.
        faults: field and sentence of those that cannot be understood.
    """

    given: dict[str, str]
    faults: tuple[tuple[str, str], ...]

    def __getitem__(self, name: str) -> str:
        """Return the value of a filter; empty where it does not narrow."""
        return self.given[name]

    @property
    def query(self) -> str:
        """What asks for the same list, without the page."""
        return urlencode({name: value for name, value in self.given.items() if value})

    @property
    def is_more_than_words(self) -> bool:
        """Whether something narrows that the catalogue's own search does not know."""
        return any(self[name] for name in ("survey", "assignee", "since", "until"))

    def narrowing(self, *, review: str | None = None) -> Narrowing:
        """Return what rows are to meet, but for status and county."""
        return build_narrowing(
            self["q"].split(),
            survey=next(
                (each[:2] for each in _surveys() if survey_key(each) == self["survey"]), None
            ),
            assignee=self["assignee"] or None,
            first_day=read_day(self["since"]),
            last_day=read_day(self["until"]),
            review=review,
        )

    def other_lists(self, path: str) -> list[tuple[str, str, bool]]:
        """Return name and address of every list narrowed alike, and whether it is this one."""
        alike = {name: value for name, value in self.given.items() if value and name != "status"}
        found = []
        for there, status, name, scope in LISTS:
            query = urlencode(alike | ({"status": status} if status else {}))
            is_here = there == path and status in {"", self["status"]}
            if caller().may(scope):
                found.append((NAMES[name], home(f"{there}?{query}".rstrip("?")), is_here))
        return found


def read_filters(statuses: Collection[str] = (), usual: str = "") -> Filters:
    """Return the filters of the address; `usual` is the status where none of a list's is given."""
    given = {name: http.values.get(name, "").strip()[:LONGEST_TYPED] for name in FIELDS}
    status = http.values.get("status", "")
    for name, options in filter_options().items():
        given[name] = given[name] if given[name] in dict(options) else ""
    given["status"] = status if status in statuses else usual
    return Filters(given, day_faults(given))


def filter_options() -> dict[str, list[tuple[str, str]]]:
    """Return values and names of what is chosen from; none where whoever asks may not choose."""
    if "filter_options" not in g:
        g.filter_options = {
            "county": [] if caller().county else county_options(),
            "survey": [(survey_key(each), f"{each.title}, {each.year}") for each in _surveys()],
            "assignee": _assignees() if caller().may(READ_DRAFTS) else [],
        }
    found: dict[str, list[tuple[str, str]]] = g.filter_options
    return found


def day_faults(given: dict[str, str]) -> tuple[tuple[str, str], ...]:
    """Return the days of a filter that cannot be understood, as faults of a form."""
    return tuple(
        (name, gettext("Skriv dagen som 2026-11-27."))
        for name in ("since", "until")
        if given[name] and read_day(given[name]) is None
    )


def _surveys() -> list[SurveyOfYear]:
    if "surveys" not in g:
        g.surveys = surveys_to_review(services()) if caller().may(HARVEST) else []
    found: list[SurveyOfYear] = g.surveys
    return found


def survey_key(survey: SurveyOfYear) -> str:
    """Return what names a survey of a year in a form."""
    return f"{survey.survey}:{survey.year}"


def _assignees() -> list[tuple[str, str]]:
    people = [(each.id, actor_name(f"user:{each.id}")) for each in colleagues(services())]
    return [(NOBODY, gettext("ingen")), *people]


def read_day(text: str) -> date | None:
    """Return the day that is written; None where the text is none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
