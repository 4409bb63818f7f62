"""Puts pages, API and health together behind the edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from werkzeug.middleware.dispatcher import DispatcherMiddleware

from api.access import is_known
from api.app import create_api
from app.health import readiness
from edge.guard import guard
from edge.health import health_routes
from edge.limits import call_limit
from web.app import create_web

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication

    from app.wiring import Services

API_BASE = "/api/v1"


def build_application(services: Services) -> WSGIApplication:
    """Build what a web server calls; once in each process, after the fork."""
    services.database.answer_within(services.settings.database_seconds)
    web = create_web(services)
    web.register_blueprint(health_routes(lambda: readiness(services)))
    api = create_api(services)
    calls = call_limit(services.settings)
    guard(web, services.settings, calls)
    guard(api, services.settings, calls, is_known)
    return DispatcherMiddleware(web, {API_BASE: api})
