"""/dumps: everything that is public, as files."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from uuid import UUID

from flask import Response, send_file
from flask.views import MethodView

from api.access import require_scope
from api.addresses import LinkDescription, href, link
from api.answers import REVALIDATE, answer, services
from api.components import headers
from api.media import offers
from api.paging import whole_list
from api.resources.feed import feed
from app.copies.dumps import service as use_cases
from app.copies.dumps.files import MEDIA_TYPES
from app.copies.dumps.runs import request_dump
from app.usage.counting import Use
from edge.readers import note_uses
from record.usage import DOWNLOAD
from schemas.dumps import DumpRequestedSchema, DumpSchema, DumpsSchema
from schemas.examples import read_examples
from schemas.feed import MOST_CHANGES

examples = read_examples("copies")

__all__ = ["feed"]

FILE = {
    "Accept-Ranges": "bytes: parts of it can be fetched by Range.",
    "Last-Modified": "When the file was written.",
}
PART = {
    "description": "The part that Range asks for.",
    "content": {name: {} for name in MEDIA_TYPES.values()},
    "headers": headers(FILE | {"Content-Range": "Which bytes it is, of how many."}),
}
RESPONSES = {200: {"headers": headers(FILE)}, 206: PART}


@feed.route("/dumps")
class Dumps(MethodView):
    """All dumps."""

    @feed.operation("listDumps")
    @feed.answers(DumpsSchema, examples.dumps, 503)
    def get(self) -> Response:
        """List the dumps, latest first.

        A dump holds every published entry as it was at position `seq`; /changes goes on from
        there. Dumps are made when something has changed, as a rule once a day, and the older ones
        removed.
        """
        items = [_manifest_with_links(each) for each in use_cases.list_dumps(services())]
        return answer(whole_list(items))

    @require_scope("admin")
    @feed.operation("requestDump")
    @feed.changes(202, DumpRequestedSchema, examples.dump_requested, 503)
    def post(self) -> Response:
        """Have a dump made now, or as soon as the one that is being made is done.

        Location is that of the job, whose result names the dump. Asking again while a dump waits
        or is being made gives the same job.
        """
        job_id = request_dump(services())
        ways = [link("monitor", "jobs", job_id), link("collection", "dumps")]
        response = answer({"jobId": job_id, "_links": ways})
        response.status_code = 202
        response.headers["Location"] = href("jobs", job_id)
        return response


@feed.route("/dumps/<uuid:dumpId>")
class Dump(MethodView):
    """One dump."""

    @feed.operation("getDump")
    @feed.answers(DumpSchema, examples.dump, 404, 503)
    def get(self, dumpId: UUID) -> Response:  # noqa: N803
        """Read the manifest of a dump: its position, its files, their sizes and checksums."""
        return answer(_manifest_with_links(use_cases.get_manifest(services(), str(dumpId))))


@feed.route("/dumps/<uuid:dumpId>/files/<string:fileName>")
class DumpFile(MethodView):
    """A file of a dump."""

    @offers(*MEDIA_TYPES.values())
    @feed.operation("getDumpFile", responses=RESPONSES)
    @feed.alt_response(304, HTTPStatus.NOT_MODIFIED.name)
    @feed.changes(200, None, None, 404, 416, 503)
    def get(self, dumpId: UUID, fileName: str) -> Response:  # noqa: N803
        """Fetch a file of a dump; parts of it by Range, so that a broken download can go on.

        entries.ndjson.gz: one entry a line, as /entries/{entryId} answers it, in gzip.
        entries.ttl.gz: all of them as RDF, in Turtle and gzip. entries.csv:
        the same without quotes as a sheet (UTF-8 with BOM, commas, CRLF); lists are delimited by
        "; " or line breaks. A cell that a spreadsheet would take for a formula begins with an
        apostrophe: take one away before = + - @, also after ; a tab or a line break within it.
        """
        return _send_dump_file(str(dumpId), fileName)


@feed.route("/dumps/latest/files/<string:fileName>")
class LatestDumpFile(MethodView):
    """A file of the latest dump."""

    @offers(*MEDIA_TYPES.values())
    @feed.operation("getLatestDumpFile", responses=RESPONSES)
    @feed.alt_response(304, HTTPStatus.NOT_MODIFIED.name)
    @feed.changes(200, None, None, 404, 416, 503)
    def get(self, fileName: str) -> Response:  # noqa: N803
        """Fetch a file of the latest dump: an address that stays, for harvesters.

        Whoever keeps a copy takes a dump by its id, since its manifest tells the position.
        """
        return _send_dump_file(use_cases.latest_id(services()), fileName)


def _send_dump_file(dump_id: str, name: str) -> Response:
    path, file = use_cases.get_file(services(), dump_id, name)
    response = send_file(
        path, file["mediaType"], conditional=True, etag=file["checksum"], as_attachment=True
    )
    note_uses(Use(DOWNLOAD, "dump"))
    response.headers["Cache-Control"] = f"public, {REVALIDATE}, no-transform"  # parts, checksum
    response.headers["Content-Language"] = "sv"
    return response


def _manifest_with_links(manifest: Mapping[str, Any]) -> dict[str, Any]:
    dump_id = manifest["id"]
    files = [
        {**file, "_links": [link("item", "dumps", dump_id, "files", file["name"])]}
        for file in manifest["files"]
    ]
    return {**manifest, "files": files, "_links": _links(manifest)}


def _links(manifest: Mapping[str, Any]) -> list[LinkDescription]:
    limit = str(MOST_CHANGES)  # whoever keeps a copy wants all of them, in few calls
    onward = [("since", str(manifest["seq"])), ("mark", manifest["mark"]), ("limit", limit)]
    return [
        link("self", "dumps", manifest["id"]),
        link("collection", "dumps"),
        link("changes", "changes", query=[(name, value) for name, value in onward if value]),
    ]
