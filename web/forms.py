"""What anybody may send: from a page of ours, by a person, and not too often."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple

from flask import make_response, redirect, render_template
from flask import request as http
from werkzeug.wrappers import Response

from app.errors import ExempelbankenError, InvalidContent
from app.forms import StaleForm
from edge.limits import CallLimit
from web.caching import NO_STORE
from web.language import gettext, language
from web.origin import from_here

Faults = Sequence[tuple[str, str]]
"""Field of a form, or nothing, and what is wrong with it."""


TRAP = "website"
"""A field that no person sees; programs fill it in."""


class Refused(NamedTuple):
    """Why a form is refused: it comes back as it was filled in."""

    status: int
    faults: Faults
    seconds: int = 0
    """Until it would be accepted, when that is known."""


def sent(fields: Iterable[str]) -> dict[str, str]:
    """Return what was written in the fields of a form."""
    return {name: http.form.get(name, "").strip() for name in fields}


def form_page(
    template: str,
    names: Mapping[str, str],
    given: Mapping[str, str],
    faults: Faults,
    **more: object,
) -> Response:
    """Show a form by what its fields are called, what was written in them, and what is wrong."""
    page = render_template(
        template,
        names=names,
        given=given,
        faults=[(field, names.get(field, field), text) for field, text in faults],
        faulty={field for field, _ in faults},
        trap=TRAP,
        **more,
    )
    return make_response(page, NO_STORE)


def handle_submission(
    calls: CallLimit,
    take: Callable[[], object],
    faults_of: Callable[[InvalidContent], Faults],
    form: Callable[[Faults], Response],
    thanks: str,
) -> Response:
    """Accept what was sent and lead to the thanks, or show the form again with what is wrong.

    What is accepted is counted, so that mistakes cost nothing.
    """
    if why := _refusal(calls) or _refused_by(take, faults_of):
        page = form(why.faults)
        page.status_code = why.status
        if why.seconds:
            page.headers["Retry-After"] = str(why.seconds)
        return page
    calls.take(http.remote_addr or "")
    answer = redirect(thanks, 303)
    answer.headers.update(NO_STORE)
    return answer


def _refusal(calls: CallLimit) -> Refused | None:
    """Return why a form is refused: not sent from here by a person, or the address sent enough."""
    if not from_here():
        return _whole(
            400, gettext("Det skickades inte från den här sidan. Läs igenom det och skicka igen.")
        )
    if http.form.get(TRAP):
        return _whole(
            400,
            gettext(
                "Webbläsaren fyllde i ett dolt fält som ska vara tomt. Det är tömt nu. Skicka igen."
            ),
        )
    allowed = calls.seen(http.remote_addr or "")
    if allowed.used >= allowed.limit:
        return _whole(
            429,
            gettext(
                "Flera formulär har skickats från samma nätadress den senaste minuten. Vänta en"
                " minut och skicka igen. Det du skrev finns kvar."
            ),
            allowed.seconds_left,
        )
    return None


def _refused_by(
    take: Callable[[], object], faults_of: Callable[[InvalidContent], Faults]
) -> Refused | None:
    """Let the catalogue accept a form; return why it does not."""
    try:
        take()
    except InvalidContent as error:
        return Refused(422, faults_of(error))
    except ExempelbankenError as error:
        status = 400 if isinstance(error, StaleForm) else 503
        return _whole(status, error.message.text(language()))
    return None


def _whole(status: int, sentence: str, seconds: int = 0) -> Refused:
    """Refuse a form as a whole: no field of it is at fault."""
    return Refused(status, [("", sentence)], seconds)
