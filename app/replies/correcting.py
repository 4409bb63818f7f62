"""Corrections of answers as they were read, or answers written in; every version is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.availability import reading, writing
from app.errors import Conflict, ExempelbankenError, InvalidContent, Issue, Message, NotFound
from app.personal_data import finder, place_names
from app.replies.service import reply_of
from catalogue import answer_corrections, ledger, replies
from harvest.cutting import without
from harvest.personal import Persons, merged
from schemas.checks import clean
from seed.questionnaires import questionnaire

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from typing import Any

    from sqlalchemy import Connection

    from app.accounts.access import Actor
    from app.wiring import Services
    from catalogue.replies import DocumentSummary, ReplyRecord
    from seed.questionnaires import Question
    from swedish.personal import Finding

LONGEST = 20_000
"""Characters of an answer."""
YES_NO = ("ja", "nej")
CORRECTED = frozenset({"yes-no", "text", "sectors"})
"""Kinds of questions whose answers are corrected; examples are candidates."""
NO_SUCH_ANSWER = Message(
    sv="Det finns ingen sådan fråga i enkätsvaret.", en="There is no such question in the reply."
)
NOT_TO_CORRECT = Message(
    sv="Svaret kan inte ändras: det är inte läst, eller så är dess text raderad.",
    en="The answer cannot be changed: it has not been read, or its text has been deleted.",
)
MEANWHILE = Message(
    sv="Någon annan har ändrat svaret sedan du öppnade sidan. Ditt är inte sparat.",
    en="Somebody else has changed the answer since you opened the page. Yours is not saved.",
)
TOO_LONG = Message(
    sv=f"Texten är längre än {LONGEST} tecken. Korta den.",
    en=f"The text is longer than {LONGEST} characters. Shorten it.",
)


class AnswerVersion(NamedTuple):
    """An answer as it was read (version 0, by nobody), or as somebody corrected it.

    `text` is without personal data, None once it is deleted; "" for no answer.
    """

    version: int
    yes_no: str | None
    text: str | None
    actor: str | None = None
    at: datetime | None = None


class Answer(NamedTuple):
    """The answer to a question of a reply: `versions` from what was read to what counts."""

    question: Question
    county: str | None
    versions: tuple[AnswerVersion, ...]

    @property
    def now(self) -> AnswerVersion:
        """The version that counts."""
        return self.versions[-1]


class CorrectedMeanwhile(ExempelbankenError):
    """Somebody else has changed the answer since it was read; nothing was saved over it."""

    def __init__(self) -> None:
        super().__init__(MEANWHILE)


def get_answer(services: Services, reply_id: str, respondent: int, question: str) -> Answer:
    """Return the answer of somebody in a reply to a question, with its history.

    Raises:
        NotFound: there is no such reply, respondent or question.
    """
    with reading(services.database) as connection:
        return _answer(connection, reply_of(connection, reply_id), respondent, question)


def _answer(
    connection: Connection, reply: ReplyRecord, respondent: int, question_id: str
) -> Answer:
    question = next((each for each in correctable(reply.survey) if each.id == question_id), None)
    read_by_place = {each.place: each for each in replies.read_respondents(connection, reply.pk)}
    own = read_by_place.get(respondent)
    if question is None or own is None:
        raise NotFound(NO_SUCH_ANSWER)
    read = _read(reply, own.answers, own.yes_no.get(question_id), question_id)
    later = (
        AnswerVersion(each.version, each.yes_no, each.text, each.actor, each.at)
        for each in answer_corrections.corrections(connection, [reply.pk])
        if (each.respondent, each.question) == (respondent, question_id)
    )
    return Answer(question, own.county, (read, *later))


def _read(
    reply: ReplyRecord, answers: Sequence[Mapping[str, Any]], yes_no: str | None, question: str
) -> AnswerVersion:
    texts = (each["publicText"] for each in answers if each["question"] == question)
    return AnswerVersion(0, yes_no, next(texts, None if reply.forgotten_at else ""))


def correctable(survey: str) -> list[Question]:
    """Return the questions of a survey whose answers can be corrected."""
    return [each for each in questionnaire(survey).to_answer if each.kind in CORRECTED]


def correct_answer(  # noqa: PLR0913, PLR0917  which answer, what it says, and on what it is based
    services: Services,
    actor: Actor,
    reply_id: str,
    respondent: int,
    question: str,
    yes_no: str | None,
    text: str,
    based_on: int,
) -> str:
    """Keep a new version of an answer, unless it says the same; return what was left out of it.

    Personal data are left out, as they are of what the harvest reads, and so is what was withheld
    from the reply, also a part of a name.

    Raises:
        NotFound: as for `get_answer`.
        Conflict: the reply has not been read, or its text is deleted.
        InvalidContent: the text is too long.
        CorrectedMeanwhile: somebody else has made another version of it.
    """
    text = clean(text, lines=True)
    if len(text) > LONGEST:
        raise InvalidContent([Issue("/text", "too-long", TOO_LONG)])
    with reading(services.database) as connection:
        pk = reply_of(connection, reply_id).pk
        documents = replies.summaries_of(connection, [pk])[pk]
    findings = _find_personal(text, documents)
    public = without(text, findings) if findings else text
    with writing(services.database) as unit:
        reply = reply_of(unit.connection, reply_id)
        before = _answer(unit.connection, reply, respondent, question)
        if reply.state != "harvested" or reply.forgotten_at:
            raise Conflict(NOT_TO_CORRECT)
        if (before.now.yes_no, before.now.text) != (yes_no, public):
            key = {"reply_pk": reply.pk, "respondent": respondent, "question": question}
            values = {**key, "yes_no": yes_no, "text": public, "actor": actor.name}
            if not answer_corrections.correct(unit, values, based_on):
                raise CorrectedMeanwhile
            subject = f"reply:{reply_id}"
            unit.record(
                ledger.event_without_entry(ledger.CORRECT_ANSWER, actor.name, subject, reason=None)
            )
    return ", ".join(text[each.start : each.end] for each in findings)


def _find_personal(text: str, documents: Sequence[DocumentSummary]) -> list[Finding]:
    """Return what is left out: also parts of withheld names, as in the reading of the reply."""
    withheld = (each for document in documents for each in document.withheld)
    names = [each.text for each in withheld if each.kind == "name" and each.text]
    return merged([*finder(documents)(text), *Persons(names, place_names()).find(text)])
