"""Examples of reports, for the documentation."""

from __future__ import annotations

from schemas.examples.entries import ENTRY_ID, MOMENT, Example, link

REPORT_ID = "01a2172a-3462-7748-8e0a-6b27dd18a3e7"
REPORT: Example = {
    "id": REPORT_ID,
    "state": "open",
    "entryId": ENTRY_ID,
    "kind": "dead-source",
    "text": "Sidan finns inte längre.",
    "answerTo": "miljo@example.org",
    "createdAt": MOMENT,
    "closedAt": None,
    "closedBy": None,
    "reason": None,
    "_links": [
        link("self", f"/reports/{REPORT_ID}"),
        link("collection", "/reports"),
        link("related", f"/entries/{ENTRY_ID}"),
        link("transitions", f"/reports/{REPORT_ID}/transitions", method="POST"),
    ],
}
REPORTS: Example = {
    "items": [REPORT],
    "_meta": {"totalRecords": 1, "page": 1, "offset": 0, "limit": 20, "count": 1},
    "_links": [link("self", "/reports")],
}
CLOSE: Example = {"transition": "close", "reason": "Källan är bytt."}
CLOSED: Example = {
    **REPORT,
    "state": "closed",
    "answerTo": None,
    "closedAt": MOMENT,
    "closedBy": "user:5f2c9a1b",
    "reason": "Källan är bytt.",
    "_links": REPORT["_links"][:3],
}
