"""A county's form read through, sent, and what it has sent to keep."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask import redirect
from werkzeug.wrappers import Response

from app.errors import Conflict, InvalidContent
from app.surveys.answering import filled_form
from app.surveys.links import OpenForm
from app.surveys.sending import receipt, send_form
from desk.access import home, services
from desk.routes import Routes
from desk.survey_pages import PATH, count_saving, links_of, opened, page_of_form
from web.language import language

routes = Routes()
SENDING = 60
"""As how many savings sending counts."""


@routes.open_get(f"/{PATH}/<uuid:form_id>/granska")
def preview_page(form_id: UUID) -> Response:
    """Show all that is sent, before it is."""
    return _preview(opened(form_id))


def _preview(form: OpenForm, faults: Sequence[tuple[str, str]] = (), status: int = 200) -> Response:
    filled = filled_form(services(), form)
    return page_of_form(
        "desk/survey_preview.html",
        form,
        status,
        filled=filled,
        faults=faults,
        personal=[(each, note) for each in filled for note in each.personal],
        sent=receipt(services(), form),
        links_of=links_of,
    )


@routes.open_post(f"/{PATH}/<uuid:form_id>/skicka")
def send_answers(form_id: UUID) -> Response:
    """Send what is filled in; sent again it corrects what was sent before."""
    form = opened(form_id)
    count_saving(form, SENDING)
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
    form = opened(form_id)
    sent = receipt(services(), form)
    if sent is None:
        return redirect(home(f"{PATH}/{form.form.id}"), 303)
    questions = {each.id: each for each in form.questionnaire.to_answer}
    answers = [(questions[each], content) for each, content in sent.answers.items()]
    return page_of_form("desk/survey_receipt.html", form, sent=sent, answers=answers)
