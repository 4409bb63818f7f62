"""The start page: the search first, then the map, what changed last, and the ways in."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Response, render_template

from app.counties import COUNTY, places
from app.errors import SearchUnavailable
from app.overview import Latest, latest, published_by_source
from app.searching.requests import SearchAnswer, SearchRequest
from app.searching.search import index_state, live_index, search
from app.subjects import SUBJECTS, subjects
from app.wiring import Services
from web.caching import NO_STORE, address_etag, not_modified, revalidated, unchanged
from web.county_pages import map_of_places
from web.facets import counts
from web.language import home, language
from web.query_string import FACETS, QueryString, feed_of, found_at
from web.subjects import PATHS, subject_path

NEWEST = 4
MOST_PILLS = 10
"""Sectors and funds that the start page names, those with most examples first."""


def start_page(services: Services, release: str) -> Response:
    """Show the start page; without its numbers while search is down, as all links to it."""
    try:
        snapshot = live_index(services)
        etag = address_etag(index_state(services, snapshot), release)
        if unchanged(etag):
            return not_modified(etag)
        answer = search(services, SearchRequest(facets=FACETS, limit=0), snapshot)
        newest = latest(services, "published", NEWEST)
        return revalidated(_page(services, answer, published_by_source(services), newest), etag)
    except SearchUnavailable:
        return Response(
            _page(services, None, {}, Latest((), by_year=False)),
            headers=NO_STORE,
        )


def _page(
    services: Services,
    answer: SearchAnswer | None,
    sources: Mapping[str, int],
    newest: Latest,
) -> str:
    counted = {name: counts(answer, name) if answer else {} for name in FACETS}
    return render_template(
        "start.html",
        address=home(),
        feed=feed_of(QueryString(())),
        total=answer.total if answer else None,
        sources=sources,
        newest=newest,
        drawn=map_of_places(places(services, language()), counted[COUNTY]),
        subjects={
            name: [
                (each, subject_path(each), counted[name].get(each.id, 0))
                for each in subjects(services, name, language())
            ]
            for name in SUBJECTS
        },
        paths=PATHS,
        most_pills=MOST_PILLS,
        kinds=[
            (
                concept["prefLabel"],
                concept["definition"],
                found_at(("kind", concept["id"])),
                counted["kind"].get(concept["id"], 0),
            )
            for concept in services.vocabularies.vocabulary("kinds")["concepts"]
        ],
    )
