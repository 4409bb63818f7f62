"""The language of a page: by its address, /en/… or /sv/…, else by Accept-Language.

Words of pages are written in Swedish where they are shown, and looked up here; an address without a
language is Swedish for all who do not prefer English.
"""

from __future__ import annotations

import gettext as catalogues
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from flask import request as http
from markupsafe import Markup
from werkzeug.datastructures import LanguageAccept
from werkzeug.http import parse_accept_header

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LANGUAGES = {"sv": "Svenska", "en": "English"}
"""Language -> what it calls itself."""
SWEDISH = "sv"
TRANSLATIONS = Path(__file__).with_name("translations")
DOMAIN = "pages"


class Here(NamedTuple):
    """The language of a page, and what its address begins with before all routes: /en, or ""."""

    language: str = SWEDISH
    prefix: str = ""


USUAL = Here()
_here = ContextVar("here", default=USUAL)
"""The current request's; read for each word of a page, so it does not look into headers."""


class LanguageInAddress:
    """Takes the language off the front of an address, so that all routes have it."""

    def __init__(self, wrapped: WSGIApplication) -> None:
        self._wrapped = wrapped

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        first, _, rest = environ.get("PATH_INFO", "").removeprefix("/").partition("/")
        here = Here(_accepted_language(environ))
        if first in LANGUAGES:
            here = Here(first, f"/{first}")
            environ["SCRIPT_NAME"] = f"{environ.get('SCRIPT_NAME', '')}/{first}"
            environ["PATH_INFO"] = f"/{rest}"
        before = _here.set(here)
        try:
            return self._wrapped(environ, start)
        finally:
            _here.reset(before)


def without_language(path: str) -> str:
    """Return a path as routes have it, which may begin with a language."""
    first, _, rest = path.removeprefix("/").partition("/")
    return f"/{rest}" if first in LANGUAGES else path


def _accepted_language(environ: WSGIEnvironment) -> str:
    accepted = parse_accept_header(environ.get("HTTP_ACCEPT_LANGUAGE"), LanguageAccept)
    return accepted.best_match(LANGUAGES, SWEDISH) or SWEDISH


def language() -> str:
    """Return the language of the page that is being made."""
    return _here.get().language


def in_address() -> str:
    """Return the language that the address names, or nothing."""
    return _here.get().prefix.removeprefix("/")


def home() -> str:
    """Return the address of the start page in the language of the address; others begin with it."""
    return f"{_here.get().prefix}/"


def swedish() -> str:
    """Return the attribute that marks a text as Swedish, on a page in another language."""
    return "" if language() == SWEDISH else Markup(' lang="sv"')


def own_language() -> str:
    """Return the attribute that marks what is in the language of the page within such a text."""
    return "" if language() == SWEDISH else Markup(' lang="%s"') % language()


def other_languages() -> list[tuple[str, str, str]]:
    """Return language, its name and the address of this same page in it."""
    query = f"?{http.query_string.decode('latin-1')}" if http.query_string else ""
    here = f"{http.path}{query}"
    return [
        (each, name, f"/{each}{here}") for each, name in LANGUAGES.items() if each != language()
    ]


def in_languages(address: str) -> list[tuple[str, str]]:
    """Return language and address in it, of a page whose address begins with `home()`.

    The address without a language is for everybody else: what a browser accepts decides there.
    """
    rest = address.removeprefix(home())
    return [*((each, f"/{each}/{rest}") for each in LANGUAGES), ("x-default", f"/{rest}")]


@cache
def _catalogue(chosen: str) -> catalogues.NullTranslations:
    if chosen == SWEDISH:
        return catalogues.NullTranslations()
    return catalogues.translation(DOMAIN, TRANSLATIONS, [chosen])


def gettext(text: str) -> str:
    """Return a Swedish text in the language of the page."""
    return _catalogue(language()).gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of a Swedish text that suits the number, in the language of the page."""
    return _catalogue(language()).ngettext(one, many, count)


def marked(text: str) -> str:
    """Mark a text that is looked up where it is shown, for the extraction to find it."""
    return text
