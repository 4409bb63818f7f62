"""Examples of changes and their answers, as the document shows them."""

from __future__ import annotations

from schemas.examples.entries import ENTRY, ENTRY_ID, MOMENT, NUMBERS, RELATIONS, Example, link

OTHER_ID = "0199f3a2-7c54-7d01-8a2b-3f1c5d7e9b11"
_FIELDS = ("kind", "title", "summary", "facts", "counties", "sectors", "goals", "source")
_META: Example = {
    "seq": 1042,
    "warnings": [
        {
            "parameter": None,
            "pointer": "/facts/0",
            "code": "personal-data",
            "message": "Det ser ut som ett telefonnummer. Ta bort det om det gäller en enskild"
            " person.",
            "value": "070-174 06 05",
            "nearest": [],
            "entryId": None,
            "likeness": None,
        }
    ],
}
_DIFFERENCE = dict.fromkeys(("old", "new", "added", "removed", "changed", "moved"))

NEW_ENTRY: Example = {
    **{name: ENTRY[name] for name in _FIELDS},
    "evidence": [
        {"field": "goals", "value": "12", "quote": "prövade cirkulära affärsidéer med företag"}
    ],
    "reason": "Tips från kommunen",
}
PATCH: Example = {
    "summary": "Kommunen prövade cirkulära affärsidéer med företag i Varberg.",
    "endYear": None,
    "reason": "Året var fel",
}
CHANGED_ENTRY: Example = {
    **ENTRY,
    "status": "draft",
    "version": 2,
    "publishedVersion": 1,
    "_meta": _META,
}
WITHDRAWN_ENTRY: Example = {
    **ENTRY,
    "status": "withdrawn",
    "publishedVersion": None,
    "_meta": {"seq": 1043, "warnings": []},
}
NEW_RELATIONS: Example = {"items": [{"type": "uses-method", "entryId": OTHER_ID}]}
CHANGED_RELATIONS: Example = {**RELATIONS, "_meta": {**NUMBERS, "seq": 1044, "warnings": []}}
VERSION: Example = {
    **ENTRY,
    "version": 2,
    "diff": {
        "version": 2,
        "comparedWith": 1,
        "differences": [
            {
                **_DIFFERENCE,
                "field": "title",
                "kind": "text",
                "old": "Karta",
                "new": "Cirkulär karta",
            },
            {
                **_DIFFERENCE,
                "field": "goals",
                "kind": "concept-links",
                "added": ["12"],
                "removed": [],
                "moved": False,
                "changed": [],
            },
        ],
    },
}
NEW_TRANSITION: Example = {"transition": "return", "reason": "Källan saknas"}
TRANSITIONS: Example = {
    "status": "in-review",
    "version": 2,
    "items": [
        {
            "transition": "return",
            "to": "draft",
            "reason": "required",
            "scope": "entries:write",
            "allowed": True,
        }
    ],
    "_meta": NUMBERS,
    "_links": [link("self", f"/entries/{ENTRY_ID}/transitions")],
}
AUDIT: Example = {
    "items": [
        {
            "seq": 1043,
            "at": MOMENT,
            "actor": "token:k3v9x2",
            "action": "withdraw",
            "entryId": ENTRY_ID,
            "version": 2,
            "public": True,
            "importId": None,
            "subject": None,
            "reason": "Dubblett",
            "_links": [link("related", f"/entries/{ENTRY_ID}")],
        }
    ],
    "_meta": {"totalRecords": 1, "page": 1, "offset": 0, "limit": 20, "count": 1},
    "_links": [link("self", "/audit")],
}
