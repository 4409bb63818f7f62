"""Forms of the desk: every one brings back a token that only a page of this browser has.

The token is a keyed hash of the session or, before anybody has signed in, of a cookie of its own.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from secrets import token_urlsafe
from urllib.parse import urlsplit

from flask import Response, g
from flask import request as http

from app.accounts.secrets import keyed
from app.errors import ExempelbankenError, Message
from desk.access import PATH, cookie, home, services, set_cookie
from edge.guard import LARGEST_BODY
from edge.refusals import BodyTooLarge
from web.origin import from_here

FIELD = "token"
SHOWN = "shown"
"""Sent by a form for each of its lists to tick."""
LARGEST_FORM = LARGEST_BODY
"""Bytes of all fields of a form but its files: as much as the edge lets through."""
MOST_FIELDS = 5_000
"""No page of ours has a tenth of it; telling apart many more takes a quarter of a second."""
PLAIN = "application/x-www-form-urlencoded"
COOKIE = "formular"


class ForeignForm(ExempelbankenError):
    """The form was not made here, or for somebody else."""

    def __init__(self) -> None:
        super().__init__(
            Message(
                sv="Formuläret hör inte till den här inloggningen, så ingenting är ändrat. Gå"
                " tillbaka, läs om sidan och skicka det en gång till.",
                en="The form does not belong to this session, so nothing has changed. Go back,"
                " reload the page and send it once more.",
            )
        )


def form_token() -> str:
    """Return what a form of this page brings back."""
    return _token(services().settings.secret_key, _binding())


def check_form() -> None:
    """Refuse a form that another site made, or a page of another session.

    Raises:
        ForeignForm: says what to do.
        BodyTooLarge: it has more fields than any of ours.
    """
    if http.mimetype == PLAIN and http.get_data().count(b"&") >= MOST_FIELDS:
        raise BodyTooLarge
    http.max_form_memory_size = LARGEST_FORM
    given, binding = http.form.get(FIELD, ""), cookie(PATH) or cookie(COOKIE)
    keys = services().settings.signing_keys
    known = [hmac.compare_digest(_token(key, binding).encode(), given.encode()) for key in keys]
    if not (binding and from_here() and any(known)):
        raise ForeignForm


def _token(key: str, binding: str) -> str:
    return keyed(key, f"form:{binding}")


def _binding() -> str:
    """Return what tokens are bound to; who has not signed in gets a cookie for it.

    `form_session` is a session that begins with this answer.
    """
    bound_to = g.get("form_session") or cookie(PATH) or cookie(COOKIE) or g.get("form_cookie")
    if not bound_to:
        g.form_cookie = bound_to = token_urlsafe(24)
    return str(bound_to)


def keep_binding(response: Response) -> Response:
    """Let the browser keep what the token of a page is bound to."""
    if "form_cookie" in g:
        set_cookie(response, COOKIE, g.form_cookie)
    return response


def text_of(name: str) -> str:
    """Return what was filled in, without the space around it, its lines ended as they are kept."""
    return http.form.get(name, "").strip().replace("\r\n", "\n")


def text_or(name: str, before: str) -> str:
    """Return what was filled in; a field that the form does not have keeps its value."""
    return text_of(name) if name in http.form else before


def chosen_or(name: str, before: Iterable[str]) -> list[str]:
    """Return what is ticked, each once; a list that the form does not have keeps its values.

    Boxes of which none is ticked send nothing, so the form names its lists in `SHOWN`.
    """
    is_there = name in http.form or name in http.form.getlist(SHOWN)
    return list(dict.fromkeys(http.form.getlist(name) if is_there else before))


def way_on(address: str) -> str:
    """Return an address of the desk to go on to; any other is that of its first page."""
    parts = urlsplit(address)
    path = parts.path.removeprefix("/en").removeprefix("/sv")
    is_ours = not parts.scheme and not parts.netloc and "\\" not in address
    within = path == f"/{PATH}" or path.startswith(f"/{PATH}/")
    return address if is_ours and within and address.isprintable() else home()
