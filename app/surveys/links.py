"""Secret links to counties' forms: made, made anew, revoked, and who may open a form."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from app.accounts.callers import NOBODY
from app.accounts.secrets import FORM, is_of, keyed_hash, new_credential, read_credential
from app.availability import reading, writing
from app.errors import Conflict, ExempelbankenError, Message
from app.surveys.opening import CLOSED, get_survey, is_open, record
from catalogue import ledger, surveys
from seed.questionnaires import questionnaire

if TYPE_CHECKING:
    from collections.abc import Collection

    from app.accounts.access import Actor
    from app.wiring import Services
    from catalogue.surveys import FormRecord, SurveyRecord
    from seed.questionnaires import Questionnaire

PATH = "redaktion/enkat/lank"
"""Where the link leads, before its secret."""


@dataclass(frozen=True, slots=True)
class FormLink:
    """A new link; its secret is here and nowhere else."""

    county: str
    link: str = field(repr=False)


class NoForm(ExempelbankenError):
    """The form cannot be opened, by this link or without one; the reason is not given."""

    def __init__(self) -> None:
        super().__init__(
            Message(
                sv="Formuläret går inte att öppna. Öppna det med länken som ni har fått. Går det"
                " inte ändå, så har enkäten stängt eller länken ersatts: be den som skickade den om"
                " en ny.",
                en="The form cannot be opened. Open it with the link that you were given. If that"
                " does not help, the survey has closed or the link has been replaced: ask whoever"
                " sent it for a new one.",
            )
        )


class OpenForm(NamedTuple):
    """A form that somebody has opened; `actor` is how the log names them: no person."""

    form: FormRecord
    survey: SurveyRecord
    actor: str

    @property
    def questionnaire(self) -> Questionnaire:
        """Its questions."""
        return questionnaire(self.survey.questionnaire)


def make_links(
    services: Services, actor: Actor, survey_id: str, counties: Collection[str] = ()
) -> list[FormLink]:
    """Make links for counties, or for all that have none; those before open nothing any more.

    Raises:
        NotFound: there is no such survey or county.
        Conflict: the survey is closed.
    """
    found = get_survey(services, survey_id)
    if not found.is_open:
        raise Conflict(CLOSED)
    forms = [found.form_of(each).record for each in counties] or [
        each.record for each in found.forms if each.record.link_id is None
    ]
    made = []
    with writing(services.database) as unit:
        for form in forms:
            credential = new_credential(FORM)
            credential_hash = keyed_hash(services.settings, credential)
            surveys.set_link(unit, form.pk, credential.id, credential_hash, actor.name)
            record(unit, ledger.CREATE_FORM_LINK, actor, survey_id, form.county)
            link = f"{services.settings.public_url}/{PATH}/{credential.text}"
            made.append(FormLink(form.county, link))
    return made


def revoke_link(services: Services, actor: Actor, survey_id: str, county: str) -> None:
    """Let the link of a county open nothing any more.

    Raises:
        NotFound: there is no such survey or county.
    """
    form = get_survey(services, survey_id).form_of(county).record
    with writing(services.database) as unit:
        surveys.revoke_link(unit, form.pk)
        record(unit, ledger.REVOKE_FORM_LINK, actor, survey_id, county)


def form_of_link(services: Services, secret: str) -> OpenForm:
    """Return the form that a link opens.

    Raises:
        NoForm: it opens none (any more).
    """
    credential = read_credential(secret)
    if credential is None or credential.kind != FORM:
        raise NoForm
    with reading(services.database) as connection:
        form = surveys.form_by_link(connection, credential.id)
        survey = surveys.by_pk(connection, form.survey_pk) if form else None
    known = is_of(services.settings, credential, (form and form.link_hash) or NOBODY)
    if form is None or survey is None or not known or not is_open(survey):
        raise NoForm
    return OpenForm(form, survey, f"form:{form.id}")


def form_for(services: Services, form_id: str, secret: str, actor: Actor) -> OpenForm:
    """Return a form to who has its link, or writes for its county.

    Raises:
        NoForm: that is neither, or the survey is closed.
    """
    if secret:
        try:
            found = form_of_link(services, secret)
        except NoForm:
            found = None
        if found and found.form.id == form_id:
            return found
    if actor.county is None:
        raise NoForm
    with reading(services.database) as connection:
        form = surveys.form(connection, form_id)
        survey = surveys.by_pk(connection, form.survey_pk) if form else None
    if form is None or survey is None or form.county != actor.county or not is_open(survey):
        raise NoForm
    return OpenForm(form, survey, actor.name)


def forms_of_county(services: Services, county: str) -> list[OpenForm]:
    """Return the forms that a county can fill in now."""
    with reading(services.database) as connection:
        open_ones = {each.pk: each for each in surveys.all_of_them(connection) if is_open(each)}
        forms = surveys.forms_of(connection, list(open_ones))
    return [
        OpenForm(each, open_ones[each.survey_pk], "") for each in forms if each.county == county
    ]
