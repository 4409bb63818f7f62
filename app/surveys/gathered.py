"""What counties have answered, gathered over all replies: by e-mail and by form, over the years.

Of each county its latest reply in a year counts. What is shown is without personal data; texts go
with the reply that they stand in, yes and no stay.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple

from app.availability import reading
from app.errors import InvalidQuery, Issue
from app.imports.files.apostrophes import safe_cell
from app.surveys.opening import NO_SUCH_SURVEY
from catalogue import replies
from catalogue.latest_answers import latest_answers
from seed.questionnaires import questionnaire, read_questionnaires

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from app.wiring import Services
    from catalogue.latest_answers import LatestAnswers
    from catalogue.replies import Answered
    from seed.questionnaires import Question

GATHERED = ("yes-no", "text")
"""Kinds of questions whose answers are gathered; examples and sectors become candidates."""
COLUMNS = ("år", "länskod", "län", "fråga", "frågans text", "ja eller nej", "svar", "kom som", "id")
FORM, FILE = "formulär", "fil"
HELD_BACK = "[något hålls inne]"


class YearAnswer(NamedTuple):
    """What a county answers to a question; `text` is None where it is deleted, "" for no answer.

    `held_back` where some of the answer is left out of it.
    """

    year: int
    county: str
    question: str
    yes_no: str | None
    text: str | None
    reply_id: str
    by_form: bool
    held_back: bool


class Gathered(NamedTuple):
    """A question with its answers, in the order of years and counties."""

    question: Question
    said: tuple[YearAnswer, ...]

    @property
    def years(self) -> list[int]:
        """The years in which somebody answered the survey, the latest first."""
        return sorted({each.year for each in self.said}, reverse=True)

    def saying(self, answer: str, year: int) -> int:
        """Return how many counties say "ja" or "nej" in a year."""
        return sum(each.year == year and each.yes_no == answer for each in self.said)

    def answered(self, year: int) -> int:
        """Return how many counties have answered it in a year, whatever they say."""
        return sum(each.year == year and bool(each.yes_no or each.text) for each in self.said)


def surveys_to_gather() -> list[tuple[str, str]]:
    """Return id and title of every survey, the newest first."""
    return [(each.id, each.title) for each in read_questionnaires()]


def gathered(services: Services, survey_id: str, year: int | None = None) -> list[Gathered]:
    """Return the answers to each question of a survey that has a yes, a no or a text for answer.

    Raises:
        InvalidQuery: there is no such survey.
    """
    known = [each for each, _ in surveys_to_gather()]
    if survey_id not in known:
        raise InvalidQuery(
            [Issue("survey", "unknown-value", NO_SUCH_SURVEY, survey_id, tuple(known))]
        )
    survey = questionnaire(survey_id)
    with reading(services.database) as connection:
        found = latest_answers(connection)
    own = [
        (each.year or survey.year, each)
        for each in found
        if each.survey == survey_id and year in {None, each.year or survey.year}
    ]
    return [
        Gathered(question, tuple(_answer_of(at, each, question) for at, each in own))
        for question in survey.to_answer
        if question.kind in GATHERED
    ]


def _answer_of(year: int, found: LatestAnswers, question: Question) -> YearAnswer:
    answers = [each for each in found.answers if each["question"] == question.id]
    text = answers[0]["publicText"] if answers else ("" if found.answers else None)
    held_back = any(each["text"] != each["publicText"] for each in answers[:1])
    yes_no = found.yes_no.get(question.id)
    by_form = found.form_id is not None
    return YearAnswer(
        year, found.county, question.id, yes_no, text, found.reply_id, by_form, held_back
    )


def _mark_withheld(answer: YearAnswer) -> str:
    """Return the answer, with a mark where some of it is held back."""
    return " ".join(filter(None, (answer.text, HELD_BACK if answer.held_back else "")))


def read_answered(services: Services) -> dict[Answered, str]:
    """Return the latest reply, by id, of each county that has answered a survey in a year.

    A county has answered when a question of the survey has an answer, or a curator has noted so.
    """
    with reading(services.database) as connection:
        return replies.answered(connection)


def answered_in(found: Mapping[Answered, str], survey_id: str, year: int) -> dict[str, str]:
    """Return county -> id of its latest reply to one survey in a year."""
    year_of_survey = questionnaire(survey_id).year
    return {
        each.county: reply_id
        for each, reply_id in found.items()
        if (each.survey, each.year or year_of_survey) == (survey_id, year)
    }


def as_csv(services: Services, found: Sequence[Gathered]) -> bytes:
    """Write answers as spreadsheets in Swedish open them; none of them runs as a formula."""
    out = io.StringIO()
    write = csv.writer(out, delimiter=";", lineterminator="\r\n").writerow
    write(COLUMNS)
    for each in found:
        for answer in each.said:
            name = services.vocabularies.label("county", answer.county, "sv")
            columns = (each.question.text, answer.yes_no or "", _mark_withheld(answer))
            cells = (
                answer.county,
                name,
                answer.question,
                *columns,
                FORM if answer.by_form else FILE,
            )
            write([answer.year, *(safe_cell(cell) for cell in cells), answer.reply_id])
    return b"\xef\xbb\xbf" + out.getvalue().encode()
