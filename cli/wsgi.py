"""Puts pages, desk, API and health together behind the edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request
from werkzeug.middleware.dispatcher import DispatcherMiddleware
from werkzeug.wrappers import Response

from api.access import is_known
from api.app import create_api
from api.problems import http_problem
from app.health import readiness
from desk.access import PATH as DESK
from desk.access import cookie
from desk.access import is_known as signed_in_at_desk
from desk.app import add_desk
from edge.guard import guard, largest_body
from edge.health import health_routes
from edge.limits import call_limit
from edge.proxies import FAULT
from edge.readers import count_uses
from edge.refusals import Refusal
from edge.shares import fair_shares
from record.usage import API, PAGES
from web.app import create_web
from web.compiled_templates import compile_templates
from web.identifiers import wants_page
from web.language import without_language

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIEnvironment

    from app.wiring import Services

API_BASE = "/api/v1"


class Application:
    """What a web server calls; `web` is the app that answers for pages and the desk."""

    def __init__(self, services: Services) -> None:
        services.database.answer_within(services.settings.database_seconds)
        self.web = create_web(services)
        add_desk(self.web, services)
        self.web.register_blueprint(health_routes(lambda: readiness(services)))
        self._api = create_api(services)
        self._api.register_error_handler(Refusal, self._refuse)
        calls = call_limit(services.settings)
        shares = fair_shares(services.settings)
        guard(self.web, services.settings, calls, signed_in_at_desk, shares)
        guard(self._api, services.settings, calls, is_known, shares)
        if services.settings.keep_statistics_days:
            count_uses(self.web, services.usage, PAGES, lambda: bool(cookie(DESK)))
            count_uses(self._api, services.usage, API, lambda: "Authorization" in request.headers)
        self._both = DispatcherMiddleware(self.web, {API_BASE: self._api})

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        return self._both(environ, start)

    def _refuse(self, error: Refusal) -> Response:
        """Answer a refused call: with a page to a browser, which has followed a link of one."""
        if request.method == "GET" and wants_page():
            return Response.from_app(self.web, {**request.environ, FAULT: error})
        return http_problem(error)

    def preload(self) -> None:
        """Compile the templates of pages, so that the first reader of each does not wait for it."""
        compile_templates(self.web)

    def largest_body(self, environ: WSGIEnvironment) -> int:
        """Tell how many bytes a request may bring, before it has brought them."""
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"]
        if path.startswith(f"{API_BASE}/"):
            return largest_body(self._api, method, path.removeprefix(API_BASE))
        return largest_body(self.web, method, without_language(path))


def build_application(services: Services) -> Application:
    """Build what a web server calls; once in each process."""
    return Application(services)
