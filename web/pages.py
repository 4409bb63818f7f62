"""The pages: start and search on one address, and one page for each example."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, redirect, render_template
from flask import request as http

from app.entries.reading import get_entry as read_entry
from app.entries.reading import get_relations
from app.errors import ExempelbankenError
from app.geography import county_shapes
from app.overview import published_by_source
from app.searching.requests import SearchRequest
from app.searching.search import index_state, live_index, search
from edge.measures import SEARCH_SECONDS
from record.filters import RANGES, VOCABULARY_OF
from web.caching import address_etag, kept, not_modified, unchanged
from web.entry import TEXTS, amounts, like, link_groups
from web.facets import canonical, chips, facets
from web.language import in_address, language
from web.paging import paging
from web.query_string import FACETS, QueryString
from web.results import concepts, corrections, hit, relaxations, topics
from web.suggested import suggested
from web.wording import SORTS

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as AnyResponse

    from app.searching.requests import SearchAnswer
    from app.wiring import Services

API_ENTRIES = "/api/v1/entries"
START = "/"
LONGEST_TYPED = 200  # characters; what is longer is no half-typed word


def pages(services: Services, release: str) -> Blueprint:
    """Make the routes; `release` changes with templates and styles."""
    routes = Blueprint("pages", __name__)

    @routes.get(START)
    def start() -> AnyResponse:
        query = QueryString.read(http.args)
        searching = "q" in http.args or bool(query.pairs)
        request = query.request() if searching else SearchRequest(facets=FACETS, limit=0)
        snapshot = live_index(services)
        etag = address_etag(index_state(services, snapshot), release)
        if unchanged(etag):
            return not_modified(etag)
        with SEARCH_SECONDS.time():
            answer = search(services, request, snapshot)
        page = _results(query, request, answer) if searching else _start(services, answer)
        return kept(page, etag)

    @routes.get("/exempel/<entry_id>")
    def example(entry_id: str) -> AnyResponse:
        entry = read_entry(services, entry_id)
        etag = _entry_etag(services, entry, release)
        if unchanged(etag):
            return not_modified(etag)
        page = render_template(
            "entry.html",
            entry=entry,
            groups=link_groups(services, entry),
            texts=[(title, entry[name]) for name, title in TEXTS if entry[name]],
            amounts=amounts(entry),
            related=get_relations(services, entry_id) if entry["relations"] else [],
            similar=like(services, entry_id),
            json_address=f"{API_ENTRIES}/{entry['id']}",
        )
        return kept(page, etag)

    @routes.get("/forslag")
    def suggestions() -> AnyResponse:
        options = suggested(services, http.args.get("q", "")[:LONGEST_TYPED], START)
        page = render_template("parts/suggested.html", options=options)
        return Response(page, headers={"Cache-Control": "public, max-age=60"})

    @routes.get("/robots.txt")
    def robots() -> AnyResponse:
        # Every combination of filters is a page of its own: crawlers need the examples only.
        text = "User-agent: *\nDisallow: /*?\n"
        return Response(text, mimetype="text/plain", headers={"Cache-Control": "max-age=86400"})

    @routes.get("/favicon.ico")
    def favicon() -> AnyResponse:
        return redirect("/static/favicon.svg", 301)

    return routes


def _start(services: Services, answer: SearchAnswer) -> str:
    counts = {
        name: {value["id"]: value["count"] for value in values}
        for name, values in answer.facets.items()
    }
    return render_template(
        "start.html",
        total=answer.total,
        sources=published_by_source(services),
        counts=counts,
        values={
            name: services.vocabularies.values(name) for name in FACETS if name in VOCABULARY_OF
        },
        kinds=_definitions(services, "kinds"),
        shapes=county_shapes(),
    )


def _definitions(services: Services, vocabulary: str) -> dict[str, str]:
    found = services.vocabularies.vocabulary(vocabulary)["concepts"]
    return {concept["id"]: concept["definition"]["sv"] for concept in found}


def _results(query: QueryString, request: SearchRequest, answer: SearchAnswer) -> str:
    query = canonical(query, answer)
    sorts = [
        (title, name, query.without("page").replacing("sort", name).at(START))
        for name, title in SORTS.items()
        if name != "relevance" or request.text
    ]
    return render_template(
        "results.html",
        query_string=query,
        answer=answer,
        answer_limit=request.limit,
        answer_explained=request.explain,
        hits=[hit(item) for item in answer.items],
        facets=facets(query, answer, START),
        ranges={each.name: each for each in RANGES},
        left_out=[
            (each, answer.query[each.without]) for each in RANGES if answer.query[each.without]
        ],
        chips=chips(query, answer, START),
        concepts=concepts(query, answer, START),
        topics=topics(query, answer, START),
        corrections=corrections(answer),
        explaining=_explaining(query, request),
        relaxations=relaxations(query, answer, START),
        paging=paging(query, START, request.page, request.limit, answer.total),
        sorts=sorts,
        cleared=query.replacing("q", request.text).at(START) if request.text else START,
        api_address=query.at(API_ENTRIES),
    )


def _explaining(query: QueryString, request: SearchRequest) -> str:
    """Return the address of the page with, or without, why each example was found."""
    rest = query.without("explain")
    return (rest if request.explain else rest.adding("explain", "true")).at(START)


def _entry_etag(services: Services, entry: dict[str, Any], release: str) -> str | None:
    """Tag a page by its entry and the index (similar examples); none while search is down."""
    try:
        state = index_state(services, live_index(services))
    except ExempelbankenError:
        return None
    return f"{state}-{entry['version']}-{release}-{language()}{in_address()}"
