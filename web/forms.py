"""What anybody may send: from a page of ours, by a person, and not too often."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort
from flask import request as http

from web.origin import from_here

if TYPE_CHECKING:
    from collections.abc import Iterable

    from werkzeug.wrappers import Response

    from edge.limits import CallLimit

TRAP = "website"
"""A field that no person sees; programs fill it in."""
NO_STORE = {"Cache-Control": "no-store"}


def sent(calls: CallLimit, fields: Iterable[str]) -> dict[str, str]:
    """Return what was written in the fields of a form; `calls` counts what one address sends.

    Answers 400 what was not sent from the form, and 429 what comes too often.
    """
    if not from_here() or http.form.get(TRAP):
        abort(400)
    if calls.take(http.remote_addr or "").exceeded:
        abort(429)
    return {name: http.form.get(name, "").strip() for name in fields}


def not_kept(response: Response) -> Response:
    """Keep an answer out of caches."""
    response.headers.update(NO_STORE)
    return response
