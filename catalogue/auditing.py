"""Asking the ledger who did what, when, why and through what; not for the public."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from catalogue.ledger import EVENT_COLUMNS
from catalogue.records import Event
from catalogue.tables import Entry, LedgerEvent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection


_COLUMNS = (*EVENT_COLUMNS, LedgerEvent.reason, LedgerEvent.subject)
"""As the fields of an `Event`."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What events are asked for; what is empty or None asks for all.

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
    connection: Connection, asked: Asked, offset: int, limit: int
) -> tuple[int, list[Event]]:
    """Return how many events there are, and a page of them, latest first."""
    matching = (
        select(*_COLUMNS)
        .outerjoin(Entry, Entry.pk == LedgerEvent.entry_pk)
        .where(*_conditions(asked))
    )
    counted = select(func.count()).select_from(matching.subquery())
    page = matching.order_by(LedgerEvent.seq.desc()).offset(offset).limit(limit)
    total = connection.execute(counted).scalar_one()
    return total, [Event(*row) for row in connection.execute(page)] if limit else []


def _conditions(asked: Asked) -> Iterator[ColumnElement[bool]]:
    lists = (
        (Entry.id, asked.entry_ids),
        (LedgerEvent.actor, asked.actors),
        (LedgerEvent.action, asked.actions),
        (LedgerEvent.job_id, asked.job_ids),
        (LedgerEvent.subject, asked.subjects),
    )
    for column, values in lists:
        if values:
            yield column.in_(values)
    if asked.since:
        yield LedgerEvent.at >= asked.since
    if asked.until:
        yield LedgerEvent.at < asked.until
