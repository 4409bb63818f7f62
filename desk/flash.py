"""A sentence that is shown once, on the page that follows a form (post, redirect, get)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import g, redirect
from itsdangerous import BadData, URLSafeTimedSerializer

from desk.access import cookie, drop_cookie, services, set_cookie

if TYPE_CHECKING:
    from flask import Response
    from werkzeug.wrappers import Response as Answer

COOKIE = "besked"
GOOD_FOR = 60  # seconds from the form to the page that follows it


def redirect_with_message(address: str, sentence: str) -> Answer:
    """Go on to a page after a form, and say there what was done."""
    response = redirect(address, 303)
    signed = _serializer().dumps(sentence)
    set_cookie(response, COOKIE, str(signed), seconds=GOOD_FOR)
    return response


def pop_message() -> str:
    """Return the message to show on this page, if any; it is shown once."""
    signed = cookie(COOKIE)
    if not signed:
        return ""
    g.message_shown = True
    try:
        found: Any = _serializer().loads(signed, max_age=GOOD_FOR)
    except BadData:
        return ""
    return str(found)


def forget(response: Response) -> Response:
    """Let the browser forget the message that was shown."""
    if g.get("message_shown"):
        drop_cookie(response, COOKIE)
    return response


def _serializer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(services().settings.signing_keys, salt="desk-flash")
