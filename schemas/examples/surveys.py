"""Examples of surveys by form, for the documentation."""

from __future__ import annotations

from schemas.examples.entries import MOMENT, Example, link
from schemas.examples.replies import REPLY_ID

SURVEY_ID = "01a21f01-3cb3-7121-b43a-359d222f41fd"
FORM: Example = {
    "id": "01a21f01-3cb3-7b1c-9f0e-1c2d3e4f5a6b",
    "county": "12",
    "state": "sent",
    "hasAnswered": True,
    "hasLink": True,
    "savedAt": MOMENT,
    "sentAt": MOMENT,
    "replyId": REPLY_ID,
}
SURVEY: Example = {
    "id": SURVEY_ID,
    "state": "open",
    "questionnaire": "rus-2018",
    "title": "Näringslivets arbete med miljömålen och Agenda 2030",
    "year": 2099,
    "closesOn": "2099-09-30",
    "openedAt": MOMENT,
    "openedBy": "user:5f2c9a1b",
    "closedAt": None,
    "forms": [FORM],
    "_links": [link("self", f"/surveys/{SURVEY_ID}"), link("collection", "/surveys")],
}
SURVEYS: Example = {
    "items": [SURVEY],
    "_meta": {"totalRecords": 1, "page": 1, "offset": 0, "limit": 1, "count": 1},
    "_links": [link("self", "/surveys")],
}
NEW: Example = {"questionnaire": "rus-2018", "year": 2099, "closesOn": "2099-09-30"}
OPENED: Example = {
    **SURVEY,
    "forms": [
        {
            **FORM,
            "state": "waiting",
            "hasAnswered": False,
            "hasLink": False,
            "savedAt": None,
            "sentAt": None,
            "replyId": None,
        }
    ],
}
