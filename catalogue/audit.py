"""Asking the ledger who did what, when, why and through what; not for the public."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, select

from catalogue.ledger import EVENT_COLUMNS
from catalogue.records import Event
from catalogue.tables import Entry, LedgerEvent

_COLUMNS = (*EVENT_COLUMNS, LedgerEvent.reason, LedgerEvent.subject)
"""As the fields of an `Event`."""


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events are asked for; what is empty or None asks for all.

    Attributes:
        since, until: the first moment, and the first one after the last.
    """

    entry_ids: Sequence[str] = ()
    actors: Sequence[str] = ()
    actions: Sequence[str] = ()
    job_ids: Sequence[str] = ()
    subjects: Sequence[str] = ()
    since: datetime | None = None
    until: datetime | None = None


def events(
    connection: Connection, wanted: EventFilter, offset: int, limit: int
) -> tuple[int, list[Event]]:
    """Return how many events there are, and a page of them, latest first."""
    conditions = list(_conditions(wanted))
    counted = select(func.count()).select_from(LedgerEvent).where(*conditions)
    page = (
        select(*_COLUMNS)
        .outerjoin(Entry, Entry.pk == LedgerEvent.entry_pk)
        .where(*conditions)
        .order_by(LedgerEvent.seq.desc())
        .offset(offset)
        .limit(limit)
    )
    total = connection.execute(counted).scalar_one()
    return total, [Event(*row) for row in connection.execute(page)] if limit else []


def _conditions(wanted: EventFilter) -> Iterator[ColumnElement[bool]]:
    if wanted.entry_ids:
        of_entries = select(Entry.pk).where(Entry.id.in_(wanted.entry_ids))
        yield LedgerEvent.entry_pk.in_(of_entries)
    lists = (
        (LedgerEvent.actor, wanted.actors),
        (LedgerEvent.action, wanted.actions),
        (LedgerEvent.job_id, wanted.job_ids),
        (LedgerEvent.subject, wanted.subjects),
    )
    for column, values in lists:
        if values:
            yield column.in_(values)
    if wanted.since:
        yield LedgerEvent.at >= wanted.since
    if wanted.until:
        yield LedgerEvent.at < wanted.until
