"""What anybody may send: from a page of ours, by a person, and not too often."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from flask import redirect
from flask import request as http

from app.forms import StaleForm
from web.language import gettext, language
from web.origin import from_here

if TYPE_CHECKING:
    from collections.abc import Iterable

    from werkzeug.wrappers import Response

    from app.errors import ExempelbankenError
    from edge.limits import CallLimit

TRAP = "website"
"""A field that no person sees; programs fill it in."""
NO_STORE = {"Cache-Control": "no-store"}


class Refused(NamedTuple):
    """Why a form is not taken, whatever was written: it comes back as it was filled in."""

    status: int
    sentence: str
    seconds: int = 0
    """Until it would be taken, when that is known."""


def sent(fields: Iterable[str]) -> dict[str, str]:
    """Return what was written in the fields of a form."""
    return {name: http.form.get(name, "").strip() for name in fields}


def refusal(calls: CallLimit) -> Refused | None:
    """Tell why a form is not taken: not sent from here by a person, or the address sent enough."""
    if not from_here():
        return Refused(
            400, gettext("Det skickades inte från den här sidan. Läs igenom det och skicka igen.")
        )
    if http.form.get(TRAP):
        return Refused(
            400,
            gettext(
                "Webbläsaren fyllde i ett dolt fält som ska vara tomt. Det är tömt nu. Skicka igen."
            ),
        )
    allowed = calls.seen(http.remote_addr or "")
    if allowed.used >= allowed.limit:
        return Refused(
            429,
            gettext(
                "Flera formulär har skickats från samma nätadress den senaste minuten. Vänta en"
                " minut och skicka igen. Det du skrev finns kvar."
            ),
            allowed.seconds_left,
        )
    return None


def taken(calls: CallLimit, address: str) -> Response:
    """Count a form that was taken, so that mistakes cost nothing, and lead to the thanks."""
    calls.take(http.remote_addr or "")
    return not_kept(redirect(address, 303))


def not_taken(error: ExempelbankenError) -> Refused:
    """Tell why the catalogue does not take a form."""
    return Refused(400 if isinstance(error, StaleForm) else 503, error.message.text(language()))


def refused(page: Response, why: Refused) -> Response:
    """Answer with the form that was refused."""
    page.status_code = why.status
    if why.seconds:
        page.headers["Retry-After"] = str(why.seconds)
    return page


def not_kept(response: Response) -> Response:
    """Keep an answer out of caches."""
    response.headers.update(NO_STORE)
    return response
