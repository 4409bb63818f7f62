"""The form for tips about a missing example; tips reach the desk as drafts."""

from __future__ import annotations

from collections.abc import Callable
from secrets import token_urlsafe

from flask import Blueprint, make_response, render_template
from flask import request as http
from werkzeug.wrappers import Response

from app.errors import InvalidContent, Issue
from app.forms import form_token
from app.tips import FORM, Tip, take_tip
from app.wiring import Services
from edge.limits import CallLimit
from record.filters import NATIONAL
from web.caching import NO_STORE
from web.forms import Faults, form_page, handle_submission, sent
from web.language import gettext, home, language
from web.wording import TITLES

PATH = "tipsa"
FIELDS = ("title", "summary", "kind", "county", "url")


def tip_page(services: Services, calls: Callable[[], CallLimit]) -> Blueprint:
    """Make the routes; `calls` counts what one address sends in a minute."""
    routes = Blueprint("tips", __name__)

    @routes.get(f"/{PATH}")
    def form() -> Response:
        return _form(services, {}, [])

    @routes.post(f"/{PATH}")
    def send() -> Response:
        given = sent(FIELDS)
        return handle_submission(
            calls(),
            lambda: take_tip(services, _tip(services, given), http.form.get("token", "")),
            _faults,
            lambda faults: _form(services, given, faults),
            f"{home()}{PATH}/tack",
        )

    @routes.get(f"/{PATH}/tack")
    def thanks() -> Response:
        return make_response(render_template("tip_thanks.html"), NO_STORE)

    return routes


def _tip(services: Services, given: dict[str, str]) -> Tip:
    counties = [each.id for each in services.vocabularies.concepts("counties")]
    chosen = tuple(counties) if given["county"] == NATIONAL else (given["county"],)
    return Tip(
        kind=given["kind"],
        title=given["title"],
        summary=given["summary"],
        counties=tuple(filter(None, chosen)),
        url=given["url"],
    )


def _faults(error: InvalidContent) -> Faults:
    """Return field of the form and what is wrong with it, for every fault of a draft."""
    fields = {"counties": "county", "source": "url"}
    return [
        (fields.get(part, part), _fault_sentence(part, each))
        for each in error.issues
        if each.parameter != "/source/title"  # the title again, whose fault stands at its field
        for part in (each.parameter.strip("/").partition("/")[0],)
    ]


def _fault_sentence(part: str, issue: Issue) -> str:
    """Say what is wrong; the one fault of a list of choices is that none was made."""
    choices = {"counties": gettext("Välj län"), "kind": gettext("Välj typ av exempel")}
    return choices.get(part) or issue.message.text(language())


def _form(services: Services, given: dict[str, str], faults: Faults) -> Response:
    names = {
        "title": gettext("Rubrik"),
        "summary": gettext("Vad gör de, och hur?"),
        "kind": TITLES["kind"],
        "county": TITLES["county"],
        "url": gettext("Adress till en webbsida om det"),
    }
    return form_page(
        "tip.html",
        names,
        given,
        faults,
        address=f"{home()}{PATH}",
        counties=services.vocabularies.values("county", language()),
        kinds=services.vocabularies.values("kind", language()),
        token=form_token(services.settings, FORM, token_urlsafe(12)),
    )
