"""Errors as pages that say what to do; no input leads to a bare 500."""

from __future__ import annotations

from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import Flask, current_app, make_response, redirect, render_template
from flask import request as http
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from app.availability import unavailability
from app.errors import (
    EntriesUnavailable,
    EntryDamaged,
    EntryWithdrawn,
    ExempelbankenError,
    InvalidQuery,
    NotFound,
    SearchUnavailable,
    Unavailable,
)
from edge.logs import tell_unforeseen
from edge.refusals import AddressBusy, AddressTooLong, ProcessBusy, Refusal
from schemas.arguments import LONGEST_TEXT
from web.addresses import words_of
from web.axes import SIDES
from web.caching import NO_STORE
from web.language import home, language, marked
from web.mistakes import heading_of, mistakes, mistakes_page, without_mistakes
from web.query_string import QueryString

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Response
    from werkzeug.wrappers import Response as AnyResponse

    from app.wiring import Services

# Status -> heading, and what to do about it.
SENTENCES = {
    400: (
        marked("Adressen går inte att tolka"),
        marked("Kontrollera adressen, eller börja om från startsidan."),
    ),
    404: (
        marked("Sidan finns inte"),
        marked("Kontrollera adressen, eller sök efter det du letar efter."),
    ),
    405: (
        marked("Så kan sidan inte användas"),
        marked("Gå till startsidan och börja om därifrån."),
    ),
    408: (
        marked("Det kom inte fram i tid"),
        marked("Försök igen, gärna på en snabbare förbindelse."),
    ),
    410: (
        marked("Exemplet har dragits tillbaka"),
        marked("Det visas inte längre. Sök efter liknande exempel."),
    ),
    413: (marked("För mycket på en gång"), marked("Skicka mindre åt gången.")),
    414: (marked("Adressen är för lång"), marked("Korta söktexten eller välj färre filter.")),
    429: (
        marked("För många sökningar på kort tid"),
        marked("Vänta en stund."),
    ),
    503: (
        marked("Sökningen svarar inte just nu"),
        marked("Vänta en liten stund."),
    ),
}
LIST_TOO_LONG = marked(
    "En lista rymmer 100 exempel. Öppna Min lista för att se den som finns i din webbläsare, korta"
    " den eller tömma den; av den som skickade länken kan du be om listan i flera delar."
)
AWAY = marked("Katalogen svarar inte just nu")
BUSY = {
    AddressBusy: marked("En tung sökning pågår redan"),
    ProcessBusy: marked("Tjänsten har fullt upp"),
}
DAMAGED = marked("Exemplet går inte att läsa")
CUT_OFF = marked(
    "Adressen kan ha brutits i ett mejl. Dess ord står i sökfältet: välj Sök, så kommer exemplet"
    " bland träffarna om det finns kvar."
)
UNFORESEEN = (
    marked("Något gick fel hos oss"),
    marked("Felet är noterat. Försök igen om en stund."),
)
TRIED_AGAIN = (408, 429, 500, 503)
"""Statuses after which the same address may answer."""
SEARCHES = ("/", "/utskrift", "/karta")
"""Pages of a search: where it holds mistakes they give its form back."""
UNREADABLE = (400, 414)
"""Statuses after which the rest of the address would only fail again."""


def show_failures(flask_app: Flask, services: Services) -> None:
    """Give each error its page."""
    flask_app.register_error_handler(InvalidQuery, _page_for_mistakes(services))
    flask_app.register_error_handler(EntryWithdrawn, _show_withdrawn)
    flask_app.register_error_handler(NotFound, _not_found)
    flask_app.register_error_handler(Unavailable, _unavailable)
    flask_app.register_error_handler(SQLAlchemyError, _database_error)
    flask_app.register_error_handler(HTTPException, _http_error)
    flask_app.register_error_handler(Exception, _show_unforeseen)


def _page_for_mistakes(services: Services) -> Callable[[InvalidQuery], Response]:
    """Return what answers a search with mistakes: its form, or a page where there is no form."""

    def page(error: InvalidQuery) -> Response:
        if http.path in SEARCHES:
            with suppress(Unavailable):  # a form has numbers; without an index the page has none
                return mistakes_page(services)
        query = QueryString.read(http.args, SIDES)
        rest = without_mistakes(query, error.issues)
        found = mistakes(query, error.issues)
        here = rest.at(f"{home()}{http.path.lstrip('/')}") if rest != query else ""
        return _page(400, "", heading=heading_of(found), mistakes=found, rest=here)

    return page


def _not_found(error: NotFound) -> Response:
    """Tell what there is not; of an example's address, which mails cut off, keep the words."""
    sentence = error.message.text(language())
    _, _, name = http.path.partition("/exempel/")
    words = words_of(name)[:LONGEST_TEXT]
    return _page(404, sentence, text=words, advice=CUT_OFF) if words else _page(404, sentence)


def _show_withdrawn(error: EntryWithdrawn) -> Response:
    return _page(410, error.message.text(language()), withdrawn=error)


def _unavailable(error: Unavailable) -> Response:
    if isinstance(error, SearchUnavailable | EntriesUnavailable):
        more = {} if isinstance(error, SearchUnavailable) else {"heading": AWAY}
        response = _page(503, "", **more)
    else:
        heading = DAMAGED if isinstance(error, EntryDamaged) else AWAY
        response = _page(503, error.message.text(language()), heading=heading)
    response.headers["Retry-After"] = str(error.retry_after)
    return response


def _database_error(error: SQLAlchemyError) -> Response:
    unavailable = unavailability(error)
    return _unavailable(unavailable) if unavailable else _show_unforeseen(error)


def _corrected_address() -> str:
    """Return what was meant by an address with a slash too many, or cut off before an example."""
    page = http.path.strip("/")
    if page == "exempel":
        return QueryString(()).at(home())
    known = http.method in ("GET", "HEAD") and current_app.url_map.bind("").test(f"/{page}")
    query = f"?{http.query_string.decode('latin-1')}" if http.query_string else ""
    return f"{home()}{quote(page)}{query}" if page and known and http.path.endswith("/") else ""


def _http_error(error: HTTPException) -> AnyResponse:
    status = error.code or 500
    if status == HTTPStatus.NOT_FOUND and (there := _corrected_address()):
        return redirect(there, 301)
    if error.response is not None or status < 400:  # noqa: PLR2004 - a redirect is no error
        return make_response(error.get_response())
    sentence, more = "", {}
    if isinstance(error, AddressTooLong):
        more = {"advice": LIST_TOO_LONG} if "id" in http.args else {}
    elif isinstance(error, Refusal):
        sentence = error.message.text(language())
        more = {"heading": BUSY[type(error)]} if type(error) in BUSY else {}
    response = _page(status, sentence, **more)
    for name, value in error.get_headers():
        if name.lower() != "content-type":
            response.headers[name] = value
    return response


def _show_unforeseen(error: Exception) -> Response:
    status, message = 500, ""
    if isinstance(error, ExempelbankenError):
        status, message = 400, error.message.text(language())
    else:
        tell_unforeseen(error)
    return _page(status, message)


def _page(status: int, message: str, **more: object) -> Response:
    heading, advice = SENTENCES.get(status, UNFORESEEN)
    query = QueryString.read(http.args)
    context = {
        "heading": heading,
        "advice": advice,
        "message": message,
        "status": status,
        "again": f"{http.script_root}{http.full_path.rstrip('?')}" if _may_answer(status) else "",
        "text": query.value("q")[:LONGEST_TEXT],
        "kept": () if status in UNREADABLE else query.without("q").without("page").pairs,
        **more,
    }
    return make_response(render_template("error.html", **context), status, NO_STORE)


def _may_answer(status: int) -> bool:
    return status in TRIED_AGAIN and http.method == "GET"
