"""Filling in a form: read, saved question by question, never over what somebody else has saved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from app.availability import reading, writing
from app.candidates.links import prefilled, suggestions_for
from app.errors import ExempelbankenError, Message, NotFound
from app.surveys import filling
from app.surveys.filling import Note
from app.surveys.links import OpenForm
from app.wiring import Services
from catalogue import surveys
from catalogue.surveys import AnswerRecord
from record.fields import VOCABULARY_OF
from seed.questionnaires import Question

NO_SUCH_QUESTION = Message(
    sv="Det finns ingen sådan fråga i enkäten.", en="There is no such question in the survey."
)

MEANWHILE = Message(
    sv="Någon annan har sparat ett svar på frågan sedan du öppnade sidan. Ditt är inte sparat än.",
    en="Somebody else has saved an answer since you opened the page. Yours is not saved yet.",
)


class Filled(NamedTuple):
    """A question with what is filled in; version 0 was never saved."""

    question: Question
    answer: AnswerRecord

    @property
    def is_answered(self) -> bool:
        """Whether anything is filled in."""
        return filling.is_answered(self.answer.content)

    @property
    def faults(self) -> list[Note]:
        """What must be mended before it can be sent."""
        return filling.faults(self.question, self.answer.content)

    @property
    def too_long(self) -> list[Note]:
        """Texts that must be shortened before it can be sent."""
        return filling.too_long(self.question, self.answer.content)

    @property
    def personal(self) -> list[Note]:
        """What looks like personal data."""
        return filling.personal(self.question, self.answer.content)


class SavedMeanwhile(ExempelbankenError):
    """Somebody else has saved an answer since it was read; nothing was saved over it."""

    def __init__(self, current: Filled) -> None:
        super().__init__(MEANWHILE)
        self.current = current


def filled_form(services: Services, form: OpenForm) -> list[Filled]:
    """Return the questions of a form, in order, with what is filled in."""
    with reading(services.database) as connection:
        known = surveys.answers(connection, form.form.pk)
    return [_filled_question(each, known) for each in form.questionnaire.to_answer]


def filled_question(services: Services, form: OpenForm, question_id: str) -> Filled:
    """Return a question with what is filled in.

    Raises:
        NotFound: the survey has no such question.
    """
    with reading(services.database) as connection:
        known = surveys.answers(connection, form.form.pk)
    return _filled_question(question_of(form, question_id), known)


def _filled_question(question: Question, known: Mapping[str, AnswerRecord]) -> Filled:
    never = AnswerRecord(question.id, 0, filling.empty(question), datetime.now(UTC), "")
    return Filled(question, known.get(question.id, never))


def question_of(form: OpenForm, question_id: str) -> Question:
    """Return a question of a form.

    Raises:
        NotFound: the survey has no such question.
    """
    found = {each.id: each for each in form.questionnaire.to_answer}.get(question_id)
    if found is None:
        raise NotFound(NO_SUCH_QUESTION)
    return found


def save_answer(
    services: Services,
    form: OpenForm,
    question_id: str,
    content: Mapping[str, Any],
    based_on: int,
) -> Filled:
    """Save what is filled in for a question, as it is; what nobody has changed stays as it was.

    Raises:
        NotFound: the survey has no such question.
        SavedMeanwhile: somebody else has saved it since version `based_on`.
    """
    before = filled_question(services, form, question_id)
    if content == before.answer.content:
        return before
    with writing(services.database) as unit:
        saved = surveys.save(unit, form.form.pk, question_id, content, based_on, form.actor)
    if saved is None:
        raise SavedMeanwhile(filled_question(services, form, question_id))
    return Filled(before.question, saved)


class Offered(NamedTuple):
    """A link that the words of an example suggest; `id` is field and value: "goals:12"."""

    id: str
    field: str
    vocabulary: str
    value: str
    kept: bool


def offered_links(services: Services, example: Mapping[str, Any]) -> list[Offered]:
    """Return the links that an example gets unless somebody drops them; nothing is stored."""
    text = "\n".join(filter(None, (example["title"], example["what"], example["result"])))
    dropped: Sequence[str] = example["dropped"]
    return [
        Offered(
            f"{field}:{value}",
            field,
            VOCABULARY_OF[field],
            value,
            f"{field}:{value}" not in dropped,
        )
        for field, values in prefilled(suggestions_for(services, text)).items()
        for value in values
    ]
