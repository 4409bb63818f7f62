"""Following a search: as a feed, and by e-mail where the operator has set a mail server."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus
from urllib.parse import urlencode

from flask import Blueprint, make_response, render_template
from flask import request as http
from werkzeug.wrappers import Response

from app.errors import InvalidContent
from app.searching.search import search
from app.subscriptions import service
from app.subscriptions.mails import PATH
from app.subscriptions.service import NewSubscription, UnknownSubscription
from app.wiring import Services
from edge.limits import CallLimit
from web.caching import NO_STORE
from web.conditions import by_ids, conditions
from web.forms import Faults, form_page, handle_submission, sent
from web.language import gettext, home, language, marked
from web.query_string import NOT_FOLLOWED, QueryString, feed_of
from web.regions import page_labels

FIELDS = ("address", "frequency")
FREQUENCIES = {"week": marked("En gång i veckan"), "day": marked("Varje dag")}


def follow_page(services: Services, calls: Callable[[], CallLimit]) -> Blueprint:
    """Make the routes; `calls` counts what one address sends in a minute."""
    routes = Blueprint("following", __name__)

    @routes.get(f"/{PATH}")
    def form() -> Response:
        return _form(services, QueryString.read(http.args), {"frequency": "week"}, [])

    @routes.post(f"/{PATH}")
    def send() -> Response:
        given, query = sent(FIELDS), QueryString.read(http.form)
        if services.settings.mail is None:
            return _form(services, query, given, [])
        return handle_submission(
            calls(),
            lambda: service.ask_to_follow(services, _read_subscription(services, query, given)),
            _faults,
            lambda faults: _form(services, query, given, faults),
            f"{home()}{PATH}/tack",
        )

    @routes.get(f"/{PATH}/tack")
    def thanks() -> Response:
        return _answer("asked")

    @routes.get(f"/{PATH}/bekrafta/<token>")
    def ask_to_confirm(token: str) -> Response:
        return _of_link(lambda: service.find_unconfirmed(services, token), "confirm")

    @routes.post(f"/{PATH}/bekrafta/<token>")
    def confirm(token: str) -> Response:
        return _of_link(lambda: service.confirm(services, token), "confirmed")

    @routes.get(f"/{PATH}/sluta/<token>")
    def ask_to_leave(token: str) -> Response:
        return _of_link(lambda: service.find_followed(services, token), "leave")

    @routes.post(f"/{PATH}/sluta/<token>")
    def leave(token: str) -> Response:
        """End it, also for the mail program of a reader, which sends no page of ours (RFC 8058)."""
        return _of_link(lambda: service.leave(services, token), "left")

    return routes


def _read_subscription(
    services: Services, query: QueryString, given: Mapping[str, str]
) -> NewSubscription:
    """Return what the form asks for, the values of filters by their ids.

    Raises:
        InvalidQuery: something in the search cannot be understood.
    """
    query = query.without_any(NOT_FOLLOWED)
    echo = search(services, query.request()).query
    pairs = by_ids(query, echo).pairs
    return NewSubscription(given["address"], urlencode(pairs), language(), given["frequency"])


def _faults(error: InvalidContent) -> Faults:
    return [(each.parameter.strip("/"), each.message.text(language())) for each in error.issues]


def _form(
    services: Services, query: QueryString, given: Mapping[str, str], faults: Faults
) -> Response:
    query = query.without_any(NOT_FOLLOWED)
    answer = search(services, query.request())
    query = by_ids(query, answer.query)
    names = {
        "address": gettext("Din e-postadress"),
        "frequency": gettext("Hur ofta?"),
        "query": gettext("Sökningen"),
    }
    return form_page(
        "follow.html",
        names,
        given,
        faults,
        by_mail=services.settings.mail is not None,
        total=answer.total,
        limits=conditions(query, answer.query, home() + PATH, page_labels(services)),
        pairs=query.pairs,
        frequencies=[(value, gettext(label)) for value, label in FREQUENCIES.items()],
        feed=feed_of(query),
        hits=query.at(home()),
        address=query.at(home() + PATH),
    )


def _of_link(act: Callable[[], object], state: str) -> Response:
    """Do what a link of a mail is for, and show what became of it."""
    try:
        act()
    except UnknownSubscription:
        return _answer("unknown", HTTPStatus.GONE)
    return _answer(state)


def _answer(state: str, status: HTTPStatus = HTTPStatus.OK) -> Response:
    page = render_template("follow_answer.html", state=state)
    return make_response(page, status, NO_STORE | {"Referrer-Policy": "no-referrer"})
