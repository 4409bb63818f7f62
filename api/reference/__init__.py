"""The OpenAPI document to read and try in a browser, by Swagger UI, which lies here.

The page keeps to the policy of every other: nothing inline, nothing from elsewhere.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from flask import Blueprint, Response

from api.answers import AN_HOUR, served
from app.errors import Message, NotFound

HERE = Path(__file__).parent
NO_SUCH_FILE = Message(sv="Det finns ingen sådan fil.", en="There is no such file.")
FOR_GOOD = "max-age=31536000, immutable"
"""Of the files: their addresses on the page carry a hash of them all."""
FILES = {
    "swagger-ui-bundle.js": ("swagger-ui/swagger-ui-bundle.js", "text/javascript"),
    "swagger-ui.css": ("swagger-ui/swagger-ui.css", "text/css"),
    "reference.js": ("reference.js", "text/javascript"),
    "reference.css": ("reference.css", "text/css"),
}
"""Where each file lies, and what it is."""


def reference_routes() -> Blueprint:
    """Serve the page at /docs and its files below."""
    routes = Blueprint("reference", __name__)
    files = {name: (HERE / path).read_bytes() for name, (path, _) in FILES.items()}
    release = hashlib.sha256(b"".join(files.values())).hexdigest()[:10]
    page = (HERE / "reference.html").read_text(encoding="utf-8").replace("RELEASE", release)

    @routes.get("/docs")
    def reference() -> Response:
        return served(page, "text/html", spoken="sv", age=AN_HOUR)

    @routes.get("/docs/<name>")
    def file(name: str) -> Response:
        if name not in files:
            raise NotFound(NO_SUCH_FILE)
        return served(files[name], FILES[name][1], spoken="en", age=FOR_GOOD)

    return routes
