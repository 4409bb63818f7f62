"""Assigning, commenting and notices of both; who has something open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from app.accounts.access import READ_DRAFTS, Actor
from app.accounts.users import list_users
from app.availability import reading, writing
from app.entries.provenance import HARVEST
from app.entries.states import check_scope
from app.errors import InvalidContent, Issue, Message, NotFound
from app.teamwork.subjects import title_of
from app.wiring import Services
from catalogue import teamwork
from catalogue.accounts.users import AccountRecord
from catalogue.teamwork import Assigned, CommentRecord, NoticeRecord, Subject
from schemas.checks import clean

LONGEST_COMMENT = 2_000
MOST_COMMENTS, MOST_ASSIGNED, MOST_NOTICES = 100, 200, 100
FRESH = timedelta(seconds=60)
"""How long after its last sign of life a page counts as open; it gives one each 20 seconds."""
EDITORS = ("curator", "admin")
EMPTY = Message(sv="Skriv något först.", en="Write something first.")
TOO_LONG = Message(
    sv=f"Högst {LONGEST_COMMENT} tecken får plats.",
    en=f"At most {LONGEST_COMMENT} characters are allowed.",
)
NO_COLLEAGUE = Message(
    sv="Välj en kollega i listan: kontot finns inte, eller är stängt.",
    en="Choose a colleague from the list: there is no such account, or it is closed.",
)
NO_SUBJECT = Message(sv="Det finns inget sådant.", en="There is no such thing.")


class Discussion(NamedTuple):
    """A team's notes on a subject: the account it is assigned to, and comments."""

    assignee: str | None
    comments: Sequence[CommentRecord]


def check_team(services: Services, actor: Actor, subject: Subject) -> str:
    """Return the title of a subject that somebody may work on with others.

    Raises:
        NotAllowed: whoever asks may not see it.
        NotFound: there is no such subject.
    """
    check_scope(actor, READ_DRAFTS, *([HARVEST] if subject.kind in {"reply", "candidate"} else []))
    title = title_of(services, actor, subject)
    if title is None:
        raise NotFound(NO_SUBJECT)
    return title


def colleagues(services: Services) -> list[AccountRecord]:
    """Return the open accounts that something can be assigned to."""
    return [each for each in list_users(services) if each.role in EDITORS and not each.disabled_at]


def discussion_of(services: Services, actor: Actor, subject: Subject) -> Discussion:
    """Return who a subject is assigned to and its comments, and mark its notices as read."""
    with reading(services.database) as connection:
        found = Discussion(
            teamwork.assignee(connection, subject),
            teamwork.comments(connection, subject, MOST_COMMENTS),
        )
        waiting = teamwork.unread(connection, actor.id)
    if waiting:
        with writing(services.database) as unit:
            teamwork.mark_read(unit, actor.id, subject)
    return found


def assign(services: Services, actor: Actor, subject: Subject, account_id: str | None) -> None:
    """Assign a subject to a colleague, who gets a notice; None = to nobody.

    Raises:
        NotAllowed, NotFound: as for `check_team`.
        InvalidContent: there is no such open account of an editor.
    """
    check_team(services, actor, subject)
    if account_id and account_id not in {each.id for each in colleagues(services)}:
        raise InvalidContent([Issue("/assignee", "unknown-value", NO_COLLEAGUE, account_id)])
    with writing(services.database) as unit:
        before = teamwork.assignee(unit.connection, subject)
        teamwork.assign(unit, subject, account_id, actor.name)
        if account_id and account_id not in {before, actor.id}:
            teamwork.notify(unit, [account_id], "assigned", subject, actor.name)


def comment(services: Services, actor: Actor, subject: Subject, text: str) -> None:
    """Keep a comment; those who take part get a notice.

    Raises:
        NotAllowed, NotFound: as for `check_team`.
        InvalidContent: it is empty or too long.
    """
    check_team(services, actor, subject)
    text = clean(text)
    if not text or len(text) > LONGEST_COMMENT:
        message, code = (TOO_LONG, "too-long") if text else (EMPTY, "empty")
        raise InvalidContent([Issue("/comment", code, message)])
    with writing(services.database) as unit:
        known = teamwork.comments(unit.connection, subject, MOST_COMMENTS)
        taking_part = {each.actor.removeprefix("user:") for each in known}
        taking_part.add(teamwork.assignee(unit.connection, subject) or "")
        open_ones = {each.id for each in colleagues(services)} - {actor.id}
        teamwork.comment(unit, subject, actor.name, text)
        teamwork.notify(unit, sorted(taking_part & open_ones), "comment", subject, actor.name)


def assigned_to(services: Services, actor: Actor) -> list[tuple[Assigned, str]]:
    """Return what is assigned to somebody, with titles; deleted subjects are left out."""
    with reading(services.database) as connection:
        found = teamwork.assigned_to(connection, actor.id, MOST_ASSIGNED)
    titled = ((each, title_of(services, actor, each.subject)) for each in found)
    return [(each, title) for each, title in titled if title is not None]


def notices_of(services: Services, actor: Actor) -> list[tuple[NoticeRecord, str]]:
    """Return the latest notices of somebody, with titles; without those of deleted subjects."""
    with reading(services.database) as connection:
        found = teamwork.notices(connection, actor.id, MOST_NOTICES)
    subjects = {each.subject for each in found}
    titles = {each: title_of(services, actor, each) for each in subjects}
    return [(each, title) for each in found if (title := titles[each.subject]) is not None]


def unread_of(services: Services, actor: Actor) -> int:
    """Return how many notices somebody has not read."""
    with reading(services.database) as connection:
        return teamwork.unread(connection, actor.id)


def mark_all_read(services: Services, actor: Actor) -> None:
    """Note that somebody has read all their notices."""
    with writing(services.database) as unit:
        teamwork.mark_read(unit, actor.id)


def be_present(services: Services, actor: Actor, subject: Subject) -> None:
    """Note that somebody has a subject open in a form.

    Raises:
        NotAllowed, NotFound: as for `check_team`.
    """
    check_team(services, actor, subject)
    with writing(services.database) as unit:
        teamwork.be_present(unit, subject, actor.id, datetime.now(UTC) - FRESH)


def leave(services: Services, actor: Actor, subject: Subject) -> None:
    """Note that somebody no longer has a subject open."""
    with writing(services.database) as unit:
        teamwork.leave(unit, subject, actor.id)


def others_present(
    services: Services, actor: Actor, subject: Subject
) -> list[tuple[str, datetime]]:
    """Return which other accounts have a subject open, and since when."""
    with reading(services.database) as connection:
        found = teamwork.present(connection, subject, datetime.now(UTC) - FRESH)
    return [(account_id, since) for account_id, since in found if account_id != actor.id]
