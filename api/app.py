"""The API as a Flask app of its own, to be mounted at /api/v1 behind the edge."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from api import about, access
from api.hooks import finish_response
from api.openapi import document_of, document_routes
from api.problems import database_problem, http_problem, use_case_problem
from api.reference import reference_routes
from api.resources import (
    audit,
    candidates,
    coverage,
    dumps,
    imports,
    information,
    jobs,
    link_suggestions,
    linked,
    oai,
    oidc,
    replies,
    reports,
    sessions,
    statistics,
    suggestions,
    surveys,
    tasks,
    tokens,
    vocabularies,
)
from api.resources.entries import entry, exports, history, keyed, relations, transitions
from api.smorest import DescribedApi
from app.errors import ExempelbankenError
from edge.attempts import limit_failures

if TYPE_CHECKING:
    from api.openapi import Document
    from app.wiring import Services

BLUEPRINTS = (
    *{each.entries for each in (entry, exports, history, keyed, relations, transitions)},
    audit.audit,
    suggestions.suggestions,
    link_suggestions.link_suggestions,
    vocabularies.vocabularies,
    coverage.coverages,
    dumps.feed,
    linked.catalog,
    imports.imports,
    replies.replies,
    candidates.candidates,
    tasks.tasks,
    reports.reports,
    surveys.surveys,
    jobs.jobs,
    statistics.statistics,
    information.information,
    tokens.tokens,
    sessions.sessions,
)


def create_api(services: Services) -> Flask:
    """Build the API over the use cases."""
    settings = services.settings
    flask_app = Flask("api", static_folder=None)
    flask_app.url_map.merge_slashes = False  # a doubled slash is another address, not a redirect
    flask_app.config["PUBLIC_URL"] = settings.public_url
    flask_app.extensions["services"] = services
    limit_failures(flask_app, settings)
    flask_app.register_error_handler(ExempelbankenError, use_case_problem)
    flask_app.register_error_handler(SQLAlchemyError, database_problem)
    flask_app.register_error_handler(HTTPException, http_problem)
    flask_app.after_request(finish_response)
    written = partial(document, settings.public_url, settings.contact)
    for blueprint in BLUEPRINTS:
        flask_app.register_blueprint(blueprint)
    flask_app.register_blueprint(document_routes(written))
    flask_app.register_blueprint(reference_routes())
    flask_app.register_blueprint(linked.context_routes())
    flask_app.register_blueprint(oai.oai)
    flask_app.register_blueprint(oidc.oidc)
    return flask_app


def document(public_url: str, contact: str | None = None) -> Document:
    """Return the OpenAPI document of the routes; writing it takes half a second."""
    flask_app = Flask("document", static_folder=None)
    flask_app.config.update(
        API_TITLE=about.NAME,
        API_VERSION=about.VERSION,
        OPENAPI_VERSION="3.1.0",
        API_SPEC_OPTIONS=_spec_options(public_url, contact),
    )
    described = DescribedApi(flask_app)
    for blueprint in BLUEPRINTS:
        described.register_blueprint(blueprint)
    return document_of(described)


def _spec_options(public_url: str, contact: str | None) -> dict[str, Any]:
    """What the national profile asks of the head of the document."""
    address = {"email": contact} if contact and "@" in contact else {}
    return {
        "info": {
            "description": about.DESCRIPTION,
            "termsOfService": about.TERMS,
            "contact": {"name": about.NAME, "url": f"{public_url}/", **address},
            "license": {"name": about.LICENCE, "url": about.LICENCE_URL},
        },
        "externalDocs": {
            "description": "Exempelbanken: pages and documentation",
            "url": f"{public_url}/",
        },
        "servers": [{"url": f"{public_url}{about.BASE_PATH}"}],
        "security": [],
        "components": {"securitySchemes": {access.SCHEME: access.SECURITY_SCHEME}},
    }
