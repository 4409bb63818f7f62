"""What counties have answered yes or no to in surveys, where a curator has made that public."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

from app.errors import Unavailable
from app.replies.releasing import released_answers
from web.language import gettext, language, marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.counties import Place
    from app.replies.releasing import SurveyAnswer
    from app.wiring import Services

ANSWERS = {"ja": marked("Ja"), "nej": marked("Nej")}


class QuestionAnswers(NamedTuple):
    """A question, with the answer of each county that is shown; empty where none is public."""

    question: str
    short: str
    answers: tuple[str, ...]


class Survey(NamedTuple):
    """A survey that at least one of the counties has answered."""

    title: str
    year: int
    asked: tuple[QuestionAnswers, ...]


def public_answers(services: Services) -> tuple[SurveyAnswer, ...]:
    """Return every answer; none while the database is away, pages of counties stand without."""
    try:
        return released_answers(services)
    except Unavailable:
        return ()


def state_of(found: Sequence[SurveyAnswer]) -> str:
    """Return what pages with the answers are tagged by."""
    joined = "".join(
        f"{each.survey}{each.year}{each.county}{each.question}{each.answer}" for each in found
    )
    return hashlib.sha256(joined.encode()).hexdigest()[:8] if found else ""


def surveys(found: Sequence[SurveyAnswer], places: Sequence[Place]) -> tuple[Survey, ...]:
    """Put the answers of some counties side by side, question by question."""
    shown = [each for each in found if each.county in {place.id for place in places}]
    return tuple(
        Survey(
            title,
            year,
            _question_answers(
                [each for each in shown if each[:3] == (survey, title, year)], places
            ),
        )
        for survey, title, year in dict.fromkeys(each[:3] for each in shown)
    )


def _question_answers(
    shown: Sequence[SurveyAnswer], places: Sequence[Place]
) -> tuple[QuestionAnswers, ...]:
    answered = {(each.question, each.county): gettext(ANSWERS[each.answer]) for each in shown}
    questions = {each.question: each.short.text(language()) for each in shown}
    return tuple(
        QuestionAnswers(
            question, questions[question], tuple(answered.get((question, p.id), "") for p in places)
        )
        for question in sorted(questions)
    )
