"""How far the review has come, county by county."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from app.availability import reading
from app.narrowing import own_year
from app.surveys.gathered import answered_in, read_answered
from app.wiring import Services
from catalogue import candidates, replies, surveys
from catalogue.candidates import ACCEPTED, REJECTED, WAITING
from seed.questionnaires import questionnaire, read_questionnaires


class SurveyOfYear(NamedTuple):
    """A survey in a year."""

    survey: str
    year: int
    title: str


class AnsweredCount(NamedTuple):
    """How many counties have answered a survey of a year."""

    survey: SurveyOfYear
    counties: int


class CountyProgress(NamedTuple):
    """What has come of a county's replies to a survey.

    Attributes:
        county: its id; None for candidates whose county is not known.
        answered: whether it has answered the survey.
        waiting, decided: candidates that wait, and that were accepted or rejected.
    """

    county: str | None
    answered: bool
    waiting: int
    decided: int


def surveys_to_review(services: Services) -> list[SurveyOfYear]:
    """Return the surveys that replies came to or that were opened, the newest first.

    Of none of them, the newest questionnaire's.
    """
    with reading(services.database) as connection:
        known = replies.surveys_answered(connection)
        opened = [(each.questionnaire, each.year) for each in surveys.all_of_them(connection)]
    of_years = {(survey, year or questionnaire(survey).year) for survey, year in (*known, *opened)}
    newest = read_questionnaires()[0]
    found = [
        SurveyOfYear(survey, year, questionnaire(survey).title)
        for survey, year in of_years or {(newest.id, newest.year)}
    ]
    return sorted(found, key=lambda each: (-each.year, each.survey))


def count_answered(services: Services) -> list[AnsweredCount]:
    """Return how many counties have answered each of `surveys_to_review`."""
    answered = read_answered(services)
    return [
        AnsweredCount(each, len(answered_in(answered, each.survey, each.year)))
        for each in surveys_to_review(services)
    ]


def review_progress(services: Services, survey: str, year: int) -> list[CountyProgress]:
    """Return every county in the order of the vocabulary, and last what has no county, if any."""
    with reading(services.database) as connection:
        counted = candidates.count_by_county(connection, survey, own_year(survey, year))
    answered = answered_in(read_answered(services), survey, year)
    waiting: Counter[str | None] = Counter()
    decided: Counter[str | None] = Counter()
    for county, state, count in counted:
        if state == WAITING:
            waiting[county] += count
        elif state in {ACCEPTED, REJECTED}:
            decided[county] += count
    counties = [each.id for each in services.vocabularies.concepts("counties")]
    found = [
        CountyProgress(each, each in answered, waiting[each], decided[each]) for each in counties
    ]
    unknown = CountyProgress(None, answered=True, waiting=waiting[None], decided=decided[None])
    return [*found, *([unknown] if unknown.waiting or unknown.decided else [])]
