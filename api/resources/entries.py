"""/entries: search and list."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask.views import MethodView

from api.addresses import link
from api.answers import address_etag, services, unchanged, weak_answer
from api.paging import page_links, page_meta
from api.selection import Tree, select, tree_of
from api.smorest import Blueprint
from api.wording import in_readers_language
from app.requests import FILTERS, SearchRequest
from app.search import search, search_etag
from edge.measures import SEARCH_SECONDS
from schemas import examples
from schemas.arguments import SearchArgsSchema
from schemas.searching import EntriesSchema

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Response

entries = Blueprint("entries", "Search the examples, and read them one by one.")


@entries.route("/entries")
class Entries(MethodView):
    """All published entries."""

    @entries.arguments(SearchArgsSchema(), location="query")
    @entries.answers(EntriesSchema, examples.ENTRIES, 503)
    @entries.doc(operationId="searchEntries")
    def get(self, args: Mapping[str, Any]) -> Response:
        """Search and list entries.

        A repeated filter means any of its values, different filters must all hold. Values may be
        ids, notations or names in Swedish or English. `query` tells how the text was understood,
        and when nothing was found what would be with one condition less, or with one alone. A page
        past the last is an empty list. `facets` do not count their own selection; organisation
        holds the 50 most frequent values. `page` times `limit` may be at most 10,000; read on with
        `sort=seq` and `cursor`.
        """
        request = _search_request(args)
        tree = tree_of(args["fields"]) if args["fields"] else None
        etag = address_etag(search_etag(services(), request))
        fresh = unchanged(etag)
        return fresh or weak_answer(_found(request, tree), etag)


def _search_request(args: Mapping[str, Any]) -> SearchRequest:
    return SearchRequest(
        text=args["q"],
        filters={name: args[name] for name in FILTERS if args[name]},
        ids=args["id"],
        year_from=args.get("yearFrom"),
        year_to=args.get("yearTo"),
        sort=args.get("sort"),
        facets=args["facets"],
        page=args["page"],
        limit=args["limit"],
        cursor=args.get("cursor"),
    )


def _found(request: SearchRequest, tree: Tree | None) -> dict[str, Any]:
    with SEARCH_SECONDS.time():
        answer = search(services(), request)
    facets, query = in_readers_language(answer.facets, answer.query)
    return {
        "items": [found_entry(item, tree) for item in answer.items],
        "facets": facets,
        "query": query,
        "_meta": page_meta(request, answer),
        "_links": page_links(request, answer),
    }


def found_entry(item: Mapping[str, Any], tree: Tree | None = None) -> dict[str, Any]:
    """Return an entry among others, with the way to it."""
    return {**select(item, tree), "_links": [link("self", "entries", item["id"])]}
