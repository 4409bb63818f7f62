"""The key by which a call that is sent twice is known to be one."""

from __future__ import annotations

from typing import Any

from flask import request

from app.errors import InvalidQuery, Issue, Message

NAME = "Idempotency-Key"
LONGEST = 200
"""Characters of a key; cutting a longer one would make one of two that differ further on."""
TOO_LONG = Message(
    sv=f"Nyckeln har fler än {LONGEST} tecken. Korta den, eller skicka ett UUID.",
    en=f"The key has more than {LONGEST} characters. Shorten it, or send a UUID.",
)
PARAMETER: dict[str, Any] = {
    "in": "header",
    "name": NAME,
    "description": "A text of your own; sent again with the same content and options, it gives what"
    " they gave the first time, and nothing is done twice. With others it is 409.",
    "schema": {"type": "string", "maxLength": LONGEST},
}


def idempotency_key() -> str | None:
    """Return the key of the call, if it has one.

    Raises:
        InvalidQuery: it is longer than keys may be.
    """
    key = request.headers.get(NAME, "").strip()
    if len(key) > LONGEST:
        raise InvalidQuery([Issue(NAME, "too-long", TOO_LONG, f"{key[:LONGEST]}…")])
    return key or None
