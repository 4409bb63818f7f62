"""The year of a reply's survey, the day it came and its registry number, to be confirmed."""

from __future__ import annotations

from uuid import UUID

from werkzeug.wrappers import Response

from app.entries.provenance import HARVEST
from app.errors import Conflict
from app.replies.particulars import store_particulars
from app.surveys.calendar import today
from desk.access import caller, home, services
from desk.failures import sentences_of
from desk.filters import read_day
from desk.flash import redirect_with_message
from desk.forms import text_of
from desk.inbox import REPLY, show_reply
from desk.routes import Routes
from harvest.particulars import EARLIEST
from schemas.replies import LONGEST_REGISTRY_NUMBER
from web.language import gettext

routes = Routes()


@routes.post(f"/{REPLY}/<uuid:reply_id>/uppgifter", HARVEST)
def send_particulars(reply_id: UUID) -> Response:
    """Store them as a curator states them."""
    year, day, number = text_of("year"), text_of("receivedOn"), text_of("registryNumber")
    faults = _faults(year, day, number)
    if faults:
        return show_reply(reply_id, faults)
    try:
        store_particulars(
            services(),
            caller(),
            str(reply_id),
            year=int(year),
            received_on=_iso(day),
            registry_number=number or None,
        )
    except Conflict as error:
        return show_reply(reply_id, [("year", each) for each in sentences_of(error)])
    return redirect_with_message(
        home(f"{REPLY}/{reply_id}"), gettext("Uppgifterna om svaret är sparade.")
    )


def _iso(day: str) -> str | None:
    found = read_day(day)
    return found.isoformat() if found else None


def _faults(year: str, day: str, number: str) -> list[tuple[str, str]]:
    last = today().year
    is_year = year.isascii() and year.isdigit() and EARLIEST <= int(year[:9]) <= last
    found = []
    if not is_year:
        sentence = gettext("Skriv ett år mellan %(first)s och %(last)s.")
        found.append(("year", sentence % {"first": EARLIEST, "last": last}))
    if day and read_day(day) is None:
        found.append(("receivedOn", gettext("Skriv dagen som 2026-11-27.")))
    if len(number) > LONGEST_REGISTRY_NUMBER:
        sentence = gettext("Diarienumret är längre än %s tecken. Korta det.")
        found.append(("registryNumber", sentence % LONGEST_REGISTRY_NUMBER))
    return found
