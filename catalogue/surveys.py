"""Surveys by form, among the rows: the counties' forms, their links, and what is filled in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import and_, delete, exists, func, insert, or_, select, update

from catalogue.identifiers import uuid7
from catalogue.tables import AnswerForm, FormAnswer, Survey

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

    from catalogue.unit import Unit


@dataclass(frozen=True, slots=True)
class SurveyRecord:
    """A survey as it stands; see `catalogue.tables.surveys`."""

    pk: int
    id: str
    questionnaire: str
    year: int
    closes_on: str
    opened_by: str
    opened_at: datetime
    closed_at: datetime | None
    forgotten_at: datetime | None


@dataclass(frozen=True, slots=True)
class FormRecord:
    """A county's form as it stands; see `catalogue.tables.surveys`."""

    pk: int
    id: str
    survey_pk: int
    county: str
    link_id: str | None
    link_hash: str | None
    link_made_at: datetime | None
    sent_at: datetime | None
    sent_mark: str | None
    reply_id: str | None


@dataclass(frozen=True, slots=True)
class AnswerRecord:
    """What is filled in for a question; see `catalogue.tables.surveys`."""

    question: str
    version: int
    content: Mapping[str, Any]
    saved_at: datetime
    saved_by: str


class Filled(NamedTuple):
    """How many questions of a form somebody has filled in, and when that was last done."""

    questions: int
    saved_at: datetime


_SURVEY = tuple(getattr(Survey, name) for name in SurveyRecord.__dataclass_fields__)
_FORM = tuple(getattr(AnswerForm, name) for name in FormRecord.__dataclass_fields__)
_ANSWER = tuple(getattr(FormAnswer, name) for name in AnswerRecord.__dataclass_fields__)
_NO_LINK = {"link_id": None, "link_hash": None, "link_made_at": None, "link_made_by": None}


def create(unit: Unit, values: Mapping[str, Any], counties: Sequence[str]) -> str:
    """Keep a new survey with an empty form for each county; return its id."""
    survey_id = uuid7()
    row = {**values, "id": survey_id, "opened_at": unit.now}
    pk = unit.connection.execute(insert(Survey).values(row).returning(Survey.pk)).scalar_one()
    forms = [{"id": uuid7(), "survey_pk": pk, "county": county} for county in counties]
    unit.connection.execute(insert(AnswerForm), forms)
    return survey_id


def get(connection: Connection, survey_id: str) -> SurveyRecord | None:
    """Return the survey, if there is one."""
    row = connection.execute(select(*_SURVEY).where(Survey.id == survey_id)).first()
    return SurveyRecord(*row) if row else None


def by_pk(connection: Connection, pk: int) -> SurveyRecord:
    """Return the survey of a key within the database."""
    return SurveyRecord(*connection.execute(select(*_SURVEY).where(Survey.pk == pk)).one())


def all_of_them(connection: Connection) -> list[SurveyRecord]:
    """Return all surveys, the newest first."""
    rows = connection.execute(select(*_SURVEY).order_by(Survey.year.desc(), Survey.pk.desc()))
    return [SurveyRecord(*row) for row in rows]


def change(unit: Unit, pk: int, **values: object) -> None:
    """Change a survey."""
    unit.connection.execute(update(Survey).where(Survey.pk == pk).values(**values))


def forms_of(connection: Connection, survey_pks: Collection[int]) -> list[FormRecord]:
    """Return the forms of surveys, in the order of the counties."""
    of_survey = select(*_FORM).where(AnswerForm.survey_pk.in_(survey_pks))
    rows = connection.execute(of_survey.order_by(AnswerForm.county))
    return [FormRecord(*row) for row in rows]


def form(connection: Connection, form_id: str) -> FormRecord | None:
    """Return the form, if there is one."""
    return _find_form(connection, AnswerForm.id == form_id)


def form_by_link(connection: Connection, link_id: str) -> FormRecord | None:
    """Return the form that the link with this public id leads to, if any."""
    return _find_form(connection, AnswerForm.link_id == link_id)


def _find_form(connection: Connection, condition: ColumnElement[bool]) -> FormRecord | None:
    row = connection.execute(select(*_FORM).where(condition)).first()
    return FormRecord(*row) if row else None


def set_link(unit: Unit, pk: int, link_id: str, keyed_hash: str, actor: str) -> None:
    """Keep a new link to a form, in place of the one before."""
    made = {"link_made_at": unit.now, "link_made_by": actor}
    _change(unit, pk, link_id=link_id, link_hash=keyed_hash, **made)


def revoke_link(unit: Unit, pk: int) -> None:
    """Let no link lead to a form any more."""
    _change(unit, pk, **_NO_LINK)


def note_sent(unit: Unit, pk: int, mark: str, reply_id: str) -> None:
    """Note that what is filled in became a reply."""
    _change(unit, pk, sent_at=unit.now, sent_mark=mark, reply_id=reply_id)


def _change(unit: Unit, pk: int, **values: object) -> None:
    unit.connection.execute(update(AnswerForm).where(AnswerForm.pk == pk).values(**values))


def answers(connection: Connection, form_pk: int) -> dict[str, AnswerRecord]:
    """Return what is filled in, by question."""
    rows = connection.execute(select(*_ANSWER).where(FormAnswer.form_pk == form_pk))
    return {row.question: AnswerRecord(*row) for row in rows}


def filled(connection: Connection, form_pks: Collection[int]) -> dict[int, Filled]:
    """Return how far each of some forms is filled in; none that nobody has begun."""
    statement = (
        select(FormAnswer.form_pk, func.count(), func.max(FormAnswer.saved_at))
        .where(FormAnswer.form_pk.in_(form_pks))
        .group_by(FormAnswer.form_pk)
    )
    return {row[0]: Filled(row[1], row[2]) for row in connection.execute(statement)}


def save(  # noqa: PLR0913, PLR0917  what is saved, where, and on what it is based
    unit: Unit, form_pk: int, question: str, content: Mapping[str, Any], based_on: int, actor: str
) -> AnswerRecord | None:
    """Keep what was filled in for a question, which was in version `based_on` (0 = never saved).

    None: somebody else has saved it since.
    """
    values = {"content": content, "saved_at": unit.now, "saved_by": actor}
    if based_on == 0:
        existing = and_(FormAnswer.form_pk == form_pk, FormAnswer.question == question)
        # The form's row is the lock: PostgreSQL finds no row to lock that is not there yet.
        unit.connection.execute(
            select(AnswerForm.pk).where(AnswerForm.pk == form_pk).with_for_update()
        )
        if unit.connection.scalar(select(exists().where(existing))):
            return None
        row = {"form_pk": form_pk, "question": question, "version": 1, **values}
        unit.connection.execute(insert(FormAnswer).values(row))
        return AnswerRecord(question, 1, content, unit.now, actor)
    this = update(FormAnswer).where(
        FormAnswer.form_pk == form_pk,
        FormAnswer.question == question,
        FormAnswer.version == based_on,
    )
    changed = unit.connection.execute(this.values(version=based_on + 1, **values))
    if not changed.rowcount:
        return None
    return AnswerRecord(question, based_on + 1, content, unit.now, actor)


def to_forget(connection: Connection, before: datetime) -> list[SurveyRecord]:
    """Return surveys that ended before a time and still hold what was filled in."""
    ended = or_(Survey.closed_at < before, Survey.closes_on < before.date().isoformat())
    rows = connection.execute(select(*_SURVEY).where(ended, Survey.forgotten_at.is_(None)))
    return [SurveyRecord(*row) for row in rows]


def forget(unit: Unit, pk: int) -> None:
    """Delete what was filled in for a survey; who sent something, and when, stays."""
    of_survey = AnswerForm.survey_pk == pk
    forms = select(AnswerForm.pk).where(of_survey)
    unit.connection.execute(delete(FormAnswer).where(FormAnswer.form_pk.in_(forms)))
    unit.connection.execute(update(AnswerForm).where(of_survey).values(**_NO_LINK))
    change(unit, pk, forgotten_at=unit.now)
