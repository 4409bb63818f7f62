"""One example of every answer and content about tokens and sessions."""

from __future__ import annotations

from schemas.examples.entries import MOMENT, NUMBERS, Example, link

ID = "k3v9w2m5q8x1z7ab"
_LINKS = [link("self", f"/tokens/{ID}")]
NEW_TOKEN: Example = {
    "label": "Länets diarium",
    "scopes": ["entries:write", "imports:run"],
    "expiresAt": "2027-11-24T00:00:00Z",
}
TOKEN: Example = {
    "id": ID,
    "label": "Länets diarium",
    "scopes": ["entries:write", "imports:run"],
    "state": "valid",
    "createdAt": MOMENT,
    "createdBy": "command",
    "expiresAt": "2027-11-24T00:00:00.000000Z",
    "lastUsedAt": None,
    "revokedAt": None,
    "replaces": None,
    "_links": _LINKS,
}
TOKEN_WITH_SECRET: Example = {**TOKEN, "token": f"exb_{ID}_<43 tecken>"}
TOKENS: Example = {
    "items": [TOKEN],
    "_meta": NUMBERS,
    "_links": [link("self", "/tokens")],
}
_CURRENT = [link("self", "/sessions/current")]
SIGN_IN: Example = {"address": "kurator@example.org", "password": "<lösenord>"}
SESSION: Example = {
    "token": "exs_p4t7n2c9d6f1h8jk_<43 tecken>",
    "role": "curator",
    "scopes": ["entries:read-drafts", "entries:write", "entries:publish"],
    "expiresAt": MOMENT,
    "_links": _CURRENT,
}
CALLER: Example = {
    "name": f"token:{ID}",
    "kind": "token",
    "scopes": ["entries:write", "imports:run"],
    "_links": _CURRENT,
}
