"""The web app: routes, errors, and what templates may use."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask

from app.addresses import entry_name
from app.searching.text_clauses import has_words
from record.filters import number_of, numbered_name
from schemas.arguments import MOST_IDS
from web import wording
from web.addresses import entry_path
from web.caching import today
from web.compiled_templates import COMPILED
from web.discovery import discovery
from web.failures import show_failures
from web.filter_boxes import filter_boxes
from web.identifiers import identifiers
from web.language import (
    LanguageInAddress,
    gettext,
    home,
    in_address,
    in_languages,
    language,
    ngettext,
    other_languages,
    own_language,
    swedish,
)
from web.lead import lead_of
from web.overviews import overviews
from web.pages import pages
from web.take_along import list_address, saved_list_routes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Response

    from app.wiring import Services

FOLDER = Path(__file__).parent
A_YEAR = 365 * 24 * 3600


def create_web(services: Services) -> Flask:
    """Build the web app; it is put behind the edge where it is served."""
    flask_app = Flask("web", root_path=str(FOLDER))
    flask_app.config["SEND_FILE_MAX_AGE_DEFAULT"] = A_YEAR  # addresses carry the release
    flask_app.jinja_options = {
        "trim_blocks": True,
        "lstrip_blocks": True,
        "extensions": ["jinja2.ext.i18n"],
        "bytecode_cache": COMPILED,
    }
    flask_app.wsgi_app = LanguageInAddress(flask_app.wsgi_app)  # type: ignore[method-assign,assignment]
    release = release_of(FOLDER)
    flask_app.register_blueprint(pages(services, release))
    for each in overviews(services, release):
        flask_app.register_blueprint(each)
    flask_app.register_blueprint(saved_list_routes(services, release))
    flask_app.register_blueprint(discovery(services))
    flask_app.register_blueprint(identifiers(services))
    show_failures(flask_app, services)
    flask_app.after_request(_tell_language)
    _furnish(flask_app, services, release)
    return flask_app


def _furnish(flask_app: Flask, services: Services, release: str) -> None:
    """Give templates their words and links."""

    def asset(name: str) -> str:
        # Not by url_for: the page that refuses a foreign host has no address to build from.
        return f"{flask_app.static_url_path}/{name}?v={release}"

    def label(name: str, value: str) -> str:
        return services.vocabularies.label(name, value, language())

    def places(entry: Mapping[str, object]) -> str:
        return wording.places(entry, label)

    def value_name(name: str, value: str) -> str:
        if name == "sort":
            return wording.SORTS.get(value, value)
        return numbered_name(name, value, label(name, value))

    settings = services.settings
    flask_app.jinja_env.globals.update(
        asset=asset,
        boxes=filter_boxes(flask_app),
        label=label,
        places=places,
        value_name=value_name,
        number_of=number_of,
        list_room=MOST_IDS,
        list_address=list_address,
        public_url=settings.public_url,
        contact=settings.contact,
        publisher=settings.publisher.name,
        wording=wording,
        entry_name=entry_name,
        has_words=has_words,
        entry_path=entry_path,
        home=home,
        lead_of=lead_of,
        swedish=swedish,
        today=today,
        own_language=own_language,
        language=language,
        other_languages=other_languages,
        in_languages=in_languages,
    )
    flask_app.jinja_env.policies["ext.i18n.trimmed"] = True
    flask_app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext, ngettext, newstyle=True
    )
    flask_app.jinja_env.filters.update(
        number=wording.number,
        hundredths=wording.hundredths,
        examples=wording.examples,
        years=wording.years,
        day=wording.day,
    )


def _tell_language(response: Response) -> Response:
    """Name the language of a page, and tell caches where it depends on what is accepted."""
    if response.mimetype == "text/html":
        response.content_language.add(language())
        if not in_address():
            response.vary.add("Accept-Language")
    return response


def release_of(room: Path) -> str:
    """Return a name that changes whenever a template, a style or the code of a page does."""
    digest = hashlib.sha256()
    for path in sorted(room.rglob("*")):
        if path.suffix in (".html", ".css", ".js", ".svg", ".png", ".py", ".mo"):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:10]
