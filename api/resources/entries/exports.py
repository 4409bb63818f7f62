"""/entries/table and /entries/feed: a search as a file, and to follow."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from flask import Response, current_app, request
from flask.views import MethodView

from api.addresses import names, public_root
from api.answers import address_etag, not_modified, services, with_known_etag
from api.files import sent, written
from api.language import language
from api.media import negotiated, offers
from api.paging import links_around
from api.resources.entries.collection import entries
from app.exports import atom
from app.exports.files import WRITERS, write_csv
from app.exports.table import table_of
from app.searching.requests import SearchRequest
from app.searching.search import index_state, live_index
from app.usage.counting import Use
from edge.readers import note_uses
from edge.shares import expensive
from record.usage import DOWNLOAD
from schemas.exports import CSV, DELIMITERS, FORMATS, FeedArgsSchema, TableArgsSchema

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["entries"]

OF_A_PAGE = ("page", "limit")
TYPES = tuple(WRITERS[name][0] for name in FORMATS)


@entries.route("/entries/table")
class Table(MethodView):
    """A search as a table."""

    @expensive
    @offers(*TYPES)
    @entries.operation("getEntryTable", TableArgsSchema())
    @entries.alt_response(304, HTTPStatus.NOT_MODIFIED.name)
    @entries.changes(200, None, None, 503)
    def get(self, args: Mapping[str, Any]) -> Response:
        """Fetch all hits of a search as a workbook (XLSX) or as CSV, for people.

        Takes the conditions and the order of /entries; entries chosen by id alone stand in the
        order of the ids. Values are in words, in the language of the answer; lists are delimited by
        "; ", or by line breaks where a value holds ";", and facts by line breaks. The last two
        columns of CSV tell the address of the search and the day; the second sheet of XLSX also the
        search in words, the number and the licence. CSV is UTF-8 with BOM, CRLF and commas, or
        semicolons for spreadsheets in Swedish; a cell that a spreadsheet would take for a formula
        begins with an apostrophe. A search that finds more than 10,000 entries is refused with
        too-many-hits: /dumps has all of them.
        """
        snapshot = live_index(services())
        today = datetime.now(UTC).date().isoformat()
        spoken = language()
        name = args.get("format") or FORMATS[TYPES.index(negotiated())]
        etag = address_etag(f"{index_state(services(), snapshot)}.{name}.{today}")
        if fresh := not_modified(etag):
            return fresh
        mimetype, write = WRITERS[name]
        if name == CSV:
            write = partial(write_csv, delimiter=DELIMITERS[args["delimiter"]])
        conditions = SearchRequest.of(args, spoken)
        table = table_of(services(), conditions, snapshot, names(), _page_address(spoken))
        if args["columns"]:
            table = table.with_columns(args["columns"])
        note_uses(Use(DOWNLOAD, name))
        content, _ = written(lambda out: write(table, out))
        return with_known_etag(
            sent(content, mimetype, f"exempelbanken-{today}.{name}"), etag, spoken
        )


@entries.route("/entries/feed")
class Feed(MethodView):
    """A search to follow."""

    @offers(atom.MEDIA_TYPE)
    @entries.operation("getEntryFeed", FeedArgsSchema())
    @entries.alt_response(304, HTTPStatus.NOT_MODIFIED.name)
    @entries.changes(200, None, None, 503)
    def get(self, args: Mapping[str, Any]) -> Response:
        """Follow a search: what is new or changed first, as an Atom feed (RFC 4287).

        Takes the conditions of /entries. `id` of an entry is its lasting address, `updated` when
        its text last changed, and each category a concept with its name. What is withdrawn is gone
        from the feed; a copy that is to be kept in step takes /changes.
        """
        snapshot = live_index(services())
        etag = address_etag(f"{index_state(services(), snapshot)}.atom")
        if fresh := not_modified(etag):
            return fresh
        spoken = language()
        page = atom.feed_page(services(), SearchRequest.of(args, spoken), snapshot)
        links = [
            atom.FeedLink(each["href"], each["rel"])
            for each in links_around(args["page"], args["limit"], page.total)
        ]
        links.append(atom.FeedLink(_page_address(spoken), "alternate", "text/html"))
        body = atom.to_atom(page, names(), _feed_address(), links)
        return with_known_etag(Response(body, mimetype=atom.MEDIA_TYPE), etag, spoken)


def _feed_address() -> str:
    """Return what a feed is called for good: its address on the public host, from its start."""
    query = _parameters_without(*OF_A_PAGE)
    return f"{public_root()}/entries/feed" + (f"?{query}" if query else "")


def _page_address(spoken: str) -> str:
    """Return the address of the search for people, in their language, on the public host."""
    query = _parameters_without(*OF_A_PAGE, "format", "delimiter", "columns", "language")
    home = "/en/" if spoken == "en" else "/"
    return f"{current_app.config['PUBLIC_URL']}{home}" + (f"?{query}" if query else "")


def _parameters_without(*names: str) -> str:
    return urlencode([pair for pair in request.args.items(multi=True) if pair[0] not in names])
