"""Working together: who sees to something, comments, notices, and who is editing it now."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from flask import abort
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.wrappers import Response

from app.accounts.access import READ_DRAFTS
from app.entries.documents import timestamp
from app.errors import ExempelbankenError, InvalidContent
from app.teamwork import service as use_cases
from app.teamwork.mail import PATHS, path_of
from app.teamwork.subjects import Subject
from desk.access import caller, home, services
from desk.actors import actor_name
from desk.flash import redirect_with_message
from desk.forms import text_of
from desk.pages import page
from desk.routes import Routes
from web.language import gettext, language, marked
from web.wording import InLanguage

routes = Routes()
PATH, MINE = "gemensamt", "mina"
KINDS = InLanguage(
    {
        "entry": marked("Exempel"),
        "candidate": marked("Kandidat"),
        "reply": marked("Svar"),
        "report": marked("Rapport"),
    }
)
ABOUT = InLanguage(
    {
        "assigned": marked("%(who)s gav dig det här"),
        "comment": marked("%(who)s har kommenterat"),
    }
)


def discussion(kind: str, subject_id: str) -> dict[str, Any]:
    """Return what a page shows of the team: colleagues, assignee, comments, who else is here."""
    subject = Subject(kind, subject_id)
    found = use_cases.discussion_of(services(), caller(), subject)
    open_accounts = [each.id for each in use_cases.colleagues(services())]
    return {
        "colleagues": [(each, actor_name(f"user:{each}")) for each in open_accounts],
        "assignee": found.assignee,
        "comments": [
            (actor_name(each.actor), each.text, each.created_at) for each in found.comments
        ],
        "longest": use_cases.LONGEST_COMMENT,
        "path": f"{PATH}/{kind}/{subject_id}",
        "others": others(subject),
    }


def others(subject: Subject) -> list[tuple[str, datetime]]:
    """Return who else has a subject open, and since when."""
    found = use_cases.others_present(services(), caller(), subject)
    return [(actor_name(f"user:{account_id}"), since) for account_id, since in found]


def unread() -> int:
    """Return how many notices whoever asks has not read, for the menu; 0 when that is not known."""
    try:
        return use_cases.unread_of(services(), caller())
    except (ExempelbankenError, SQLAlchemyError):
        return 0  # also the page that says that the database does not answer has a menu


def _subject(kind: str, subject_id: UUID) -> Subject:
    if kind not in PATHS:
        abort(404)
    return Subject(kind, str(subject_id))


@routes.get(f"/{MINE}", READ_DRAFTS)
def mine_page() -> Response:
    """List what whoever asks is to see to, and what has happened where they take part."""
    return page(
        "desk/mine.html",
        assigned=[
            (each, title, actor_name(each.actor), timestamp(each.at), path_of(each.subject))
            for each, title in use_cases.assigned_to(services(), caller())
        ],
        notices=[
            (each, title, actor_name(each.actor), timestamp(each.created_at), path_of(each.subject))
            for each, title in use_cases.notices_of(services(), caller())
        ],
        kinds=KINDS,
        about=ABOUT,
    )


@routes.post(f"/{MINE}/lasta", READ_DRAFTS)
def send_read() -> Response:
    """Mark all notices as read."""
    use_cases.mark_all_read(services(), caller())
    return redirect_with_message(home(MINE), gettext("Alla är märkta som lästa."))


@routes.post(f"/{PATH}/<kind>/<uuid:subject_id>/tilldela", READ_DRAFTS)
def send_assign(kind: str, subject_id: UUID) -> Response:
    """Assign something to a colleague, or to nobody."""
    subject, account_id = _subject(kind, subject_id), text_of("assignee")
    back = home(path_of(subject))
    try:
        use_cases.assign(services(), caller(), subject, account_id or None)
    except InvalidContent as error:
        return redirect_with_message(back, error.issues[0].message.text(language()))
    if not account_id:
        return redirect_with_message(back, gettext("Ingen har hand om det längre."))
    return redirect_with_message(back, gettext("Tilldelat: %s") % actor_name(f"user:{account_id}"))


@routes.post(f"/{PATH}/<kind>/<uuid:subject_id>/kommentera", READ_DRAFTS)
def send_comment(kind: str, subject_id: UUID) -> Response:
    """Keep a comment for colleagues."""
    subject = _subject(kind, subject_id)
    back = f"{home(path_of(subject))}#kommentarer"
    try:
        use_cases.comment(services(), caller(), subject, text_of("comment"))
    except InvalidContent as error:
        return redirect_with_message(back, error.issues[0].message.text(language()))
    return redirect_with_message(back, gettext("Kommentaren är sparad."))


@routes.post(f"/{PATH}/<kind>/<uuid:subject_id>/har", READ_DRAFTS)
def send_presence(kind: str, subject_id: UUID) -> Response:
    """Note that somebody has something open, for the script; answer with who else has."""
    subject = _subject(kind, subject_id)
    if text_of("leave"):
        use_cases.leave(services(), caller(), subject)
    else:
        use_cases.be_present(services(), caller(), subject)
    return page("desk/present.html", others=others(subject))
