"""Work lists: published entries that could be better, gone through one after another by keys."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from flask import abort
from flask import request as http

from app.accounts.access import READ_DRAFTS, WRITE
from app.errors import InvalidContent
from app.surveys.calendar import today
from app.tasks import neighbours_of, put_aside
from desk.access import caller, home, services
from desk.entries import PATH as ENTRIES
from desk.failures import sentence_of
from desk.filters import read_day
from desk.flash import redirect_with_message
from desk.forms import text_of
from desk.routes import Routes
from record.tasks import TASKS, WORK_LISTS
from schemas.editing import LONGEST_REASON
from web.language import gettext, language

if TYPE_CHECKING:
    from collections.abc import Mapping
    from uuid import UUID

    from werkzeug.wrappers import Response

routes = Routes()
TASK_PATH = "att-gora"
LIST = "lista"
"""Names the list in the address of an entry's editor."""
USUAL_PAUSE = timedelta(days=365)


class Queue(NamedTuple):
    """The work list that an entry was opened from.

    Attributes:
        before, after: addresses of the editor of the entries before and after it, if any.
        field: id of the field to look at.
        again_on: the day that is proposed for showing the entry again when nothing was found.
    """

    kind: str
    name: str
    total: int
    before: str | None
    after: str | None
    field: str
    again_on: str
    longest_reason: int


def current_list() -> str:
    """Return the work list that the address names; empty for none."""
    kind = http.args.get(LIST, "")
    return kind if kind in WORK_LISTS and caller().may(READ_DRAFTS) else ""


def in_list(path: str, kind: str | None = None) -> str:
    """Return a path of the desk that stays in a work list: the current one, unless it is given."""
    kind = current_list() if kind is None else kind
    return f"{path}?{LIST}={kind}" if kind else path


def queue_of(entry: Mapping[str, Any] | None) -> Queue | None:
    """Return the list that an entry is looked at in, and what stands around it; None for none."""
    kind = current_list()
    if not kind or not entry:
        return None
    found = neighbours_of(services(), kind, entry["id"])
    before, after = (
        home(in_list(f"{ENTRIES}/{each}")) if each else None for each in (found.before, found.after)
    )
    name, field = TASKS[kind].name.text(language()), TASKS[kind].field
    again_on = (today() + USUAL_PAUSE).isoformat()
    return Queue(kind, name, found.total, before, after, field, again_on, LONGEST_REASON)


@routes.post(f"/{TASK_PATH}/<kind>/<uuid:entry_id>/vanta", READ_DRAFTS, WRITE)
def send_put_aside(kind: str, entry_id: UUID) -> Response:
    """Leave an entry out of a list for a while, and go on to the next."""
    if kind not in WORK_LISTS:
        abort(404)
    here = home(in_list(f"{ENTRIES}/{entry_id}", kind))
    day = read_day(text_of("until"))
    if day is None:
        return redirect_with_message(here, gettext("Skriv dagen som 2026-11-27."))
    following = neighbours_of(services(), kind, str(entry_id)).after
    try:
        put_aside(services(), caller(), kind, str(entry_id), text_of("reason"), day)
    except InvalidContent as error:
        return redirect_with_message(here, sentence_of(error.issues[0]))
    onward = in_list(f"{ENTRIES}/{following}", kind) if following else f"{TASK_PATH}/{kind}"
    sentence = gettext("Lagt åt sidan till och med %s.") % day.isoformat()
    return redirect_with_message(home(onward), sentence)
