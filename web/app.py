"""The web app: routes, errors, and what templates may use."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask

from web import wording
from web.failures import show_failures
from web.identifiers import identifiers
from web.pages import pages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from app.wiring import Services

ROOM = Path(__file__).parent
A_YEAR = 365 * 24 * 3600


def create_web(services: Services) -> Flask:
    """Build the web app; it is put behind the edge where it is served."""
    flask_app = Flask("web", root_path=str(ROOM))
    flask_app.config["SEND_FILE_MAX_AGE_DEFAULT"] = A_YEAR  # addresses carry the release
    flask_app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    release = _release()
    flask_app.register_blueprint(pages(services, release))
    flask_app.register_blueprint(identifiers())
    show_failures(flask_app)
    _furnish(flask_app, services, release)
    return flask_app


def _furnish(flask_app: Flask, services: Services, release: str) -> None:
    """Give templates their words and links."""

    def asset(name: str) -> str:
        # Not by url_for: the page that refuses a foreign host has no address to build from.
        return f"{flask_app.static_url_path}/{name}?v={release}"

    def label(name: str, value: str) -> str:
        return services.vocabularies.label(name, value, "sv")

    def places(entry: Mapping[str, object]) -> str:
        return wording.places(entry, label)

    settings = services.settings
    flask_app.jinja_env.globals.update(
        asset=asset,
        label=label,
        places=places,
        public_url=settings.public_url,
        contact=settings.contact,
        wording=wording,
    )
    flask_app.jinja_env.filters.update(number=wording.number, years=wording.years, day=wording.day)


def _release() -> str:
    """Return a name that changes whenever a template, a style or the code of a page does."""
    digest = hashlib.sha256()
    for path in sorted(ROOM.rglob("*")):
        if path.suffix in (".html", ".css", ".js", ".svg", ".py"):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:10]
