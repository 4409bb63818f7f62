"""Pages of the desk are made in one way: rendered, never kept by a browser or a proxy."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from flask import Response, make_response, render_template
from flask import request as http

from desk.access import home, services
from web.language import language
from web.wording import joined

SIGN_IN = "logga-in"


def page(template: str, status: int = 200, **names: object) -> Response:
    """Return a page."""
    return make_response(render_template(template, status=status, **names), status)


def page_number() -> int:
    """Return the requested page of a list; the first, where that is no number."""
    given = http.args.get("page", "")
    return max(1, int(given)) if given.isascii() and given.isdigit() and len(given) < 6 else 1  # noqa: PLR2004


def page_count(total: int, at_once: int) -> int:
    """Return how many pages a list has."""
    return -(-total // at_once)


def county_options() -> list[tuple[str, str]]:
    """Return id and name of every county, for a list to choose from."""
    return [
        (each.id, county_name(each.id)) for each in services().vocabularies.concepts("counties")
    ]


def county_name(county: str) -> str:
    """Return what a county is called in the language of the page."""
    return services().vocabularies.label("county", county, language())


def county_names(counties: Iterable[str]) -> str:
    """Return what counties are called, as a list in words; nothing for none."""
    return joined([county_name(each) for each in counties])


def address_of_sign_in(onward: str = "") -> str:
    """Return the address of the page for signing in, and then going on to another."""
    query = f"?{urlencode({'vidare': onward})}" if onward and onward != home() else ""
    return f"{home(SIGN_IN)}{query}"
