"""An example of what waits to be done."""

from __future__ import annotations

from schemas.examples.entries import ENTRY_ID, MOMENT, Example, link

TASKS: Example = {
    "items": [
        {
            "kind": "without-objective",
            "title": "Verktygspool",
            "counties": ["12"],
            "since": MOMENT,
            "due": None,
            "entryId": ENTRY_ID,
            "candidateId": None,
            "replyId": None,
            "reportId": None,
            "_links": [link("item", f"/entries/{ENTRY_ID}")],
        }
    ],
    "counts": {
        "expiring-reply": 0,
        "erased-place": 0,
        "report": 0,
        "tip": 0,
        "reply-without-examples": 0,
        "candidate": 0,
        "in-review": 0,
        "draft": 0,
        "unchecked": 0,
        "without-objective": 1,
    },
    "_meta": {"totalRecords": 1, "page": 1, "offset": 0, "limit": 20, "count": 1},
    "_links": [link("self", "/tasks")],
}
