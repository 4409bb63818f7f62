"""/catalog and /context.jsonld: linked data for harvesters, and what its names stand for."""

from __future__ import annotations

import json

from flask import Blueprint as PlainBlueprint
from flask import Response
from flask.views import MethodView

from api.addresses import public_root
from api.answers import REVALIDATE, served, services
from api.media import JSON, JSON_LD, LINKED, negotiated, offers
from api.smorest import Blueprint
from app.copies.linked.documents import LinkedData
from app.copies.linked.json_ld import CONTEXT
from schemas.examples import read_examples
from schemas.linked import LinkedDataSchema

examples = read_examples("copies")

catalog = Blueprint("catalog", "The catalogue as linked data, for harvesters of open data.")


def linked_data() -> LinkedData:
    """Return what writes linked data; things are named by the public address alone."""
    return LinkedData(services(), public_root())


def linked_answer(text: str, notation: str, *, spoken: str, age: str = REVALIDATE) -> Response:
    """Return a text in a notation of linked data."""
    return served(text, notation, spoken=spoken, age=age)


@catalog.route("/catalog")
class Catalog(MethodView):
    """The catalogue itself."""

    @offers(*LINKED, JSON)
    @catalog.operation("getCatalog")
    @catalog.answers(LinkedDataSchema, examples.catalog, 503)
    def get(self) -> Response:
        """Describe the catalogue, its dumps and its API in DCAT, after DCAT-AP-SE.

        As JSON-LD, Turtle or RDF/XML by Accept; the national data portal harvests RDF/XML.
        """
        notation = negotiated()
        return linked_answer(linked_data().catalogue(notation), notation, spoken="sv, en")


def context_routes() -> PlainBlueprint:
    """Serve the context of our JSON-LD: a document next to the API, like its own description."""
    routes = PlainBlueprint("context", __name__)
    text = json.dumps(CONTEXT)

    @routes.get("/context.jsonld")
    def context() -> Response:
        return served(text, JSON_LD, spoken="en")

    return routes
