"""What waits for somebody: candidates, replies that soon go, drafts, old checks, missing links."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import and_, exists, func, null, or_, select

from catalogue.replies import has_waiting, unreviewed_since
from catalogue.tables import Candidate, Entry, EntryVersion, Link, Reply, ReplyRespondent
from record.lists import DRAFT, IN_REVIEW, PUBLISHED

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Select
    from sqlalchemy.orm import InstrumentedAttribute

    Moment = InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None]
    Number = InstrumentedAttribute[int] | InstrumentedAttribute[int | None]

CANDIDATE, EXPIRING = "candidate", "expiring-reply"
UNCHECKED, WITHOUT_OBJECTIVE = "unchecked", "without-objective"
KINDS = (EXPIRING, CANDIDATE, IN_REVIEW, DRAFT, UNCHECKED, WITHOUT_OBJECTIVE)
"""In the order that they are listed."""
OBJECTIVES = "environmentalObjectives"


class Task(NamedTuple):
    """Something to be done with an entry, a candidate or a reply, `since` when it waits."""

    kind: str
    title: str
    counties: Sequence[str]
    since: datetime
    id: str


class Times(NamedTuple):
    """Before which something is old.

    Attributes:
        checked_before: a source that was last looked at before is to be checked again.
        received_before: the text of a reply that came before and waits for review goes soon.
    """

    checked_before: datetime
    received_before: datetime


def counts(connection: Connection, kinds: Sequence[str], times: Times) -> list[int]:
    """Return how many tasks there are of each of some kinds (of KINDS)."""
    return [
        connection.scalar(select(func.count()).select_from(_of(kind, times).subquery())) or 0
        for kind in kinds
    ]


def listed(connection: Connection, kind: str, times: Times, offset: int, limit: int) -> list[Task]:
    """Return tasks of a kind, what waits longest first."""
    statement = _of(kind, times)
    since, key = statement.selected_columns["since"], statement.selected_columns["id"]
    rows = connection.execute(statement.order_by(since, key).offset(offset).limit(limit)).all()
    answered = _counties(connection, [row.id for row in rows]) if kind == EXPIRING else {}
    return [
        Task(kind, row.title or "", answered.get(row.id, row.counties) or (), row.since, row.id)
        for row in rows
    ]


def _counties(connection: Connection, reply_ids: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    statement = (
        select(Reply.id, ReplyRespondent.county)
        .join(Reply, Reply.pk == ReplyRespondent.reply_pk)
        .where(Reply.id.in_(reply_ids), ReplyRespondent.county.is_not(None))
        .order_by(ReplyRespondent.place)
    )
    for reply_id, county in connection.execute(statement):
        found.setdefault(reply_id, []).append(county or "")
    return found


def _of(kind: str, times: Times) -> Select[str, str, list[str] | None, datetime]:
    if kind == EXPIRING:
        return select(
            Reply.id.label("id"),
            Reply.survey.label("title"),
            null().label("counties"),
            Reply.created_at.label("since"),
        ).where(unreviewed_since(times.received_before), has_waiting())
    if kind == CANDIDATE:
        content = Candidate.content
        return select(
            Candidate.id.label("id"),
            content["title"].as_string().label("title"),
            content["counties"].label("counties"),
            Candidate.created_at.label("since"),
        ).where(Candidate.state == "waiting")
    if kind in {DRAFT, IN_REVIEW}:
        return _entries(EntryVersion.created_at, Entry.version).where(_is_latest_a(kind))
    public = _entries(Entry.published_at, Entry.published_version).where(Entry.status == PUBLISHED)
    return public.where(_is_old(times.checked_before) if kind == UNCHECKED else ~_has_objective())


def _entries(since: Moment, version: Number) -> Select[str, str, list[str], datetime]:
    shown = and_(EntryVersion.entry_pk == Entry.pk, EntryVersion.version == version)
    return select(
        Entry.id.label("id"),
        EntryVersion.content["title"].as_string().label("title"),
        EntryVersion.content["counties"].label("counties"),
        since.label("since"),
    ).join(EntryVersion, shown)


def _is_latest_a(status: str) -> ColumnElement[bool]:
    beside = and_(Entry.status == PUBLISHED, Entry.version != Entry.published_version)
    return and_(or_(Entry.status == status, beside), EntryVersion.status == status)


def _is_old(before: datetime) -> ColumnElement[bool]:
    source = EntryVersion.content["source"]
    days = [source[name].as_string() for name in ("checkedOn", "retrievedOn", "receivedOn")]
    seen = func.coalesce(*days)
    undated = and_(seen.is_(None), Entry.published_at < before)
    return or_(seen < before.date().isoformat(), undated)


def _has_objective() -> ColumnElement[bool]:
    return exists().where(
        Link.entry_pk == Entry.pk,
        Link.version == Entry.published_version,
        Link.field == OBJECTIVES,
    )
