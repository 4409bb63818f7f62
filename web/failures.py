"""Errors as Swedish pages that say what to do; no input leads to a bare 500."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

import structlog
from flask import Flask, make_response, render_template
from flask import request as http
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from app.availability import unavailability
from app.errors import (
    EntryWithdrawn,
    ExempelbankenError,
    InvalidQuery,
    Issue,
    NotFound,
    SearchUnavailable,
    Unavailable,
)
from edge.refusals import Refusal
from web.query_string import PARAMETERS, QueryString
from web.wording import TITLES

if TYPE_CHECKING:
    from flask import Response

START = "/"
log = structlog.get_logger("exempelbanken")

# Status -> heading, and what to do about it.
SENTENCES = {
    400: ("Adressen går inte att tolka", "Kontrollera adressen, eller börja om från startsidan."),
    404: ("Sidan finns inte", "Kontrollera adressen, eller sök efter det du letar efter."),
    405: ("Så kan sidan inte användas", "Gå till startsidan och börja om därifrån."),
    408: ("Det kom inte fram i tid", "Försök igen, gärna på en snabbare förbindelse."),
    410: ("Exemplet har dragits tillbaka", "Det visas inte längre. Sök efter liknande exempel."),
    413: ("För mycket på en gång", "Skicka mindre åt gången."),
    414: ("Adressen är för lång", "Korta söktexten eller välj färre filter."),
    429: ("För många sökningar på kort tid", "Vänta en stund och försök igen."),
    503: ("Sökningen svarar inte just nu", "Försök igen om en liten stund."),
}
AWAY = "Katalogen svarar inte just nu"
UNFORESEEN = ("Något gick fel hos oss", "Felet är noterat. Försök igen om en stund.")


def show_failures(flask_app: Flask) -> None:
    """Give each error its page."""
    flask_app.register_error_handler(InvalidQuery, _invalid_query)
    flask_app.register_error_handler(EntryWithdrawn, _withdrawn)
    flask_app.register_error_handler(NotFound, lambda error: _page(404, error.message.sv))
    flask_app.register_error_handler(Unavailable, _unavailable)
    flask_app.register_error_handler(SQLAlchemyError, _database_error)
    flask_app.register_error_handler(HTTPException, _http_error)
    flask_app.register_error_handler(Exception, _unforeseen)


def _invalid_query(error: InvalidQuery) -> Response:
    query = QueryString.read(http.args)
    return _page(
        400,
        "",
        heading="Sökningen går inte att tolka",
        issues=[
            (issue, TITLES.get(issue.parameter, issue.parameter), _nearest(query, issue))
            for issue in error.issues
        ],
    )


def _nearest(query: QueryString, issue: Issue) -> list[tuple[str, str]]:
    """Link each valid value that lies near: the same search with that value instead."""
    if issue.code == "unknown-parameter":
        values = query.values(issue.parameter)
        rest = query.without(issue.parameter)
        return [
            (TITLES.get(name, name), rest.replacing(name, *values).at(START))
            for name in issue.nearest
            if name in PARAMETERS
        ]
    rest = query.without(issue.parameter, issue.value)
    return [(value, rest.adding(issue.parameter, value).at(START)) for value in issue.nearest]


def _withdrawn(error: EntryWithdrawn) -> Response:
    return _page(410, error.message.sv, withdrawn=error)


def _unavailable(error: Unavailable) -> Response:
    more = {} if isinstance(error, SearchUnavailable) else {"heading": AWAY}
    response = _page(503, error.message.sv, **more)
    response.headers["Retry-After"] = str(error.retry_after)
    return response


def _database_error(error: SQLAlchemyError) -> Response:
    unavailable = unavailability(error)
    return _unavailable(unavailable) if unavailable else _unforeseen(error)


def _http_error(error: HTTPException) -> Response:
    status = error.code or 500
    if error.response is not None or status < 400:  # noqa: PLR2004 - a redirect is no error
        return make_response(error.get_response())
    response = _page(status, error.message.sv if isinstance(error, Refusal) else "")
    for name, value in error.get_headers():
        if name.lower() != "content-type":
            response.headers[name] = value
    return response


def _unforeseen(error: Exception) -> Response:
    """Note the kind and place of an error; its message may hold what somebody searched for."""
    status, message = 500, ""
    if isinstance(error, ExempelbankenError):
        status, message = 400, error.message.sv
    else:
        place = traceback.format_tb(error.__traceback__)
        log.error("unforeseen error", error=type(error).__name__, place=place)
    return _page(status, message)


def _page(status: int, message: str, **more: object) -> Response:
    heading, advice = SENTENCES.get(status, UNFORESEEN)
    context = {"heading": heading, "advice": advice, "message": message, "status": status, **more}
    response = make_response(render_template("error.html", **context), status)
    response.headers["Cache-Control"] = "no-store"
    return response
