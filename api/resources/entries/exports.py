"""/entries/table: a search as a file."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack
from datetime import UTC, datetime
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from flask import current_app, request, send_file
from flask.views import MethodView

from api.addresses import public_root
from api.answers import address_etag, kept, not_modified, services
from api.language import language
from api.media import negotiated, offers
from api.resources.entries.collection import entries
from app.copies.linked.names import Names
from app.exports.files import WRITERS
from app.exports.table import table_of
from app.searching.requests import SearchRequest
from app.searching.search import index_state, live_index
from schemas.exports import FORMATS, TableArgsSchema

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Response

__all__ = ["entries"]

TYPES = tuple(WRITERS[name][0] for name in FORMATS)


@entries.route("/entries/table")
class Table(MethodView):
    """A search as a table."""

    @offers(*TYPES)
    @entries.arguments(TableArgsSchema(), location="query")
    @entries.alt_response(304, HTTPStatus.NOT_MODIFIED.name)
    @entries.changes(200, None, None, 503)
    @entries.doc(operationId="getEntryTable")
    def get(self, args: Mapping[str, Any]) -> Response:
        """Fetch all hits of a search as a workbook (XLSX) or as CSV, for people.

        Takes the conditions and the order of /entries. Values are in words, in the language of
        the answer; lists are delimited by "; ", facts by line breaks. The first sheet of XLSX, and
        the last lines of CSV after an empty one, tell search, address, date, number and licence;
        they have no id. CSV is UTF-8 with BOM, commas and CRLF, and a cell that a spreadsheet would
        take for a formula begins with an apostrophe. A search that finds more than 10,000 entries
        is refused with too-many-hits: /dumps has all of them.
        """
        snapshot = live_index(services())
        today = datetime.now(UTC).date().isoformat()
        name = args.get("format") or FORMATS[TYPES.index(negotiated())]
        etag = address_etag(f"{index_state(services(), snapshot)}.{name}.{today}")
        if fresh := not_modified(etag):
            return fresh
        mimetype, write = WRITERS[name]
        conditions = SearchRequest.of(args, language())
        table = table_of(services(), conditions, snapshot, _names(), _page_address())
        with ExitStack() as at_failure:
            content = at_failure.enter_context(tempfile.TemporaryFile())
            write(table, content)
            content.seek(0)
            at_failure.pop_all()  # from here on the answer closes the file
        file_name = f"exempelbanken-{today}.{name}"
        response = send_file(
            content, mimetype, as_attachment=True, download_name=file_name, etag=False
        )
        return kept(response, etag)


def _names() -> Names:
    return Names(current_app.config["PUBLIC_URL"], public_root())


def _page_address() -> str:
    """Return the address of the search for people, on the public host."""
    asked = [pair for pair in request.args.items(multi=True) if pair[0] != "format"]
    return f"{current_app.config['PUBLIC_URL']}/" + (f"?{urlencode(asked)}" if asked else "")
