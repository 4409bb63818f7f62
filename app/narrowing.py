"""What lists at the desk are narrowed to, from what people choose: days of Sweden, surveys."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from app.surveys.calendar import start_of_day
from catalogue.narrowing import NOBODY, Narrowing, SurveyRound
from seed.questionnaires import questionnaire

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["NOBODY", "Narrowing", "build_narrowing"]


def build_narrowing(  # noqa: PLR0913  what a list is narrowed to
    words: Sequence[str],
    *,
    survey: tuple[str, int] | None = None,
    assignee: str | None = None,
    first_day: date | None = None,
    last_day: date | None = None,
    review: str | None = None,
) -> Narrowing:
    """Return what rows are to meet; `survey` has its year, and both days are included."""
    until = start_of_day(last_day + timedelta(days=1)) if last_day else None
    since = start_of_day(first_day) if first_day else None
    survey_round = SurveyRound(survey[0], own_year(*survey)) if survey else None
    return Narrowing(words, survey_round, assignee, since, until, review)


def own_year(survey: str, year: int) -> int | None:
    """Return the year as rows have it: none where it is the questionnaire's own."""
    return None if questionnaire(survey).year == year else year
