"""Examples of imports, for the documentation."""

from __future__ import annotations

from schemas.examples.entries import ENTRY_ID, MOMENT, Example, link

IMPORT_ID = "0199f3a2-7c54-7d01-8a2b-3f1c5d7e9b21"

IMPORT: Example = {
    "id": IMPORT_ID,
    "state": "checked",
    "fileName": "exempel.xlsx",
    "fileKind": "xlsx",
    "size": 48213,
    "checksum": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "options": {
        "mode": "upsert",
        "dryRun": True,
        "onError": "skip",
        "publish": True,
        "source": "my-county",
        "overwrite": False,
    },
    "progress": {"phase": "check", "done": 120, "total": 120},
    "counts": {
        "created": 117,
        "updated": 2,
        "withdrawn": 0,
        "unchanged": 0,
        "rejected": 1,
        "kept": 1,
        "personal": 0,
    },
    "confirmPersonal": None,
    "revert": None,
    "fault": None,
    "seq": 207,
    "createdAt": MOMENT,
    "createdBy": "token:5f2c9a1b",
    "finishedAt": MOMENT,
    "fileRemovedAt": None,
    "_links": [
        link("self", f"/imports/{IMPORT_ID}"),
        link("collection", "/imports"),
        link("rows", f"/imports/{IMPORT_ID}/rows"),
        link("rejected", f"/imports/{IMPORT_ID}/rejected"),
        link("monitor", f"/jobs/{IMPORT_ID}"),
    ],
}
IMPORTS: Example = {
    "items": [IMPORT],
    "_meta": {"totalRecords": 1, "page": 1, "offset": 0, "limit": 20, "count": 1},
    "_links": [link("self", "/imports")],
}
ROWS: Example = {
    "items": [
        {
            "row": 17,
            "sourceSystem": None,
            "externalId": "pant-2026",
            "action": "rejected",
            "entryId": None,
            "version": None,
            "errors": [
                {
                    "pointer": "/counties/0",
                    "column": "Län",
                    "code": "unknown-value",
                    "message": "Det finns inget sådant värde.",
                    "value": "Halland",
                    "nearest": ["13", "04", "14"],
                }
            ],
            "warnings": [],
            "reverted": None,
        },
        {
            "row": 18,
            "sourceSystem": "my-county",
            "externalId": "matsvinn-2026",
            "action": "created",
            "entryId": ENTRY_ID,
            "version": 1,
            "errors": [],
            "warnings": [
                {
                    "pointer": "/title",
                    "column": "Titel",
                    "code": "possible-duplicate",
                    "message": "En annan källa har ett exempel i samma län med nästan samma titel.",
                    "value": "Mindre matsvinn i restauranger",
                    "entryId": ENTRY_ID,
                    "likeness": 94,
                }
            ],
            "reverted": None,
        },
    ],
    "_meta": {"totalRecords": 2, "page": 1, "offset": 0, "limit": 20, "count": 2},
    "_links": [link("self", f"/imports/{IMPORT_ID}/rows"), link("up", f"/imports/{IMPORT_ID}")],
}
JOB: Example = {
    "id": IMPORT_ID,
    "kind": "import",
    "state": "finished",
    "progress": {"done": 120, "total": 120},
    "importId": IMPORT_ID,
    "replyId": None,
    "dumpId": None,
    "attempts": 1,
    "nextAttemptAt": None,
    "fault": None,
    "createdAt": MOMENT,
    "startedAt": MOMENT,
    "finishedAt": MOMENT,
    "_links": [
        link("self", f"/jobs/{IMPORT_ID}"),
        link("related", f"/imports/{IMPORT_ID}"),
    ],
}
