"""The list of examples as a file, with the notes that the browser keeps; none is stored here."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from flask import Blueprint, make_response, redirect, send_file
from flask import request as http

from app.copies.linked.names import Names
from app.exports.files import WRITERS, write_csv, write_xlsx
from app.exports.table import table_of
from app.searching.search import live_index
from app.usage.counting import Use
from edge.readers import note_uses
from record.columns import COLUMNS, NOTE
from record.usage import DOWNLOAD
from schemas.arguments import MOST_IDS
from web.caching import NO_STORE
from web.query_string import LIST_FILE
from web.take_along import is_whole, list_address, list_of

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from app.exports.table import Table
    from app.wiring import Services


def list_file(services: Services) -> Blueprint:
    """Make the route."""
    routes = Blueprint("list_file", __name__)

    @routes.post(f"/{LIST_FILE}")
    def file() -> Response:
        ids = tuple(filter(is_whole, dict.fromkeys(http.form.getlist("id"))))[:MOST_IDS]
        if not ids:
            return redirect(list_address(ids), 303)
        kind = "csv" if http.form.get("format") == "csv" else "xlsx"
        note_uses(Use(DOWNLOAD, kind))
        return _file(_table(services, ids), kind)

    return routes


def _table(services: Services, ids: tuple[str, ...]) -> Table:
    """Return the examples of a list with what is noted on them, if anything is."""
    address = f"{services.settings.public_url}{list_address(ids)}"
    names = Names(services.settings.public_url, "")
    in_own_order = replace(list_of(ids).request(), sort=None)
    table = table_of(services, in_own_order, live_index(services), names, address)
    notes = {each: note for each in ids if (note := _note_on(each))}
    if notes:
        table = table.with_notes(notes)
    chosen = set(http.form.getlist("columns")).intersection(COLUMNS)
    return table.with_columns({*chosen, NOTE}) if chosen else table


def _note_on(entry_id: str) -> str:
    """Return what is noted on an example; forms end a line by CR LF, cells by LF."""
    return http.form.get(f"note-{entry_id}", "").replace("\r\n", "\n").strip()


def _file(table: Table, kind: str) -> Response:
    content = BytesIO()
    if kind == "csv":
        write_csv(table, content, ";")
    else:
        write_xlsx(table, content)
    content.seek(0)
    name = f"exempelbanken-{datetime.now(UTC).date()}.{kind}"
    file = send_file(content, WRITERS[kind][0], as_attachment=True, download_name=name, etag=False)
    return make_response(file, NO_STORE)
