"""The page where the columns of a search as a file are chosen."""

from __future__ import annotations

from flask import Blueprint, Response, render_template
from flask import request as http

from app.searching.search import search
from app.wiring import Services
from record.columns import ENGLISH_FIRST, HEADS, columns_in
from web.caching import once_per_state
from web.conditions import by_ids, conditions
from web.language import SWEDISH, home, language
from web.query_string import LIST_FILE, TABLE, QueryString, page_of
from web.regions import page_labels

PATH = "kolumner"
OFTEN_USED = frozenset(
    {
        *("title", "summary", "kind", "counties", "leadOrganisation", "contact"),
        *("startYear", "endYear", "state", "stateAsOf", "budget", "resources.money"),
        *("results", "lessons", "address"),
    }
)
NOT_IN_FILES = ("page", "limit", "explain")


def columns_page(services: Services, release: str) -> Blueprint:
    """Make the route."""
    routes = Blueprint("columns", __name__)

    @routes.get(f"/{PATH}")
    def page() -> Response:
        return once_per_state(services, release, lambda: _page(services))

    return routes


def usual_columns() -> frozenset[str]:
    """Return the columns that are chosen from the start."""
    return OFTEN_USED if language() == SWEDISH else OFTEN_USED.union(ENGLISH_FIRST)


def _page(services: Services) -> str:
    query = QueryString.read(http.args).without_any(NOT_IN_FILES)
    answer = search(services, query.request())
    query = by_ids(query, answer.query)
    usual = usual_columns()
    return render_template(
        "columns.html",
        total=answer.total,
        limits=conditions(query, answer.query, home() + PATH, page_labels(services)),
        columns=[
            (name, HEADS[name].text(language()), name in usual) for name in columns_in(language())
        ],
        pairs=(*query.pairs, ("language", language())),
        of_list=query.is_list,
        action=home() + LIST_FILE if query.is_list else TABLE,
        hits=page_of(query),
        address=query.at(home() + PATH),
    )
