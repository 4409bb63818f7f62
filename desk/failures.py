"""Errors at the desk as pages that say what to do; nothing that was sent is lost without a word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import jsonify, make_response, redirect
from flask import request as http
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from app.availability import unavailability
from app.errors import (
    Conflict,
    EntryWithdrawn,
    ExempelbankenError,
    InvalidContent,
    InvalidQuery,
    NotAllowed,
    NotFound,
    SignInFailed,
    SignInNeeded,
    TooManyAttempts,
    Unavailable,
    VersionMismatch,
)
from app.surveys.links import NoForm
from desk.access import home
from desk.flash import redirect_with_message
from desk.forms import ForeignForm, way_on
from desk.pages import address_of_sign_in, page
from desk.resubmit import sent_in_vain, sign_in_form
from edge.logs import tell_unforeseen
from edge.refusals import Refusal
from web.failures import SENTENCES, UNFORESEEN
from web.language import gettext, language, marked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Blueprint
    from werkzeug.wrappers import Response

    from app.errors import Issue

SIGN_IN_FIRST = marked("Logga in först. Det du skickade är inte sparat.")
HEADINGS: dict[type[ExempelbankenError], tuple[int, str]] = {
    NotAllowed: (403, marked("Det får du inte göra")),
    NotFound: (404, marked("Sidan finns inte")),
    NoForm: (404, marked("Formuläret går inte att öppna")),
    EntryWithdrawn: (410, marked("Exemplet är tillbakadraget")),
    VersionMismatch: (409, marked("Någon annan hann före")),
    Conflict: (409, marked("Det går inte just nu")),
    InvalidContent: (422, marked("Något behöver rättas")),
    InvalidQuery: (400, marked("Adressen går inte att tolka")),
    SignInFailed: (401, marked("Inloggningen misslyckades")),
    TooManyAttempts: (429, marked("För många försök")),
    ForeignForm: (400, marked("Ingenting är ändrat")),
    Unavailable: (503, marked("Katalogen svarar inte just nu")),
}
"""Kind of error -> status and heading; the error itself says what to do."""
CHANGED_MEANWHILE = marked(
    "Någon annan har ändrat det här sedan du öppnade sidan. Ingenting är sparat. Gå tillbaka, läs"
    " om sidan och gör om det du ville."
)

NO_LONGER = marked(
    "Inget är sparat, för formuläret går inte att öppna längre: länken har ersatts, enkäten har"
    " stängt eller inloggningen har gått ut. Kopiera det ni har skrivit, öppna formuläret med den"
    " senaste länken eller logga in, och klistra in det. Har ni ingen ny länk, så be den som"
    " skickade den om en."
)
"""To whoever had the form open: nobody else sends it."""


def show_failures(blueprint: Blueprint) -> None:
    """Give each error its page."""
    blueprint.register_error_handler(SignInNeeded, _sign_in)
    blueprint.register_error_handler(ExempelbankenError, _expected)
    blueprint.register_error_handler(SQLAlchemyError, _database_error)
    blueprint.register_error_handler(HTTPException, _http_error)
    blueprint.register_error_handler(Exception, _unforeseen)


def _sign_in(_error: SignInNeeded) -> Response:
    """Lead to the page for signing in, and from there back."""
    if http.method == "GET":
        here = f"{http.script_root}{http.full_path.rstrip('?')}"
        return redirect(address_of_sign_in(here), 303)
    unsent = sent_in_vain()
    if unsent:
        return sign_in_form(401, _page_of_form(), unsent)
    return redirect_with_message(address_of_sign_in(_page_of_form()), gettext(SIGN_IN_FIRST))


def _page_of_form() -> str:
    """Return the address of the page that a form was sent from, as far as the browser says."""
    return way_on(http.referrer.partition(http.host)[2] if http.referrer else "")


def heading_of(error: ExempelbankenError) -> tuple[int, str]:
    """Return the status of an error, and what its page is called."""
    known = (HEADINGS[each] for each in type(error).__mro__ if each in HEADINGS)
    status, heading = next(known, (400, UNFORESEEN[0]))
    return status, gettext(heading)


def sentences_of(error: ExempelbankenError) -> list[str]:
    """Return what an error says, a sentence for each fault."""
    if isinstance(error, VersionMismatch):
        return [gettext(CHANGED_MEANWHILE)]
    if isinstance(error, NoForm) and http.method == "POST":
        return [gettext(NO_LONGER)]
    if isinstance(error, InvalidContent | InvalidQuery):
        return [sentence_of(each) for each in error.issues]
    return [error.message.text(language())]


def sentence_of(issue: Issue) -> str:
    """Return what is wrong; of a value that no list on the page has, not the codes of the API."""
    if issue.code == "not-choice":
        return gettext("Välj ett av värdena på sidan.")
    return issue.message.text(language())


def _expected(error: ExempelbankenError) -> Response:
    status, heading = heading_of(error)
    sentences = sentences_of(error)
    if http.headers.get("Accept") == "application/json":  # a script that saves while people write
        response: Response = make_response(jsonify({"sentence": " ".join(sentences)}), status)
    else:
        unsent = sent_in_vain() if http.method == "POST" else None
        response = _page(status, heading, sentences, unsent.texts if unsent else ())
    if isinstance(error, Unavailable | TooManyAttempts):
        response.headers["Retry-After"] = str(error.retry_after)
    return response


def _database_error(error: SQLAlchemyError) -> Response:
    unavailable = unavailability(error)
    return _expected(unavailable) if unavailable else _unforeseen(error)


def _http_error(error: HTTPException) -> Response:
    status = error.code or 500
    if error.response is not None or status < 400:  # noqa: PLR2004 - a redirect is no error
        return make_response(error.get_response())
    heading, advice = SENTENCES.get(status, UNFORESEEN)
    own = [error.message.text(language())] if isinstance(error, Refusal) else []
    return _page(status, gettext(heading), own or [gettext(advice)])


def _unforeseen(error: Exception) -> Response:
    tell_unforeseen(error)
    return _page(500, gettext(UNFORESEEN[0]), [gettext(UNFORESEEN[1])])


def _page(status: int, heading: str, sentences: list[str], texts: Sequence[str] = ()) -> Response:
    back = _page_of_form() if http.method == "POST" else home()
    context = {"heading": heading, "sentences": sentences, "texts": texts}
    return page("desk/failure.html", status, back=back, **context)
