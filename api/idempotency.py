"""The key by which a call that is sent twice is known to be one."""

from __future__ import annotations

from typing import Any

from flask import request

NAME = "Idempotency-Key"
LONGEST = 200
"""Characters of a key that count."""
PARAMETER: dict[str, Any] = {
    "in": "header",
    "name": NAME,
    "required": False,
    "description": "A text of your own; sent again with the same content and options, it gives what"
    " they gave the first time, and nothing is done twice. With others it is 409.",
    "schema": {"type": "string", "maxLength": LONGEST},
}


def idempotency_key() -> str | None:
    """Return the key of the call, if it has one."""
    return request.headers.get(NAME, "")[:LONGEST].strip() or None
