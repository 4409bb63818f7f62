"""The pages: start and search on one address, and one page for each example."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from flask import Blueprint, Response, redirect, render_template
from flask import request as http

from app.addresses import entry_name
from app.entries.reading import get_entry as read_entry
from app.entries.reading import get_relations
from app.errors import ExempelbankenError
from app.searching.search import index_state, live_index, search
from edge.measures import SEARCH_SECONDS
from record.filters import RANGES, VOCABULARY_OF
from web.addresses import entry_id_of, entry_path
from web.caching import address_etag, kept, not_modified, unchanged
from web.conditions import by_ids
from web.county_pages import of_counties
from web.entry import like
from web.entry_page import API_ENTRIES, shown_entry
from web.facets import ZEROS, chips, facets, kept_by_filters
from web.headings import is_near, place, shares, subject
from web.language import gettext, home, in_address, language
from web.paging import paging
from web.query_string import LIST_OF_IDS, QueryString
from web.results import (
    concepts,
    corrections,
    counties_meant,
    hit_groups,
    own_first,
    period,
    relaxations,
    topics,
)
from web.shortcuts import shortcuts
from web.start_page import start_page
from web.suggested import suggested
from web.views import LIST, views
from web.wording import SORTS

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as AnyResponse

    from app.searching.requests import SearchAnswer, SearchRequest
    from app.wiring import Services

START = "/"
LONGEST_TYPED = 200  # characters; what is longer is no half-typed word


def pages(services: Services, release: str) -> Blueprint:
    """Make the routes; `release` changes with templates and styles."""
    routes = Blueprint("pages", __name__)

    @routes.get(START)
    def start() -> AnyResponse:
        query = QueryString.read(http.args, (LIST_OF_IDS,))
        searching = "q" in http.args or bool(query.pairs)
        if not searching:
            return start_page(services, release)
        if _has_empty_fields():
            return redirect((query if query.pairs else QueryString((("q", ""),))).at(home()))
        request = query.request()
        snapshot = live_index(services)
        etag = address_etag(index_state(services, snapshot), release)
        if unchanged(etag):
            return not_modified(etag)
        with SEARCH_SECONDS.time():
            answer = search(services, request, snapshot)
        return kept(_results(services, query, request, answer), etag)

    @routes.get("/exempel/<name>")
    def example(name: str) -> AnyResponse:
        entry = read_entry(services, entry_id_of(name))
        if name != entry_name(entry):
            return redirect(_with_query(entry_path(entry)), 301)
        etag = _entry_etag(services, entry, release)
        if unchanged(etag):
            return not_modified(etag)
        page = render_template(
            "entry.html",
            entry=entry,
            address=entry_path(entry),
            related=get_relations(services, entry["id"]) if entry["relations"] else [],
            similar=like(services, entry["id"]),
            back=_back_to_hits(entry["id"]),
            **_list_so_far(entry["id"]),
            **shown_entry(services, entry),
        )
        return kept(page, etag)

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


def _has_empty_fields() -> bool:
    """Tell whether a form has sent fields that were left empty; without a text is a search too."""
    sent = http.args.items(multi=True)
    return any(not value.strip() for name, value in sent if name != "q")


def _back_to_hits(entry_id: str) -> str:
    """Return the address of the hits that the example was opened from, at its place among them."""
    query = QueryString.read(http.args, (LIST_OF_IDS,))
    if query.pairs:
        return f"{query.at(home())}#e-{entry_id}"
    return f"{home()}?q=#e-{entry_id}" if "q" in http.args else ""


def _list_so_far(entry_id: str) -> dict[str, object]:
    """Return the ids of the list with this example, and the search that it was opened from."""
    query = QueryString.read(http.args, (LIST_OF_IDS,))
    ticked = [each for each in query.value(LIST_OF_IDS).split(".") if each]
    search_before = urlencode(query.without(LIST_OF_IDS).pairs)
    return {"listed": dict.fromkeys((*ticked, entry_id)), "search": search_before}


def _with_query(address: str) -> str:
    query = http.query_string.decode("latin-1")
    return f"{address}?{query}" if query else address


def _results(
    services: Services, query: QueryString, request: SearchRequest, answer: SearchAnswer
) -> str:
    query = by_ids(query, answer.query)
    bare = query.without(LIST_OF_IDS)

    def label(name: str, value: str) -> str:
        return services.vocabularies.label(name, value, language())

    return render_template(
        "results.html",
        query_string=query,
        answer=answer,
        answer_explained=request.explain,
        groups=hit_groups(query, request, answer),
        facets=facets(answer, _known_values(services)),
        kept=kept_by_filters(query),
        shortcuts=shortcuts(query, home(), label),
        ranges={each.name: each for each in RANGES},
        left_out=[
            (each, answer.query[each.without]) for each in RANGES if answer.query[each.without]
        ],
        chips=chips(query, answer, home()),
        subject=subject(answer),
        near=is_near(answer),
        place=place(answer),
        shares=shares(answer),
        chosen_counties=len(query.values("county")),
        of_counties=of_counties(services, counties_meant(answer)),
        concepts=concepts(query, answer, home()),
        topics=topics(query, answer, home()),
        period=period(query, answer, home()),
        corrections=corrections(answer),
        explaining=_explaining(query, request),
        relaxations=relaxations(query, answer, home()),
        paging=paging(query, home(), request.page, request.limit, answer.total),
        sorts=_sorts(query, request, answer),
        views=views(bare.without("page").without("limit").without("sort"), LIST),
        cleared=_cleared(query, request),
        one_subject=_is_one_subject(bare),
        address=bare.at(home()),
        ticked=query.value(LIST_OF_IDS).split("."),
        search=urlencode(bare.pairs),
        print_out=bare.without("page").without("limit").at(f"{home()}utskrift"),
        back=f"?{urlencode(query.pairs or [('q', '')])}",
        api=bare.at(API_ENTRIES),
        files=bare.without_any(("page", "limit", "explain")).adding("language", language()),
    )


def _cleared(query: QueryString, request: SearchRequest) -> str:
    """Return the address of the search with nothing but its text, and of all without one."""
    kept = [pair for pair in query.pairs if pair[0] == LIST_OF_IDS]
    return QueryString((("q", request.text), *kept)).at(home())


def _known_values(services: Services) -> dict[str, list[dict[str, str]]]:
    return {name: services.vocabularies.values(name, language()) for name in ZEROS}


def _sorts(
    query: QueryString, request: SearchRequest, answer: SearchAnswer
) -> list[tuple[str, str, bool]]:
    """Return title and address of each order, and whether it is the one that is shown."""
    bare = query.without("page").without("sort")
    own = own_first(query)
    first = [(gettext("Länets egna först"), bare.at(home()), own)] if _county_alone(query) else []
    return first + [
        (
            title,
            bare.replacing("sort", name).at(home()),
            not own and (request.sort or answer.query["sort"]) == name,
        )
        for name, title in SORTS.items()
        if name != "relevance" or request.text
    ]


def _county_alone(query: QueryString) -> bool:
    return bool(query.values("county")) and not query.value("q")


def _is_one_subject(query: QueryString) -> bool:
    """Tell whether a page shows all of one filter, which search engines may know."""
    return len(query.pairs) == 1 and query.pairs[0][0] in VOCABULARY_OF


def _explaining(query: QueryString, request: SearchRequest) -> str:
    """Return the address of the page with, or without, why each example was found."""
    rest = query.without("explain")
    return (rest if request.explain else rest.adding("explain", "true")).at(home())


def _entry_etag(services: Services, entry: dict[str, Any], release: str) -> str | None:
    """Tag a page by its entry and the index (similar examples); none while search is down."""
    try:
        state = index_state(services, live_index(services))
    except ExempelbankenError:
        return None
    return f"{state}-{entry['version']}-{release}-{language()}{in_address()}"
