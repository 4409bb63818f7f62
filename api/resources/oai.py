"""/oai-pmh: the catalogue for harvesters of libraries and archives.

A protocol with verbs, arguments and faults of its own: it is not in the OpenAPI document.
"""

from __future__ import annotations

from flask import Blueprint, Response, request

from api.addresses import names
from api.answers import REVALIDATE, services
from app.copies.oai import answer

oai = Blueprint("oai", __name__)


@oai.route("/oai-pmh", methods=["GET", "POST"])
def harvest() -> Response:
    """Answer a request of OAI-PMH 2.0; the protocol asks for GET and POST."""
    arguments = request.form if request.method == "POST" else request.args
    body = answer(services(), names(), dict(arguments.lists()))
    response = Response(body, mimetype="text/xml")
    response.headers["Cache-Control"] = f"public, {REVALIDATE}"
    response.headers["Content-Language"] = "sv"
    return response
