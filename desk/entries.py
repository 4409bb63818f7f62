"""Entries at the desk: drafts, public and withdrawn ones, found by words and county."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import request as http

from app.accounts.access import PUBLISH, WRITE
from app.entries.editing import BaseVersion
from app.entries.reading import Wanted, get_entry, list_by_status
from app.entries.states import state_tag
from app.entries.transitions import apply_transition
from app.errors import (
    Conflict,
    EntryWithdrawn,
    ExempelbankenError,
    InvalidContent,
    NotFound,
    VersionMismatch,
)
from app.searching.requests import MAX_WINDOW, SearchRequest
from app.searching.search import search
from desk.access import caller, home, services
from desk.confirming import names_in
from desk.entry_words import STATES
from desk.failures import sentences_of
from desk.filters import filter_options, read_filters
from desk.flash import redirect_with_message
from desk.pages import page, page_count, page_number
from desk.routes import Routes
from record.lists import DRAFT, IN_REVIEW, PUBLISHED, WITHDRAWN
from web.language import gettext, language, marked, ngettext
from web.wording import InLanguage

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from werkzeug.wrappers import Response

    from desk.filters import Filters

routes = Routes()
PATH = "exempel"
AT_ONCE = 50
STATUSES = {"draft": (DRAFT, IN_REVIEW), "published": (PUBLISHED,), "withdrawn": (WITHDRAWN,)}
"""What the list shows -> states of latest versions."""
CHOICES = InLanguage(
    {
        "draft": marked("Utkast"),
        "published": marked("Publicerade"),
        "withdrawn": marked("Tillbakadragna"),
    }
)


@routes.get(f"/{PATH}", WRITE)
def entries_page() -> Response:
    """List entries; whoever works with one county sees those of it."""
    return entries_response()


def entries_response(
    refused: Sequence[tuple[str, str, str]] = (), sentence: str = "", status_code: int = 200
) -> Response:
    """Return the list of entries, with what could not be published: id, title and why."""
    filters = read_filters(STATUSES, "draft")
    status, own = filters["status"], caller().county
    number = min(page_number(), MAX_WINDOW // AT_ONCE)
    items, total = _found(filters, number)
    return page(
        "desk/entries.html",
        422 if filters.faults else status_code,
        refused=refused,
        sentence=sentence,
        may_publish=status == "draft" and caller().may(PUBLISH),
        state_tag=state_tag,
        entries=items,
        total=total,
        shows=status,
        filters=filters,
        options=filter_options(),
        own=own,
        choices=CHOICES,
        states=STATES,
        number=number,
        pages=page_count(total, AT_ONCE),
    )


@routes.post(f"/{PATH}/publicera", WRITE, PUBLISH)
def send_publish() -> Response:
    """Publish the drafts that are ticked, as they were shown; tell which could not be, and why."""
    content = dict.fromkeys(("reason", "version", "publish", "replacedBy"))
    chosen = [each.partition(" ") for each in http.form.getlist("entry")[:AT_ONCE]]
    refused, done = [], 0
    for entry_id, _, state in chosen:
        base = BaseVersion(entry_id, frozenset({state}))
        try:
            apply_transition(services(), caller(), base, {**content, "transition": "publish"})
            done += 1
        except (InvalidContent, Conflict, VersionMismatch, NotFound, EntryWithdrawn) as error:
            title = _title(entry_id)
            refused.append((entry_id, title, _reason_of(error)))
    sentence = ngettext("%s exempel är publicerat.", "%s exempel är publicerade.", done) % done
    if refused:
        return entries_response(refused, sentence, 409)
    return redirect_with_message(home(PATH), sentence)


def _reason_of(error: ExempelbankenError) -> str:
    if isinstance(error, InvalidContent) and names_in(error.issues):
        return gettext("något ser ut som personuppgifter, eller är borttaget ur svaret.")
    return " ".join(sentences_of(error))


def _title(entry_id: str) -> str:
    try:
        return str(get_entry(services(), entry_id, caller())["title"])
    except (NotFound, EntryWithdrawn):
        return entry_id


def _found(filters: Filters, number: int) -> tuple[Sequence[Mapping[str, Any]], int]:
    """Return a page of entries and how many there are: public ones by the catalogue's search.

    Whoever works with one county may open none that names another one, too.
    """
    own, status = caller().county, filters["status"]
    county = own or filters["county"]
    by_search = status == "published" and filters["q"] and own is None
    if by_search and not filters.is_more_than_words:
        request = SearchRequest(
            filters["q"],
            {"county": (county,)} if county else {},
            page=number,
            limit=AT_ONCE,
            national=False,
            language=language(),
        )
        answer = search(services(), request)
        return answer.items, answer.total
    wanted = Wanted(
        STATUSES[status],
        {},
        None,
        county or None,
        alone=own is not None,
        narrowed=filters.narrowing(),
    )
    found = list_by_status(services(), wanted, number, AT_ONCE)
    return found.items, found.total
