"""Making public what a county's reply answers yes or no to, and taking that back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.availability import reading, writing
from app.errors import Conflict, Message
from app.replies.service import reply_of
from catalogue import ledger, replies
from catalogue.latest_answers import latest_answers
from seed.questionnaires import questionnaire

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.accounts.access import Actor
    from app.wiring import Services
    from catalogue.latest_answers import LatestAnswers
    from record.words import Words

RELEASE, TAKE_BACK = "release", "take-back"
NOT_TO_RELEASE = Message(
    sv="Svaren i det här enkätsvaret kan inte publiceras: det är inte läst, dess text är raderad"
    " eller så är de redan publicerade.",
    en="The answers of this reply cannot be released: it has not been read, its text has been"
    " deleted, or they are released already.",
)
NOT_RELEASED = Message(
    sv="Svaren i det här enkätsvaret är inte publicerade.",
    en="The answers of this reply are not released.",
)


class SurveyAnswer(NamedTuple):
    """What a county answered to a question; `answer` is "ja" or "nej", `year` the survey's."""

    survey: str
    title: str
    year: int
    county: str
    question: str
    text: str
    short: Words
    answer: str


def release(services: Services, actor: Actor, reply_id: str, reason: str | None) -> None:
    """Let everybody see yes and no of a reply, and nothing else of it.

    Raises:
        NotFound: there is no such reply.
        Conflict: it has not been read, its text is deleted, or it is released.
    """
    with writing(services.database) as unit:
        pk = reply_of(unit.connection, reply_id).pk
        if not replies.release(unit, pk, actor.name):
            raise Conflict(NOT_TO_RELEASE)
        unit.record(
            ledger.event_without_entry(
                ledger.RELEASE_REPLY, actor.name, f"reply:{reply_id}", reason=reason
            )
        )


def take_back(services: Services, actor: Actor, reply_id: str, reason: str | None) -> None:
    """Let only curators see yes and no of a reply again.

    Raises:
        NotFound: there is no such reply.
        Conflict: it is not released.
    """
    with writing(services.database) as unit:
        pk = reply_of(unit.connection, reply_id).pk
        if not replies.take_back(unit, pk):
            raise Conflict(NOT_RELEASED)
        unit.record(
            ledger.event_without_entry(
                ledger.TAKE_BACK_REPLY, actor.name, f"reply:{reply_id}", reason=reason
            )
        )


def released_answers(services: Services) -> tuple[SurveyAnswer, ...]:
    """Return every public answer, of each county those of its latest released reply in a year."""
    with reading(services.database) as connection:
        found = latest_answers(connection, released=True)
    return tuple(answer for each in found for answer in _answers(each))


def _answers(found: LatestAnswers) -> Iterator[SurveyAnswer]:
    survey = questionnaire(found.survey)
    year = found.year or survey.year
    for each in survey.questions:
        answer = found.yes_no.get(each.id)
        if each.short and answer:
            yield SurveyAnswer(
                survey.id, survey.title, year, found.county, each.id, each.text, each.short, answer
            )
