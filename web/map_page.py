"""The page of the map: where the examples of a search are."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, Response, render_template
from flask import request as http

from app.counties import COUNTY
from app.searching.requests import SearchRequest
from app.searching.search import search
from app.wiring import Services
from web.caching import once_per_state
from web.conditions import LIST_PARAMETERS, by_ids, conditions
from web.county_map import county_map
from web.facets import counts
from web.language import home, language
from web.query_string import QueryString
from web.regions import page_labels
from web.views import views

PATH = "karta"


def map_page(services: Services, release: str) -> Blueprint:
    """Make the route."""
    routes = Blueprint("map", __name__)

    @routes.get(f"/{PATH}")
    def page() -> Response:
        return once_per_state(services, release, lambda: _page(services))

    return routes


def _page(services: Services) -> str:
    """Show every number, also of counties not chosen and of national examples: the map compares."""
    query = QueryString.read(http.args).without_any(LIST_PARAMETERS)
    request = replace(query.request(), facets=(COUNTY,), limit=0, language=language())
    answer = search(services, request)
    query = by_ids(query, answer.query)
    chosen = answer.query["filters"].get(COUNTY, ())
    total, limits = (
        answer.total,
        conditions(query, answer.query, home() + PATH, page_labels(services)),
    )
    rest = query.without_any((COUNTY, "national"))
    if rest != query:
        answer = search(services, _everywhere(request))
    drawn = county_map(
        services.vocabularies.values(COUNTY, language()),
        counts(answer, COUNTY),
        lambda county: rest.counted(COUNTY, county).at(home()),
        {value["id"] for value in chosen},
    )
    return render_template(
        "map.html",
        drawn=drawn,
        total=total,
        limits=limits,
        text=query.value("q"),
        kept=query.without("q").pairs,
        address=query.at(home() + PATH),
        views=views(query, PATH),
    )


def _everywhere(request: SearchRequest) -> SearchRequest:
    filters = {name: ids for name, ids in request.filters.items() if name != COUNTY}
    return replace(request, filters=filters, national=True)
