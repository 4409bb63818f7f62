"""What waits for somebody: drafts, reviews, old checks, missing links, candidates."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import and_, exists, func, or_, select

from catalogue.records import DRAFT, IN_REVIEW, PUBLISHED
from catalogue.tables import Candidate, Entry, EntryVersion, Link

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Select
    from sqlalchemy.orm import InstrumentedAttribute

    Moment = InstrumentedAttribute[datetime] | InstrumentedAttribute[datetime | None]
    Number = InstrumentedAttribute[int] | InstrumentedAttribute[int | None]

CANDIDATE, UNCHECKED, WITHOUT_OBJECTIVE = "candidate", "unchecked", "without-objective"
KINDS = (CANDIDATE, IN_REVIEW, DRAFT, UNCHECKED, WITHOUT_OBJECTIVE)
"""In the order that they are listed."""
OBJECTIVES = "environmentalObjectives"


class Task(NamedTuple):
    """Something to be done with an entry or a candidate, `since` when it waits."""

    kind: str
    title: str
    counties: Sequence[str]
    since: datetime
    entry_id: str | None
    candidate_id: str | None


def counts(connection: Connection, kinds: Sequence[str], checked_before: datetime) -> list[int]:
    """Return how many tasks there are of each kind.

    Args:
        connection: to the rows.
        kinds: of KINDS.
        checked_before: a source that was last looked at before this is to be checked again.
    """
    return [
        connection.scalar(select(func.count()).select_from(_of(kind, checked_before).subquery()))
        or 0
        for kind in kinds
    ]


def listed(
    connection: Connection, kind: str, checked_before: datetime, offset: int, limit: int
) -> list[Task]:
    """Return tasks of a kind, what waits longest first."""
    statement = _of(kind, checked_before)
    since, key = statement.selected_columns["since"], statement.selected_columns["id"]
    rows = connection.execute(statement.order_by(since, key).offset(offset).limit(limit))
    is_candidate = kind == CANDIDATE
    return [
        Task(
            kind,
            row.title or "",
            row.counties or (),
            row.since,
            None if is_candidate else row.id,
            row.id if is_candidate else None,
        )
        for row in rows
    ]


def _of(kind: str, checked_before: datetime) -> Select[str, str, list[str], datetime]:
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
    return public.where(_is_old(checked_before) if kind == UNCHECKED else ~_has_objective())


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
