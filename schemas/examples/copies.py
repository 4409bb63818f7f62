"""Examples of what is answered to those who keep a copy."""

from __future__ import annotations

from schemas.examples.entries import ENTRY_ID, MOMENT, NUMBERS, Example, link

MARK = "3f1c5d7e9b10"
DUMP_ID = "0199f3a2-7c54-7d01-8a2b-3f1c5d7e9b11"
JOB_ID = "0199f3a2-7c54-7d01-8a2b-3f1c5d7e9b12"
CHECKSUM = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"


CHANGES: Example = {
    "items": [
        {
            "seq": 208,
            "at": MOMENT,
            "type": "withdraw",
            "entryId": ENTRY_ID,
            "version": 2,
            "entry": None,
            "_links": [link("self", f"/entries/{ENTRY_ID}")],
        }
    ],
    "_meta": {
        "totalRecords": None,
        "page": None,
        "offset": None,
        "limit": 20,
        "count": 1,
        "seq": 208,
        "mark": MARK,
    },
    "_links": [
        link("self", "/changes?since=207"),
        link("changes", f"/changes?since=208&mark={MARK}"),
    ],
}
_FILE: Example = {
    "name": "entries.ndjson.gz",
    "mediaType": "application/gzip",
    "bytes": 174210,
    "checksum": CHECKSUM,
    "_links": [link("item", f"/dumps/{DUMP_ID}/files/entries.ndjson.gz")],
}
DUMP: Example = {
    "id": DUMP_ID,
    "createdAt": MOMENT,
    "seq": 207,
    "mark": MARK,
    "count": 207,
    "schemaVersion": "3",
    "licence": "CC0-1.0",
    "files": [_FILE],
    "_links": [
        link("self", f"/dumps/{DUMP_ID}"),
        link("collection", "/dumps"),
        link("changes", f"/changes?since=207&mark={MARK}"),
    ],
}
DUMPS: Example = {"items": [DUMP], "_meta": NUMBERS, "_links": [link("self", "/dumps")]}
DUMP_REQUESTED: Example = {
    "jobId": JOB_ID,
    "_links": [link("monitor", f"/jobs/{JOB_ID}"), link("collection", "/dumps")],
}
