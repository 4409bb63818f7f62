"""Examples of what is answered to those who keep a copy."""

from __future__ import annotations

from typing import Any

from schemas.examples import ENTRY, ENTRY_ID, MOMENT, ROOT

Example = dict[str, Any]
MARK = "3f1c5d7e9b10"


def _link(rel: str, path: str) -> dict[str, str]:
    return {"href": f"{ROOT}{path}", "rel": rel, "method": "GET"}


CHANGES: Example = {
    "items": [
        {
            "seq": 208,
            "at": MOMENT,
            "type": "update",
            "entryId": ENTRY_ID,
            "version": 2,
            "entry": {name: value for name, value in ENTRY.items() if name != "_links"},
            "_links": [_link("self", f"/entries/{ENTRY_ID}")],
        }
    ],
    "_meta": {"seq": 208, "mark": MARK, "limit": 20, "count": 1},
    "_links": [
        _link("self", "/changes?since=207"),
        _link("changes", f"/changes?since=208&mark={MARK}"),
    ],
}
