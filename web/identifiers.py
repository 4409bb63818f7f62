"""Addresses of things, that last: each leads on (303) to a page or a document about the thing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from flask import Blueprint, redirect
from flask import request as http
from werkzeug.wrappers import Response

from app.counties import COUNTY, places
from app.wiring import Services
from record.filters import FILTER_OF
from web import county_pages, developer_page
from web.language import SWEDISH, home
from web.query_string import QueryString
from web.subjects import PATHS, concept_path

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
        if wants_page():
            return _see(_vocabulary_page(vocabulary_id))
        return _see(f"{API}/vocabularies/{_safe(vocabulary_id)}")

    @routes.get("/id/<vocabulary_id>/<concept_id>")
    def concept(vocabulary_id: str, concept_id: str) -> Response:
        found = services.vocabularies.concept(vocabulary_id, concept_id)
        if wants_page():
            return _see(_concept_page(services, found))
        address = f"{API}/vocabularies/{_safe(vocabulary_id)}/concepts/{_safe(concept_id)}"
        return _see(address)

    return routes


def wants_page() -> bool:
    """Return whether a page is wanted rather than a document; programs get data by default."""
    return http.accept_mimetypes.best_match((*DOCUMENTS, HTML)) == HTML


def _vocabulary_page(vocabulary_id: str) -> str:
    """Return the page that lists the concepts, or the one that tells of the vocabularies."""
    pages = {**PATHS, COUNTY: county_pages.PATH}
    return home() + pages.get(FILTER_OF.get(vocabulary_id, ""), developer_page.PATH)


def _concept_page(services: Services, concept: Mapping[str, Any]) -> str:
    """Return the page of a concept, or else a search for its examples."""
    dimension, concept_id = FILTER_OF.get(concept["vocabulary"]), concept["id"]
    if dimension is None:
        return QueryString((("q", concept["prefLabel"][SWEDISH]),)).at(home())
    if dimension == COUNTY:
        (place,) = (each for each in places(services, SWEDISH) if each.id == concept_id)
        return county_pages.county_path(place)
    return concept_path(services, dimension, concept_id)


def _safe(part: str) -> str:
    return quote(part, safe="")


def _see(address: str) -> Response:
    response = redirect(address, 303)
    response.headers["Vary"] = "Accept"
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
