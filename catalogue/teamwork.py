"""Assignments, comments, notices and presence among the rows; a subject is a kind and an id."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, delete, func, insert, select, update

from catalogue.tables import Account, Assignment, Comment, Notice, Presence
from catalogue.unit import Unit


class Subject(NamedTuple):
    """An entry, candidate, reply or report: its kind and its id."""

    kind: str
    id: str


class CommentRecord(NamedTuple):
    """A comment: who wrote what, and when."""

    actor: str
    text: str
    created_at: datetime


class Assigned(NamedTuple):
    """Something that somebody is to see to, who assigned it, and when."""

    subject: Subject
    actor: str
    at: datetime


class NoticeRecord(NamedTuple):
    """A notice: what about, of which subject, by whom, when; `read_at` is None while unread."""

    about: str
    subject: Subject
    actor: str
    created_at: datetime
    read_at: datetime | None


class Unsent(NamedTuple):
    """A notice without a mail: its key, the address of its account, and its subject."""

    pk: int
    address: str
    about: str
    subject: Subject


_Table = type[Assignment] | type[Comment] | type[Notice] | type[Presence]


def _is_of(table: _Table, subject: Subject) -> ColumnElement[bool]:
    """Return the condition that a row is about a subject."""
    return and_(table.kind == subject.kind, table.subject_id == subject.id)


def _key_of(subject: Subject) -> dict[str, str]:
    return {"kind": subject.kind, "subject_id": subject.id}


def assignee(connection: Connection, subject: Subject) -> str | None:
    """Return the id of the account that a subject is assigned to."""
    return connection.scalar(select(Assignment.account_id).where(_is_of(Assignment, subject)))


def assign(unit: Unit, subject: Subject, account_id: str | None, actor: str) -> None:
    """Assign a subject to an account in place of whoever had it; None = to nobody."""
    unit.connection.execute(delete(Assignment).where(_is_of(Assignment, subject)))
    if account_id:
        values = {"account_id": account_id, "actor": actor, "assigned_at": unit.now}
        unit.connection.execute(insert(Assignment).values(**_key_of(subject), **values))


def assigned_to(connection: Connection, account_id: str, limit: int) -> list[Assigned]:
    """Return what an account is to see to, what it got first first."""
    columns = (Assignment.kind, Assignment.subject_id, Assignment.actor, Assignment.assigned_at)
    statement = select(*columns).where(Assignment.account_id == account_id)
    rows = connection.execute(statement.order_by(Assignment.assigned_at).limit(limit))
    return [Assigned(Subject(kind, id_), actor, at) for kind, id_, actor, at in rows]


def comment(unit: Unit, subject: Subject, actor: str, text: str) -> None:
    """Keep a comment."""
    values = {"actor": actor, "text": text, "created_at": unit.now}
    unit.connection.execute(insert(Comment).values(**_key_of(subject), **values))


def comments(connection: Connection, subject: Subject, limit: int) -> list[CommentRecord]:
    """Return the latest comments on a subject, in the order in which they were written."""
    statement = (
        select(Comment.actor, Comment.text, Comment.created_at)
        .where(_is_of(Comment, subject))
        .order_by(Comment.pk.desc())
        .limit(limit)
    )
    return [CommentRecord(*row) for row in connection.execute(statement)][::-1]


def notify(
    unit: Unit, account_ids: Collection[str], about: str, subject: Subject, actor: str
) -> None:
    """Keep a notice for each of some accounts."""
    values = {**_key_of(subject), "about": about, "actor": actor, "created_at": unit.now}
    rows = [{"account_id": each, **values} for each in account_ids]
    if rows:
        unit.connection.execute(insert(Notice), rows)


def unread(connection: Connection, account_id: str) -> int:
    """Return how many notices an account has not read."""
    counted = select(func.count()).where(Notice.account_id == account_id, Notice.read_at.is_(None))
    return connection.scalar(counted) or 0


def notices(connection: Connection, account_id: str, limit: int) -> list[NoticeRecord]:
    """Return the latest notices of an account, the newest first."""
    columns = (Notice.about, Notice.kind, Notice.subject_id, Notice.actor, Notice.created_at)
    statement = select(*columns, Notice.read_at).where(Notice.account_id == account_id)
    return [
        NoticeRecord(about, Subject(kind, id_), actor, at, read_at)
        for about, kind, id_, actor, at, read_at in connection.execute(
            statement.order_by(Notice.pk.desc()).limit(limit)
        )
    ]


def mark_read(unit: Unit, account_id: str, subject: Subject | None = None) -> None:
    """Note that an account has read its notices, or those of one subject."""
    statement = update(Notice).where(Notice.account_id == account_id, Notice.read_at.is_(None))
    if subject:
        statement = statement.where(_is_of(Notice, subject))
    unit.connection.execute(statement.values(read_at=unit.now))


def unsent(connection: Connection, limit: int) -> list[Unsent]:
    """Return the first unread notices without a mail, of accounts that are open."""
    columns = (Notice.pk, Account.address, Notice.about, Notice.kind, Notice.subject_id)
    statement = (
        select(*columns)
        .join(Account, Account.id == Notice.account_id)
        .where(Notice.mailed_at.is_(None), Notice.read_at.is_(None), Account.disabled_at.is_(None))
        .order_by(Notice.pk)
        .limit(limit)
    )
    return [
        Unsent(pk, address, about, Subject(kind, id_))
        for pk, address, about, kind, id_ in connection.execute(statement)
    ]


def mark_mailed(unit: Unit, pk: int) -> None:
    """Note that a mail has been sent for a notice."""
    unit.connection.execute(update(Notice).where(Notice.pk == pk).values(mailed_at=unit.now))


def be_present(unit: Unit, subject: Subject, account_id: str, fresh_since: datetime) -> None:
    """Note that somebody has a subject open; after a break since `fresh_since` they begin anew."""
    own = and_(_is_of(Presence, subject), Presence.account_id == account_id)
    known = unit.connection.execute(select(Presence.since, Presence.seen_at).where(own)).first()
    since = known.since if known and known.seen_at >= fresh_since else unit.now
    leave(unit, subject, account_id)
    values = {"account_id": account_id, "since": since, "seen_at": unit.now}
    unit.connection.execute(insert(Presence).values(**_key_of(subject), **values))


def leave(unit: Unit, subject: Subject, account_id: str) -> None:
    """Note that somebody has left a subject."""
    own = and_(_is_of(Presence, subject), Presence.account_id == account_id)
    unit.connection.execute(delete(Presence).where(own))


def present(
    connection: Connection, subject: Subject, fresh_since: datetime
) -> list[tuple[str, datetime]]:
    """Return which accounts have a subject open, and since when, the first first."""
    statement = (
        select(Presence.account_id, Presence.since)
        .where(_is_of(Presence, subject), Presence.seen_at >= fresh_since)
        .order_by(Presence.since, Presence.account_id)
    )
    return [(account_id, since) for account_id, since in connection.execute(statement)]


def count_before(connection: Connection, comments_before: datetime) -> int:
    """Return how many comments are older than a time."""
    statement = select(func.count()).where(Comment.created_at < comments_before)
    return connection.execute(statement).scalar_one()


def delete_before(unit: Unit, comments_before: datetime, rest_before: datetime) -> int:
    """Delete old comments, notices and presence; return how many comments."""
    unit.connection.execute(delete(Notice).where(Notice.created_at < rest_before))
    unit.connection.execute(delete(Presence).where(Presence.seen_at < rest_before))
    deleted = unit.connection.execute(delete(Comment).where(Comment.created_at < comments_before))
    return deleted.rowcount
