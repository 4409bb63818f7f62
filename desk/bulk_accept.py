"""Accepting the surest candidates together: measured precision and each candidate come first."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from flask import request as http
from werkzeug.wrappers import Response

from app.candidates.accept_confident import Surest, accept_confident, level_of, measured_levels
from app.candidates.queue import undo_last
from app.entries.provenance import HARVEST
from app.errors import Conflict
from app.replies.service import get_reply
from app.replies.views import reply_view
from desk.access import caller, home, services
from desk.flash import redirect_with_message
from desk.inbox import REPLY, sentence_of_undone
from desk.pages import county_options, page
from desk.routes import Routes
from web.language import gettext, language, ngettext

routes = Routes()
PATH = "flera"


@routes.get(f"/{PATH}", HARVEST)
def many_page() -> Response:
    """Show how right as sure candidates have been, and which would be accepted."""
    wanted = _wanted(http.args)
    reply = get_reply(services(), wanted.reply_id) if wanted.reply_id else None
    result = accept_confident(services(), caller(), wanted)
    rows = [
        (item, record)
        for item, record in zip(result.items, result.records, strict=True)
        if record is not None
    ]
    measured, levels = measured_levels(services(), wanted)
    return page(
        "desk/bulk_accept.html",
        wanted=wanted,
        reply=reply_view(reply) if reply else None,
        counties=county_options(),
        measured=measured,
        levels=[(each, _address(wanted, each.level.least)) for each in levels],
        taken=[each for each in rows if each[0]["done"]],
        held=[each for each in rows if not each[0]["done"]],
        more=result.more,
    )


def _wanted(given: Mapping[str, str]) -> Surest:
    """Return the parameters of an address or a form."""
    county = given.get("county", "")
    known = county if county in dict(county_options()) else None
    return Surest(level_of(given.get("least", "")), given.get("reply") or None, known)


def _address(wanted: Surest, least: float) -> str:
    given = {"reply": wanted.reply_id, "county": wanted.county, "least": least}
    return f"{home(PATH)}?{urlencode({name: each for name, each in given.items() if each})}"


@routes.post(f"/{PATH}", HARVEST)
def send_many() -> Response:
    """Accept those that are ticked, as they were shown."""
    wanted = _wanted(http.form)
    chosen = [each.partition(":") for each in http.form.getlist("candidate")]
    versions = {name: int(number) for name, _, number in chosen if number.isdigit()}
    here = _address(wanted, wanted.level.least)
    if not versions:
        return redirect_with_message(here, gettext("Kryssa för minst en kandidat."))
    result = accept_confident(services(), caller(), wanted, versions)
    done = sum(each["done"] for each in result.items)
    sentence = ngettext(
        "%s kandidat är godkänd som utkast.", "%s kandidater är godkända som utkast.", done
    )
    return redirect_with_message(
        home(f"{REPLY}/{wanted.reply_id}") if wanted.reply_id else here, sentence % done
    )


@routes.post(f"/{PATH}/angra", HARVEST)
def send_undo_many() -> Response:
    """Take back the last thing that whoever asks did with candidates."""
    wanted = _wanted(http.form)
    here = _address(wanted, wanted.level.least)
    try:
        undone = undo_last(services(), caller(), wanted.reply_id)
    except Conflict as error:
        return redirect_with_message(here, error.message.text(language()))
    return redirect_with_message(here, sentence_of_undone(undone))
