"""Examples of candidates, for the documentation."""

from __future__ import annotations

from schemas.examples.entries import ENTRY_ID, MOMENT, Example, link
from schemas.examples.replies import REPLY_ID

CANDIDATE_ID = "01a2172b-ef11-7698-98cd-23512594643a"
OTHER_ID = "01a2172b-ef12-7a01-8c5d-71b2c3d4e5f6"
SAID = "Verktygspool: kommunen lånar ut verktyg till hantverkare."

CANDIDATE: Example = {
    "id": CANDIDATE_ID,
    "replyId": REPLY_ID,
    "survey": "rus-2018",
    "state": "waiting",
    "version": 1,
    "question": "2c",
    "county": "12",
    "entry": {
        "kind": "activity",
        "title": "Verktygspool",
        "summary": SAID,
        "counties": ["12"],
        "leadOrganisation": "Länsstyrelsen Skåne",
        "levers": ["share"],
    },
    "quote": SAID,
    "said": {
        "text": SAID,
        "publicText": SAID,
        "spans": [[812, 869]],
        "withheldSpans": [],
        "heading": None,
        "url": None,
        "checksum": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
        "name": "enkatsvar.docx",
        "before": "c) Exempel på aktiviteter:",
        "after": "Klimatkontrakt med tolv företag.",
    },
    "suggestions": [
        {
            "field": "levers",
            "vocabulary": "levers",
            "value": "share",
            "label": "Dela",
            "origin": "suggested",
            "score": 0.91,
            "precision": 0.94,
            "method": "rules",
            "evidence": [
                {
                    "quote": "lånar ut verktyg",
                    "start": 23,
                    "end": 39,
                    "ground": "keyword",
                    "name": "låna ut",
                    "example": None,
                }
            ],
            "linked": True,
        }
    ],
    "precision": 0.94,
    "confidence": 0.98,
    "kindConfidence": 0.91,
    "duplicates": [],
    "warnings": [],
    "revision": None,
    "earlierId": None,
    "goneInReplyId": None,
    "mergedIntoId": None,
    "mergedIds": [],
    "splitFromId": None,
    "postponed": False,
    "entryId": None,
    "actor": None,
    "reason": None,
    "createdAt": MOMENT,
    "changedAt": MOMENT,
    "_links": [
        link("self", f"/candidates/{CANDIDATE_ID}"),
        link("collection", "/candidates"),
        link("up", f"/replies/{REPLY_ID}"),
        link("edit", f"/candidates/{CANDIDATE_ID}", "PATCH"),
        link("transitions", f"/candidates/{CANDIDATE_ID}/transitions", "POST"),
    ],
}
CANDIDATES: Example = {
    "items": [CANDIDATE],
    "_meta": {"totalRecords": 1, "page": 1, "offset": 0, "limit": 20, "count": 1},
    "_links": [link("self", "/candidates")],
}
PATCH: Example = {"title": "Verktygspool för hantverkare", "levers": ["share"], "reason": "Titel"}
CHANGED: Example = {
    **CANDIDATE,
    "version": 2,
    "_meta": {"seq": 207, "candidates": [], "warnings": []},
}
ACCEPT: Example = {"transition": "accept", "reason": "Stämmer med svaret"}
ACCEPTED: Example = {
    **CHANGED,
    "state": "accepted",
    "entryId": ENTRY_ID,
    "_meta": {"seq": 208, "candidates": [], "warnings": []},
}
BULK: Example = {"transition": "accept", "minPrecision": 0.9, "reply": REPLY_ID, "dryRun": True}
BULK_DONE: Example = {
    "items": [
        {
            "candidateId": CANDIDATE_ID,
            "title": "Verktygspool",
            "done": True,
            "entryId": None,
            "precision": 0.94,
            "confidence": 0.98,
            "message": None,
            "warnings": [],
        },
        {
            "candidateId": OTHER_ID,
            "title": "Klimatkontrakt",
            "done": False,
            "entryId": None,
            "precision": 0.96,
            "confidence": 0.97,
            "message": "Det finns ett liknande exempel; granska för hand.",
            "warnings": [],
        },
    ],
    "_meta": {
        "totalRecords": 2,
        "page": 1,
        "offset": 0,
        "limit": 2,
        "count": 2,
        "done": 1,
        "skipped": 1,
        "more": False,
        "seq": 207,
    },
    "_links": [link("self", "/candidates/transitions", "POST")],
}
PASSAGE: Example = {"document": 0, "spans": [[812, 869]]}
"""Of a reply, marked."""
