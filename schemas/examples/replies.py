"""Examples of replies, for the documentation."""

from __future__ import annotations

from schemas.examples.entries import MOMENT, Example, link

REPLY_ID = "01a2172a-3462-7748-8e0a-6b27dd18a3e5"
QUESTION = "Driver ni ett utåtriktat arbete för att nå näringslivet/företagen i ert län?"

SUMMARY: Example = {
    "id": REPLY_ID,
    "state": "harvested",
    "survey": "rus-2018",
    "year": 2018,
    "formId": None,
    "fileName": "enkatsvar.docx",
    "fileKind": "docx",
    "size": 21370,
    "checksum": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "registryNumber": "501-2345-2018",
    "receivedOn": "2018-08-20",
    "counties": ["12"],
    "counts": {
        "waiting": 6,
        "accepted": 1,
        "rejected": 0,
        "merged": 0,
        "split": 0,
        "unchanged": 0,
        "replaced": 0,
    },
    "fault": None,
    "warnings": [],
    "createdAt": MOMENT,
    "createdBy": "token:5f2c9a1b",
    "finishedAt": MOMENT,
    "relation": None,
    "outcome": None,
    "reviewedAt": None,
    "forgottenAt": None,
    "releasedAt": None,
    "releasedBy": None,
    "_links": [
        link("self", f"/replies/{REPLY_ID}"),
        link("collection", "/replies"),
        link("candidates", f"/candidates?reply={REPLY_ID}"),
        link("monitor", f"/jobs/{REPLY_ID}"),
        link("transitions", f"/replies/{REPLY_ID}/transitions", method="POST"),
    ],
}
REPLY: Example = {
    **SUMMARY,
    "documents": [
        {
            "checksum": SUMMARY["checksum"],
            "name": "enkatsvar.docx",
            "kind": "docx",
            "characters": 58,
            "text": "2a) Ja, vi bjuder in företag.\nFråga miljo@example.org gärna",
            "withheldSpans": [{"kind": "email", "start": 36, "end": 53}],
        }
    ],
    "respondents": [
        {
            "document": 0,
            "row": None,
            "county": "12",
            "organisation": "Länsstyrelsen Skåne",
            "yesNo": {"2a": "ja"},
            "answers": [
                {
                    "question": "2a",
                    "yesNo": "ja",
                    "version": 0,
                    "text": "Ja, vi bjuder in företag.",
                    "publicText": "Ja, vi bjuder in företag.",
                    "spans": [[4, 29]],
                }
            ],
            "sectors": [],
        }
    ],
    "revision": None,
}
REPLIES: Example = {
    "items": [SUMMARY],
    "answers": [
        {
            "survey": "rus-2018",
            "year": 2018,
            "question": "2a",
            "text": QUESTION,
            "yesCounties": ["12"],
            "noCounties": [],
            "unclearCounties": [],
        }
    ],
    "_meta": {"totalRecords": 1, "page": 1, "offset": 0, "limit": 20, "count": 1},
    "_links": [link("self", "/replies")],
}
RELEASE: Example = {"transition": "release", "reason": "Läst tillsammans med länet."}
RELEASED: Example = {**SUMMARY, "releasedAt": MOMENT, "releasedBy": "user:5f2c9a1b"}
ANSWERS: Example = {
    "items": [
        {
            "survey": "rus-2018",
            "title": "Näringslivets arbete med miljömålen och Agenda 2030",
            "year": 2018,
            "county": "12",
            "question": "2a",
            "text": QUESTION,
            "yesNo": "ja",
        }
    ],
    "_meta": {"totalRecords": 1, "page": 1, "offset": 0, "limit": 1, "count": 1},
    "_links": [link("self", "/survey-answers")],
}
