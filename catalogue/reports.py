"""What readers report about entries: stored, listed, closed, and deleted after its time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, delete, func, insert, or_, select, update

from catalogue.tables import Entry, Report

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

    from catalogue.unit import Unit


@dataclass(frozen=True, slots=True)
class ReportRecord:
    """A report as it stands; see `catalogue.tables.reports`."""

    id: str
    entry_id: str
    kind: str
    text: str
    answer_to: str | None
    created_at: datetime
    closed_at: datetime | None
    closed_by: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class ReportFilter:
    """Which reports; nothing means any, `open_ones` is None for both open and closed."""

    open_ones: bool | None = None
    kinds: Sequence[str] = ()
    entry_ids: Sequence[str] = ()


_COLUMNS = tuple(
    Entry.id if name == "entry_id" else getattr(Report, name)
    for name in ReportRecord.__dataclass_fields__
)


def create(unit: Unit, record: ReportRecord) -> None:
    """Keep a new report."""
    entry_pk = select(Entry.pk).where(Entry.id == record.entry_id).scalar_subquery()
    values = {
        "id": record.id,
        "kind": record.kind,
        "text": record.text,
        "answer_to": record.answer_to,
        "created_at": record.created_at,
    }
    unit.connection.execute(insert(Report).values(**values, entry_pk=entry_pk))


def get(connection: Connection, report_id: str) -> ReportRecord | None:
    """Return the report, if there is one."""
    statement = select(*_COLUMNS).join(Entry).where(Report.id == report_id)
    row = connection.execute(statement).first()
    return ReportRecord(*row) if row else None


def page(
    connection: Connection, wanted: ReportFilter, offset: int, limit: int
) -> tuple[int, list[ReportRecord]]:
    """Return how many reports are wanted, and some of them, the newest first."""
    conditions = _conditions(wanted)
    total = _count(connection, *conditions)
    statement = select(*_COLUMNS).join(Entry).where(*conditions).order_by(Report.pk.desc())
    rows = connection.execute(statement.offset(offset).limit(limit))
    return total, [ReportRecord(*row) for row in rows]


def _conditions(wanted: ReportFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.open_ones is not None:
        closed = Report.closed_at.is_not(None)
        found.append(~closed if wanted.open_ones else closed)
    if wanted.kinds:
        found.append(Report.kind.in_(wanted.kinds))
    if wanted.entry_ids:
        entries = select(Entry.pk).where(Entry.id.in_(wanted.entry_ids))
        found.append(Report.entry_pk.in_(entries))
    return found


def count_open(connection: Connection) -> int:
    """Return how many reports nobody has closed."""
    return _count(connection, Report.closed_at.is_(None))


def _count(connection: Connection, *conditions: ColumnElement[bool]) -> int:
    statement = select(func.count()).select_from(Report).where(*conditions)
    return connection.execute(statement).scalar_one()


def close(unit: Unit, report_id: str, actor: str, reason: str) -> bool:
    """Close an open report, and forget who sent it; return whether it was open."""
    this = and_(Report.id == report_id, Report.closed_at.is_(None))
    closed = {"closed_at": unit.now, "closed_by": actor, "reason": reason, "answer_to": None}
    return unit.connection.execute(update(Report).where(this).values(**closed)).rowcount > 0


def count_old(connection: Connection, closed_before: datetime, created_before: datetime) -> int:
    """Return how many reports were closed before a time, or came before the other one."""
    return _count(connection, _older_than(closed_before, created_before))


def delete_old(unit: Unit, closed_before: datetime, created_before: datetime) -> None:
    """Delete them."""
    unit.connection.execute(delete(Report).where(_older_than(closed_before, created_before)))


def _older_than(closed_before: datetime, created_before: datetime) -> ColumnElement[bool]:
    return or_(Report.closed_at < closed_before, Report.created_at < created_before)
