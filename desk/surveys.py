"""Surveys by form, for curators: opened, links given out, who has answered, and closed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from urllib.parse import quote, urlencode
from uuid import UUID

from flask import request as http
from werkzeug.wrappers import Response

from app.entries.provenance import HARVEST
from app.errors import Conflict, InvalidContent
from app.surveys.calendar import today
from app.surveys.gathered import answered_in, read_answered, surveys_to_gather
from app.surveys.links import make_links, revoke_link
from app.surveys.opening import (
    OpenedSurvey,
    change_day,
    close_survey,
    get_survey,
    list_surveys,
    open_survey,
)
from desk.access import caller, home, services
from desk.flash import redirect_with_message
from desk.forms import text_of
from desk.pages import county_name, page
from desk.routes import Routes
from desk.survey_map import county_statuses, grouped
from web.language import gettext, language, marked
from web.wording import InLanguage, day

routes = Routes()
PATH = "enkater"
USUAL = timedelta(days=52)
"""How long a survey is open unless somebody says otherwise; that of 2018 was."""
FIELDS = {"/questionnaire": "questionnaire", "/year": "year", "/closesOn": "closes"}
STATES = InLanguage(
    {
        "waiting": marked("inte påbörjat"),
        "begun": marked("påbörjat"),
        "sent": marked("skickat"),
        "changed": marked("skickat, ändrat sedan dess"),
    }
)


@routes.get(f"/{PATH}", HARVEST)
def surveys_page() -> Response:
    """List surveys, with a form to open one."""
    return _list({}, [])


@routes.post(f"/{PATH}", HARVEST)
def send_survey() -> Response:
    """Open a survey."""
    given = {name: text_of(name) for name in FIELDS.values()}
    year = given["year"]
    number = int(year) if year.isascii() and year.isdigit() and len(year) < 6 else None  # noqa: PLR2004
    try:
        survey_id = open_survey(
            services(), caller(), given["questionnaire"], number, given["closes"]
        )
    except InvalidContent as error:
        faults = [(FIELDS[each.parameter], each.message.text(language())) for each in error.issues]
        return _list(given, faults)
    except Conflict as error:
        return _list(given, [("year", error.message.text(language()))])
    return redirect_with_message(
        home(f"{PATH}/{survey_id}"), gettext("Enkäten är öppnad. Skapa länkar till länen.")
    )


def _list(given: dict[str, str], faults: list[tuple[str, str]]) -> Response:
    usual = {"year": str(today().year), "closes": (today() + USUAL).isoformat()}
    return page(
        "desk/surveys.html",
        422 if faults else 200,
        surveys=list_surveys(services()),
        questionnaires=surveys_to_gather(),
        given={**usual, **given},
        faults=faults,
    )


@routes.get(f"/{PATH}/<uuid:survey_id>", HARVEST)
def survey_page(survey_id: UUID) -> Response:
    """Show how far each county has come, and what can be done."""
    return _survey(get_survey(services(), str(survey_id)))


def _survey(
    survey: OpenedSurvey, faults: Sequence[tuple[str, str]] = (), *, closing: bool = False
) -> Response:
    record = survey.record
    answered = answered_in(read_answered(services()), record.questionnaire, record.year)
    return page(
        "desk/survey.html",
        422 if faults else 200,
        survey=survey,
        record=record,
        rows=[(each, answered.get(each.record.county)) for each in survey.forms],
        answered=len(answered),
        without_link=sum(each.record.link_id is None for each in survey.forms),
        drawn=county_statuses(survey, answered),
        groups=grouped(survey, answered),
        states=STATES,
        reminder=_reminder(survey),
        reminder_mail=_mail(survey, _reminder(survey)),
        waiting=len(_waiting(survey, answered)),
        faults=list(faults),
        closing=closing,
    )


def _reminder(survey: OpenedSurvey) -> str:
    """Return a text to send to those who have not answered, in the language of the page."""
    return gettext(
        "Hej! Vi har inte fått ert svar på enkäten ”%(title)s”. Öppna den med länken som ni har"
        " fått. Det ni har fyllt i är sparat, och ni kan svara till och med %(day)s. Hör av er om"
        " ni behöver en ny länk."
    ) % {"title": survey.questionnaire.title, "day": day(survey.record.closes_on)}


def _mail(survey: OpenedSurvey, text: str) -> str:
    """Return the address that opens a mail to send; the program for mail has the receivers."""
    subject = f"{survey.questionnaire.title}, {survey.record.year}"
    return f"mailto:?{urlencode({'subject': subject, 'body': text}, quote_via=quote)}"


def _letter(survey: OpenedSurvey, link: str) -> str:
    """Return what a county gets with its link."""
    return gettext(
        "Hej! Här är er länk till enkäten ”%(title)s”:\n\n%(link)s\n\nDen är bara till för ert län,"
        " och den som har länken kan läsa och ändra svaret. En länk som ni har fått tidigare gäller"
        " inte längre, men det ni har fyllt i finns kvar. Ni kan svara till och med %(day)s."
    ) % {
        "title": survey.questionnaire.title,
        "link": link,
        "day": day(survey.record.closes_on),
    }


@routes.post(f"/{PATH}/<uuid:survey_id>/lankar", HARVEST)
def send_form_links(survey_id: UUID) -> Response:
    """Make links, which are shown here and nowhere else.

    That of a county, new ones for those that have not answered, or those of all that have none.
    """
    county = text_of("county")
    counties = [county] if county else []
    if "waiting" in http.form:
        survey = get_survey(services(), str(survey_id))
        answered = answered_in(
            read_answered(services()), survey.record.questionnaire, survey.record.year
        )
        counties = _waiting(survey, answered)
        if not counties:
            return redirect_with_message(
                home(f"{PATH}/{survey_id}"), gettext("Alla län har svarat.")
            )
    made = make_links(services(), caller(), str(survey_id), counties)
    if not made:
        return redirect_with_message(home(f"{PATH}/{survey_id}"), gettext("Alla län har en länk."))
    survey = get_survey(services(), str(survey_id))
    return page(
        "desk/survey_links.html",
        survey=survey,
        record=survey.record,
        made=[
            (
                each.county,
                county_name(each.county),
                each.link,
                _mail(survey, _letter(survey, each.link)),
            )
            for each in made
        ],
        together="\n".join(f"{county_name(each.county)}\t{each.link}" for each in made),
    )


def _waiting(survey: OpenedSurvey, answered: Collection[str]) -> list[str]:
    """Return the counties that have not answered."""
    return [
        each.record.county
        for each in survey.forms
        if each.record.county not in answered and each.record.sent_at is None
    ]


@routes.post(f"/{PATH}/<uuid:survey_id>/aterkalla", HARVEST)
def revoke_county_link(survey_id: UUID) -> Response:
    """Let the link of a county open nothing any more."""
    county = text_of("county")
    revoke_link(services(), caller(), str(survey_id), county)
    sentence = gettext("Länken till %s är återkallad.") % county_name(county)
    return redirect_with_message(home(f"{PATH}/{survey_id}"), sentence)


@routes.post(f"/{PATH}/<uuid:survey_id>/dag", HARVEST)
def send_day(survey_id: UUID) -> Response:
    """Set the last day for answers."""
    try:
        change_day(services(), caller(), str(survey_id), text_of("closes"))
    except InvalidContent as error:
        faults = [("closes", each.message.text(language())) for each in error.issues]
        return _survey(get_survey(services(), str(survey_id)), faults)
    return redirect_with_message(home(f"{PATH}/{survey_id}"), gettext("Sista dagen är ändrad."))


@routes.post(f"/{PATH}/<uuid:survey_id>/stang", HARVEST)
def send_closing(survey_id: UUID) -> Response:
    """Take no more answers, if that was ticked."""
    if http.form.get("sure") != "yes":
        return _survey(get_survey(services(), str(survey_id)), closing=True)
    close_survey(services(), caller(), str(survey_id))
    return redirect_with_message(home(f"{PATH}/{survey_id}"), gettext("Enkäten är stängd."))
