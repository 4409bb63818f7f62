"""Addresses of things, that last: each leads on (303) to a page or a document about the thing."""

from __future__ import annotations

from urllib.parse import quote

from flask import Blueprint, redirect
from flask import request as http
from werkzeug.wrappers import Response

from app.wiring import Services

API = "/api/v1"
HTML = "text/html"
DOCUMENTS = ("application/json", "application/ld+json", "text/turtle", "application/rdf+xml")


def identifiers(services: Services) -> Blueprint:
    """Make the routes; whether there is an entry, the target will say."""
    routes = Blueprint("identifiers", __name__)

    @routes.get("/id/catalogue")
    def catalogue() -> Response:
        return _see("/" if wants_page() else f"{API}/catalog")

    @routes.get("/id/entries/<uuid:entry_id>")
    def entry(entry_id: object) -> Response:
        return _see(f"/exempel/{entry_id}" if wants_page() else f"{API}/entries/{entry_id}")

    @routes.get("/id/<vocabulary_id>")
    def vocabulary(vocabulary_id: str) -> Response:
        services.vocabularies.concepts(vocabulary_id)  # NotFound, if there is none
        return _see(f"{API}/vocabularies/{_safe(vocabulary_id)}")

    @routes.get("/id/<vocabulary_id>/<concept_id>")
    def concept(vocabulary_id: str, concept_id: str) -> Response:
        services.vocabularies.concept(vocabulary_id, concept_id)
        address = f"{API}/vocabularies/{_safe(vocabulary_id)}/concepts/{_safe(concept_id)}"
        return _see(address)

    return routes


def wants_page() -> bool:
    """Return whether a page is wanted rather than a document; programs get data by default."""
    return http.accept_mimetypes.best_match((*DOCUMENTS, HTML)) == HTML


def _safe(part: str) -> str:
    return quote(part, safe="")


def _see(address: str) -> Response:
    response = redirect(address, 303)
    response.headers["Vary"] = "Accept"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
