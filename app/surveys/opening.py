"""Surveys by form as curators meet them: opened in a year, answered until a day, closed."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy.exc import IntegrityError

from app.availability import reading, writing
from app.errors import Conflict, InvalidContent, Issue, Message, NotFound
from app.surveys.calendar import today
from catalogue import ledger, surveys
from record.lists import EARLIEST_YEAR, LATEST_YEAR
from seed.questionnaires import questionnaire, read_questionnaires

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

    from app.accounts.access import Actor
    from app.wiring import Services
    from catalogue.surveys import Filled, FormRecord, SurveyRecord
    from catalogue.unit import Unit
    from seed.questionnaires import Questionnaire

NO_SUCH_SURVEY = Message(sv="Det finns ingen sådan enkät.", en="There is no such survey.")
ALREADY_OPENED = Message(
    sv="Enkäten är redan öppnad för det året.", en="The survey has been opened for that year."
)
CLOSED = Message(sv="Enkäten är redan stängd.", en="The survey is closed already.")
NOT_A_YEAR = Message(sv="Skriv ett årtal med fyra siffror.", en="Give a year of four digits.")
NOT_AHEAD = Message(
    sv="Skriv en dag som inte har varit, ÅÅÅÅ-MM-DD.", en="Give a day to come, YYYY-MM-DD."
)


class CountyForm(NamedTuple):
    """A county's form, and how far it is filled in; None: not begun."""

    record: FormRecord
    filled: Filled | None

    @property
    def state(self) -> str:
        """One of `STATES`."""
        if self.record.sent_at is None:
            return "begun" if self.filled else "waiting"
        changed = self.filled and self.filled.saved_at > self.record.sent_at
        return "changed" if changed else "sent"


STATES = ("waiting", "begun", "sent", "changed")
"""Nothing is filled in, something is, it was sent, it was changed since."""


class OpenedSurvey(NamedTuple):
    """A survey with the forms of its counties."""

    record: SurveyRecord
    forms: tuple[CountyForm, ...]

    @property
    def questionnaire(self) -> Questionnaire:
        """Its questions."""
        return questionnaire(self.record.questionnaire)

    @property
    def is_open(self) -> bool:
        """Whether counties can answer."""
        return is_open(self.record)

    @property
    def sent(self) -> int:
        """How many counties have sent their answers."""
        return sum(each.record.sent_at is not None for each in self.forms)

    def form_of(self, county: str) -> CountyForm:
        """Return the form of a county.

        Raises:
            NotFound: there is no such county.
        """
        found = next((each for each in self.forms if each.record.county == county), None)
        if found is None:
            raise NotFound(NO_SUCH_SURVEY)
        return found


def is_open(record: SurveyRecord) -> bool:
    """Return whether a survey can be answered: until its last day has ended in Sweden."""
    return record.closed_at is None and today().isoformat() <= record.closes_on


def open_survey(
    services: Services, actor: Actor, questionnaire_id: str, year: int | None, closes_on: str
) -> str:
    """Open a survey for all counties; return its id.

    Raises:
        InvalidContent: with every fault.
        Conflict: it has been opened for that year.
    """
    known = [each.id for each in read_questionnaires()]
    issues = [*_faults_of_year(year), *_faults_of_day(closes_on)]
    if questionnaire_id not in known:
        issues.append(
            Issue("/questionnaire", "unknown-value", NO_SUCH_SURVEY, questionnaire_id, tuple(known))
        )
    if issues:
        raise InvalidContent(issues)
    counties = [each.id for each in services.vocabularies.concepts("counties")]
    values = {
        "questionnaire": questionnaire_id,
        "year": year,
        "closes_on": closes_on,
        "opened_by": actor.name,
    }
    try:
        with writing(services.database) as unit:
            survey_id = surveys.create(unit, values, counties)
            record(unit, ledger.OPEN_SURVEY, actor, survey_id)
    except IntegrityError as error:
        raise Conflict(ALREADY_OPENED) from error
    return survey_id


def _faults_of_year(year: int | None) -> list[Issue]:
    fits = year is not None and EARLIEST_YEAR <= year <= LATEST_YEAR
    return [] if fits else [Issue("/year", "out-of-range", NOT_A_YEAR)]


def _faults_of_day(day: str) -> list[Issue]:
    try:
        fits = date.fromisoformat(day).isoformat() == day >= today().isoformat()
    except ValueError:
        fits = False
    return [] if fits else [Issue("/closesOn", "not-date", NOT_AHEAD, day)]


def change_day(services: Services, actor: Actor, survey_id: str, closes_on: str) -> None:
    """Set the last day for answers; a survey that has ended is open again.

    Raises:
        NotFound: there is no such survey.
        InvalidContent: the day has been.
        Conflict: what was filled in is deleted.
    """
    if issues := _faults_of_day(closes_on):
        raise InvalidContent(issues)
    with writing(services.database) as unit:
        found = survey_of(unit.connection, survey_id)
        if found.forgotten_at is not None:
            raise Conflict(CLOSED)
        surveys.change(unit, found.pk, closes_on=closes_on, closed_at=None)
        record(unit, ledger.CHANGE_SURVEY, actor, survey_id)


def close_survey(services: Services, actor: Actor, survey_id: str) -> None:
    """Take no more answers, before the last day.

    Raises:
        NotFound: there is no such survey.
        Conflict: it is closed.
    """
    with writing(services.database) as unit:
        found = survey_of(unit.connection, survey_id)
        if not is_open(found):
            raise Conflict(CLOSED)
        surveys.change(unit, found.pk, closed_at=unit.now)
        record(unit, ledger.CLOSE_SURVEY, actor, survey_id)


def list_surveys(services: Services) -> list[OpenedSurvey]:
    """Return all surveys, the newest first."""
    with reading(services.database) as connection:
        return _with_forms(connection, surveys.all_of_them(connection))


def get_survey(services: Services, survey_id: str) -> OpenedSurvey:
    """Return a survey.

    Raises:
        NotFound: there is no such survey.
    """
    with reading(services.database) as connection:
        (found,) = _with_forms(connection, [survey_of(connection, survey_id)])
        return found


def _with_forms(connection: Connection, records: Sequence[SurveyRecord]) -> list[OpenedSurvey]:
    forms = surveys.forms_of(connection, [each.pk for each in records])
    filled = surveys.filled(connection, [each.pk for each in forms])
    return [
        OpenedSurvey(
            each,
            tuple(
                CountyForm(form, filled.get(form.pk)) for form in forms if form.survey_pk == each.pk
            ),
        )
        for each in records
    ]


def survey_of(connection: Connection, survey_id: str) -> SurveyRecord:
    """Return a survey's record.

    Raises:
        NotFound: there is no such survey.
    """
    found = surveys.get(connection, survey_id)
    if found is None:
        raise NotFound(NO_SUCH_SURVEY)
    return found


def record(
    unit: Unit, action: str, actor: Actor, survey_id: str, reason: str | None = None
) -> None:
    """Tell the audit what was done with a survey."""
    subject = f"survey:{survey_id}"
    unit.record(ledger.event_without_entry(action, actor.name, subject, reason=reason))
