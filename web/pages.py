"""The pages: start and search on one address, and one page for each example."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, render_template
from flask import request as http
from werkzeug.wrappers import Response as AnyResponse

from app.addresses import entry_name
from app.entries.reading import get_entry as read_entry
from app.entries.reading import get_relations
from app.errors import ExempelbankenError
from app.searching.requests import MAX_WINDOW, SearchAnswer, SearchRequest
from app.searching.search import index_state, live_index, search
from app.usage.counting import Use, uses_of_search
from app.wiring import Services
from edge.measures import SEARCH_SECONDS
from edge.readers import note_uses
from record.usage import READ
from web.addresses import entry_id_of, entry_path
from web.caching import address_etag, not_modified, revalidated, today, unchanged
from web.entry import like
from web.entry_page import shown_entry
from web.language import home, in_address, language
from web.query_string import LIST_OF_IDS, OWN, QueryString
from web.results import only_period
from web.results_page import results_page
from web.start_page import start_page
from web.suggested import suggested
from web.take_along import list_address, search_before

START = "/"
LONGEST_TYPED = 200  # characters; what is longer is no half-typed word


def pages(services: Services, release: str) -> Blueprint:
    """Make the routes; `release` changes with templates and styles."""
    routes = Blueprint("pages", __name__)

    @routes.get(START)
    def start() -> AnyResponse:
        query = QueryString.read(http.args, (LIST_OF_IDS, OWN))
        searching = "q" in http.args or bool(query.pairs)
        if not searching:
            return start_page(services, release)
        if query.value(OWN) or _has_empty_fields():
            return redirect(query.spelt_out().at(home()))
        request = query.request()
        snapshot = live_index(services)
        etag = address_etag(index_state(services, snapshot), release)
        if unchanged(etag):
            return not_modified(etag)
        with SEARCH_SECONDS.time():
            answer = _find_page(request, lambda wanted: search(services, wanted, snapshot))
        years = only_period(query, answer, home())
        page = "" if years else results_page(services, query, request, answer)
        note_uses(*uses_of_search(request, answer))
        return redirect(years) if years else revalidated(page, etag)

    @routes.get("/exempel/<name>")
    def example(name: str) -> AnyResponse:
        entry = read_entry(services, entry_id_of(name))
        if name != entry_name(entry):
            return redirect(_with_query(entry_path(entry)), 301)
        note_uses(Use(READ, entry["id"]))
        etag = _entry_etag(services, entry, release)
        if unchanged(etag):
            return not_modified(etag)
        page = render_template(
            "entry.html",
            entry=entry,
            address=entry_path(entry),
            related=get_relations(services, entry["id"]) if entry["relations"] else [],
            similar=like(services, entry["id"]),
            back=_back(entry["id"]),
            from_list=_is_from_list(),
            **_list_so_far(entry["id"]),
            **shown_entry(services, entry),
        )
        return revalidated(page, etag)

    @routes.get("/forslag")
    def suggestions() -> AnyResponse:
        kept = QueryString.read(http.args).without("q").without("page")
        options = suggested(services, http.args.get("q", "")[:LONGEST_TYPED], kept)
        page = render_template("parts/suggested.html", options=options)
        return Response(page, headers={"Cache-Control": "public, max-age=60"})

    @routes.get("/favicon.ico")
    def favicon() -> AnyResponse:
        return redirect("/static/favicon.svg", 301)

    return routes


def _find_page(
    request: SearchRequest, find: Callable[[SearchRequest], SearchAnswer]
) -> SearchAnswer:
    """Search; a page past the last hits is empty, however far past it is.

    Raises:
        InvalidQuery: something cannot be understood, or there are hits so deep that none is shown.
        SearchUnavailable: the engine does not answer.
    """
    deepest = MAX_WINDOW // max(1, request.limit)
    if request.page > deepest:
        answer = find(replace(request, page=deepest))
        if answer.total <= MAX_WINDOW:
            return answer
    return find(request)


def _has_empty_fields() -> bool:
    """Return whether a form has sent empty fields; without a text it is still a search."""
    sent = http.args.items(multi=True)
    return any(not value.strip() for name, value in sent if name != "q")


def _is_from_list() -> bool:
    """Return whether the example was opened from a list; hits have a text, if an empty one."""
    query = QueryString.read(http.args, (LIST_OF_IDS,))
    return bool(query.listed) and not query.without(LIST_OF_IDS).pairs and "q" not in http.args


def _back(entry_id: str) -> str:
    """Return the address of the hits or list that the example was opened from, at its place."""
    query = QueryString.read(http.args, (LIST_OF_IDS,))
    if _is_from_list():
        return f"{list_address(query.listed, search_before())}#e-{entry_id}"
    if query.pairs:
        return f"{query.at(home())}#e-{entry_id}"
    return f"{home()}?q=#e-{entry_id}" if "q" in http.args else ""


def _list_so_far(entry_id: str) -> dict[str, object]:
    """Return the list that the example was opened with, the same with it, and the search before."""
    query = QueryString.read(http.args, (LIST_OF_IDS,))
    before = urlencode(query.without(LIST_OF_IDS).pairs) or search_before()
    listed = dict.fromkeys((*query.listed, entry_id))
    return {"carried": query.listed, "listed": listed, "search_before": before}


def _with_query(address: str) -> str:
    query = http.query_string.decode("latin-1")
    return f"{address}?{query}" if query else address


def _entry_etag(services: Services, entry: dict[str, Any], release: str) -> str | None:
    """Tag a page by its entry and the index (similar examples); none while search is down."""
    try:
        state = index_state(services, live_index(services))
    except ExempelbankenError:
        return None
    return f"{state}-{entry['version']}-{today()}-{release}-{language()}{in_address()}"
