"""What is taken along: all hits of a search to print, and the list of examples that one has ticked.

A list is its ids in the address, so that it can be sent; a browser may keep it too (list.js).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from flask import Blueprint, render_template
from flask import request as http
from werkzeug.datastructures import MultiDict

from app.searching.search import index_state, live_index, search
from schemas.arguments import MOST_IDS
from web.caching import address_etag, kept, not_modified, unchanged
from web.conditions import by_ids
from web.headings import shares, subject
from web.language import home, language
from web.query_string import LIST_OF_IDS, QueryString
from web.results import HitCard, hit

if TYPE_CHECKING:
    from flask import Response

    from app.wiring import Services

MOST_PRINTED = 500
"""Examples on a page to print, some hundred sheets; a file holds more."""
TABLE = "/api/v1/entries/table"


def take_along(services: Services, release: str) -> Blueprint:
    """Make the routes."""
    routes = Blueprint("take_along", __name__)

    @routes.get("/utskrift")
    def print_out() -> Response:
        query = QueryString.read(http.args).without_any(("page", "limit", "explain"))
        snapshot = live_index(services)
        today = datetime.now(UTC).date().isoformat()
        etag = address_etag(f"{index_state(services, snapshot)}-{today}", release)
        if unchanged(etag):
            return not_modified(etag)
        request = replace(query.request(), limit=MOST_PRINTED, facets=("county",))
        answer = search(services, request, snapshot)
        query = by_ids(query, answer.query)
        page = render_template(
            "print.html",
            address=query.at(f"{home()}utskrift"),
            answer=answer,
            hits=[hit(item) for item in answer.items],
            subject=subject(answer),
            shares=shares(answer),
            today=today,
            search=query.at(home()),
            file=_file(query, "xlsx"),
        )
        return kept(page, etag)

    @routes.get("/lista")
    def my_list() -> Response:
        gone = http.args.get("bort", "")
        asked = tuple(dict.fromkeys(QueryString.read(http.args).without("id", gone).values("id")))
        ids = asked[:MOST_IDS]
        chosen = QueryString(tuple(("id", each) for each in ids))
        search_before = _search_before(chosen)
        hits: tuple[HitCard, ...] = ()
        unknown = 0
        if ids:
            answer = search(services, replace(chosen.request(), limit=MOST_IDS, facets=()))
            found = {item["id"]: hit(item) for item in answer.items}
            hits = tuple(found[each] for each in ids if each in found)
            unknown = len(answer.query["unknownIds"])
        page = render_template(
            "list.html",
            hits=hits,
            unknown=unknown,
            ids=ids,
            room=MOST_IDS if len(asked) > MOST_IDS else 0,
            before=http.args.get("sok", ""),
            address=chosen.at(f"{home()}lista"),
            more=search_before,
            print_out=chosen.at(f"{home()}utskrift"),
            xlsx=_file(chosen, "xlsx"),
            csv=_file(chosen, "csv"),
        )
        return kept(page, None)

    return routes


def _file(query: QueryString, kind: str) -> str:
    """Return the address of a search as a file, in the language of the page."""
    return query.adding("format", kind).adding("language", language()).at(TABLE)


def _search_before(chosen: QueryString) -> str:
    """Return the address of the search that the list came from, or of all, with the list along."""
    before = QueryString.read(
        MultiDict(parse_qsl(http.args.get("sok", ""), keep_blank_values=True))
    )
    ids = chosen.values("id")
    before = before.without(LIST_OF_IDS) if before.pairs else QueryString((("q", ""),))
    return (before.adding(LIST_OF_IDS, ".".join(ids)) if ids else before).at(home())
