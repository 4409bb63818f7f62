"""A county's form: opened by its secret link or by a contributor, filled in, sent.

Every page can be asked for by anybody; whether there is a form to see is decided by `_opened`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from flask import current_app, jsonify, redirect
from flask import request as http

from app.errors import Conflict, InvalidContent, Message, TooManyAttempts
from app.surveys.answering import (
    SavedMeanwhile,
    filled_form,
    filled_question,
    offered_links,
    question_of,
    save_answer,
)
from app.surveys.calendar import in_sweden, today
from app.surveys.filling import LONGEST, LONGEST_TEXT, MOST_EXAMPLES, filled_in
from app.surveys.links import form_for, form_of_link
from app.surveys.sending import receipt, send_form
from desk.access import caller, cookie, home, services, set_cookie
from desk.flash import told
from desk.pages import page
from desk.routes import Routes
from edge.limits import CallLimit
from web.language import gettext, language, marked
from web.wording import InLanguage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from flask import Flask
    from werkzeug.wrappers import Response

    from app.settings import Settings
    from app.surveys.answering import Filled
    from app.surveys.filling import Note
    from app.surveys.links import OpenForm

routes = Routes()
PATH = COOKIE = "enkat"
MOST_SAVED = 60
"""How often a form may be saved in a minute; sending counts as `SENDING` times."""
SENDING = 20
PERIODS = InLanguage(
    {"planned": marked("Planeras"), "ongoing": marked("Pågår"), "ended": marked("Avslutat")}
)
ANSWERS = InLanguage({"ja": marked("Ja"), "nej": marked("Nej")})


class TooManySaves(TooManyAttempts):
    """The form was saved or sent more often than people do."""

    def __init__(self, retry_after: int) -> None:
        super().__init__(retry_after)
        self.message = Message(
            sv="Formuläret har sparats eller skickats många gånger den senaste minuten. Vänta en"
            " minut och försök igen. Det som var sparat finns kvar.",
            en="The form has been saved or sent many times in the last minute. Wait a minute and"
            " try again. What was saved is still there.",
        )


def limit_saves(flask_app: Flask, settings: Settings) -> None:
    """Let an app count how often forms are saved; all apps of a host count together."""
    path = settings.data / "run" / "survey-forms"
    flask_app.extensions["saves"] = CallLimit(path, settings.secret_key, MOST_SAVED)


def _count(form: OpenForm, count: int = 1) -> None:
    limit: CallLimit = current_app.extensions["saves"]
    allowance = limit.take(form.form.id, count=count)
    if allowance.exceeded:
        raise TooManySaves(allowance.seconds_left)


def _opened(form_id: UUID) -> OpenForm:
    """Return the form to who may fill it in.

    Raises:
        NoForm: nobody else is told whether there is one.
    """
    return form_for(services(), str(form_id), cookie(COOKIE), caller())


def clock(moment: datetime) -> str:
    """Return the time in Sweden, with the day unless that is today."""
    local = in_sweden(moment)
    return f"{local:%H:%M}" if local.date() == today() else f"{local:%Y-%m-%d %H:%M}"


@routes.open_get(f"/{PATH}/lank/<secret>")
def open_link(secret: str) -> Response:
    """Remember a secret link in the browser until it is closed, and lead away from its address.

    No page is shown there, so the secret is in no Referer and no history of pages.
    """
    form = form_of_link(services(), secret)
    response = redirect(home(f"{PATH}/{form.form.id}"), 303)
    set_cookie(response, COOKIE, secret)
    return response


@routes.open_get(f"/{PATH}/<uuid:form_id>")
def form_page(form_id: UUID) -> Response:
    """List the questions, with what is answered."""
    form = _opened(form_id)
    filled = filled_form(services(), form)
    return _page("desk/survey_tasks.html", form, filled=filled, sent=receipt(services(), form))


@routes.open_get(f"/{PATH}/<uuid:form_id>/fraga/<question>")
def question_page(form_id: UUID, question: str) -> Response:
    """Show a question with what is filled in."""
    form = _opened(form_id)
    return _question(form, filled_question(services(), form, question))


@routes.open_post(f"/{PATH}/<uuid:form_id>/fraga/<question>")
def send_answer(form_id: UUID, question: str) -> Response:
    """Save what is filled in, and go on as the button says; a script only saves."""
    form = _opened(form_id)
    _count(form)
    asked = question_of(form, question)
    step = http.form.get("do", "")
    content = _stepped(filled_in(asked, _given()), step)
    version = http.form.get("version", "", type=str)
    based_on = int(version) if version.isascii() and version.isdigit() and len(version) < 9 else 0  # noqa: PLR2004
    try:
        saved = save_answer(services(), form, question, content, based_on)
    except SavedMeanwhile as error:
        if step == "auto":
            return _json({"conflict": error.message.text(language())}, 409)
        mine = error.current._replace(answer=replace(error.current.answer, content=content))
        return _question(form, mine, theirs=error.current)
    if step == "auto":
        return _json(_state(saved), 200)
    return _onward(form, saved, step)


def _json(found: Mapping[str, Any], status: int) -> Response:
    response = jsonify(found)
    response.status_code = status
    return response


def _given() -> dict[str, str | list[str]]:
    """Return what a form brought, as `app.surveys.filling` takes it."""
    several = ("sector", "keep-", "shown-")
    return {
        name: http.form.getlist(name) if name.startswith(several) else value
        for name, value in http.form.items()
    }


def _stepped(content: dict[str, Any], step: str) -> dict[str, Any]:
    """Return what a button makes of examples: removed ones are marked, and can be taken back."""
    does, _, place = step.partition("-")
    examples = content.get("examples", [])
    if does in {"remove", "restore"} and place.isascii() and place.isdigit() and len(place) < 4:  # noqa: PLR2004
        for each in examples[int(place) : int(place) + 1]:
            each["removed"] = does == "remove"
    return content


def _onward(form: OpenForm, saved: Filled, step: str) -> Response:
    """Go where a button leads; with faults the question is shown again, though it is saved."""
    does, _, place = step.partition("-")
    here = f"{PATH}/{form.form.id}/fraga/{saved.question.id}"
    sentence = gettext("Sparat %(time)s.") % {"time": clock(saved.answer.saved_at)}
    if does == "next":
        if saved.faults:
            return _question(form, saved, faults=saved.faults)
        ids = [each.id for each in form.questionnaire.to_answer]
        after = ids[ids.index(saved.question.id) + 1 :]
        path = f"fraga/{after[0]}" if after else "granska"
        return told(home(f"{PATH}/{form.form.id}/{path}"), sentence)
    if does == "add":
        return told(
            f"{home(here)}?till=1#exempel-{len(saved.answer.content['examples'])}", sentence
        )
    return told(f"{home(here)}{f'#exempel-{place}' if place.isdigit() else ''}", sentence)


def _question(
    form: OpenForm, filled: Filled, faults: Sequence[Note] = (), theirs: Filled | None = None
) -> Response:
    """Show a question: with faults, or beside what somebody else has saved meanwhile."""
    content = dict(filled.answer.content)
    if "examples" in content:
        more = "till" in http.args or not content["examples"]
        blank = filled_in(filled.question, {"count": "1"})["examples"] if more else []
        content["examples"] = [*content["examples"], *blank][:MOST_EXAMPLES]
    ids = [each.id for each in form.questionnaire.to_answer]
    at = ids.index(filled.question.id)
    return _page(
        "desk/survey_question.html",
        form,
        409 if theirs else 422 if faults else 200,
        filled=filled,
        question=filled.question,
        content=content,
        version=filled.answer.version,
        faults=[(each.field, each.message.text(language())) for each in faults],
        notes=_notes(filled),
        links=[_links(each) for each in content.get("examples", ())],
        theirs=theirs,
        number=at + 1,
        all=len(ids),
        before=ids[at - 1] if at else None,
        longest={**LONGEST, "text": LONGEST_TEXT},
        most=MOST_EXAMPLES,
    )


def _notes(filled: Filled) -> dict[str, list[str]]:
    """Return field -> what looks like personal data in it."""
    found: dict[str, list[str]] = {}
    for each in filled.personal:
        found.setdefault(each.field, []).append(each.message.text(language()))
    return found


def _links(example: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the links that an example is offered, as a page names them."""
    return [
        {
            "id": each.id,
            "label": services().vocabularies.name(each.vocabulary, each.value, language()),
            "number": each.value if each.field in {"goals", "targets", "objectives"} else "",
            "kept": each.kept,
        }
        for each in offered_links(services(), example)
    ]


def _state(saved: Filled) -> dict[str, Any]:
    """Return what a script shows of what was saved."""
    return {
        "version": saved.answer.version,
        "saved": gettext("Sparat %(time)s.") % {"time": clock(saved.answer.saved_at)},
        "notes": _notes(saved),
        "links": [_links(each) for each in saved.answer.content.get("examples", ())],
    }


@routes.open_get(f"/{PATH}/<uuid:form_id>/granska")
def preview_page(form_id: UUID) -> Response:
    """Show all that is sent, before it is."""
    return _preview(_opened(form_id))


def _preview(form: OpenForm, faults: Sequence[tuple[str, str]] = (), status: int = 200) -> Response:
    filled = filled_form(services(), form)
    return _page(
        "desk/survey_preview.html",
        form,
        status,
        filled=filled,
        faults=faults,
        personal=[(each, note) for each in filled for note in each.personal],
        sent=receipt(services(), form),
    )


@routes.open_post(f"/{PATH}/<uuid:form_id>/skicka")
def send_answers(form_id: UUID) -> Response:
    """Send what is filled in; sent again it corrects what was sent before."""
    form = _opened(form_id)
    _count(form, SENDING)
    try:
        send_form(services(), form)
    except InvalidContent as error:
        faults = [
            (f"{PATH}/{form.form.id}/fraga/{question}#{field}", each.message.text(language()))
            for each in error.issues
            for _, question, field in (each.parameter.split("/"),)
        ]
        return _preview(form, faults, 422)
    except Conflict as error:
        return _preview(form, [("", error.message.text(language()))], 409)
    return redirect(home(f"{PATH}/{form.form.id}/kvitto"), 303)


@routes.open_get(f"/{PATH}/<uuid:form_id>/kvitto")
def receipt_page(form_id: UUID) -> Response:
    """Show what was sent, to keep or print."""
    form = _opened(form_id)
    sent = receipt(services(), form)
    if sent is None:
        return redirect(home(f"{PATH}/{form.form.id}"), 303)
    asked = {each.id: each for each in form.questionnaire.to_answer}
    answers = [(asked[each], content) for each, content in sent.answers.items()]
    return _page("desk/survey_receipt.html", form, sent=sent, answers=answers)


def _page(template: str, form: OpenForm, status: int = 200, **names: object) -> Response:
    county = services().vocabularies.label("county", form.form.county, language())
    own = {
        "form": form,
        "county": county,
        "survey": form.questionnaire,
        "way": f"{PATH}/{form.form.id}",
        "clock": clock,
        "periods": PERIODS,
        "choices": ANSWERS,
        "sector_names": _sector_names(),
    }
    return page(template, status, **{**own, **names})


def _sector_names() -> dict[str, str]:
    return {
        each.id: services().vocabularies.name("sectors", each.id, language())
        for each in services().vocabularies.concepts("sectors")
    }
