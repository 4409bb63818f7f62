"""Asking the ledger who did what, when, why and through what; not for the public."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, select
from sqlalchemy.orm import InstrumentedAttribute

from catalogue.ledger import EVENT_COLUMNS
from catalogue.readable_json import ReadableJson
from catalogue.records import Event
from catalogue.sql import in_array
from catalogue.tables import Entry, EntryVersion, Import, LedgerEvent, Reply, Report
from catalogue.views import LATEST

_COLUMNS = (*EVENT_COLUMNS, LedgerEvent.reason, LedgerEvent.subject)
"""As the fields of an `Event`."""


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Conditions on events; one that is empty or None lets all through.

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


AT_ONCE = 500
"""Most names read in one statement."""
_TITLE = ReadableJson(EntryVersion.content)["title"].as_string()
_NAMED: Mapping[str, tuple[InstrumentedAttribute[str], Select[str, Any]]] = {
    "entry": (Entry.id, select(Entry.id, _TITLE).join(EntryVersion, LATEST.of_entry)),
    "reply": (Reply.id, select(Reply.id, Reply.file_name)),
    "import": (Import.id, select(Import.id, Import.file_name)),
    "report": (
        Report.id,
        select(Report.id, _TITLE).join(Entry).join(EntryVersion, LATEST.of_entry),
    ),
}
"""Kind of a thing -> its id, and the statement for ids and what such things are called."""


def thing_of(event: Event) -> str | None:
    """Return what an event was done to, as kind and id: that of an entry first."""
    if event.entry_id:
        return f"entry:{event.entry_id}"
    return event.subject or (f"import:{event.job_id}" if event.job_id else None)


def names_of(connection: Connection, things: Sequence[str]) -> dict[str, str]:
    """Return what things (kind and id) are called: titles and names of files, where there are."""
    found: dict[str, str] = {}
    for kind, (column, named) in _NAMED.items():
        ids = sorted({each.partition(":")[2] for each in things if each.startswith(f"{kind}:")})
        for start in range(0, len(ids), AT_ONCE):
            some = in_array(connection, column, ids[start : start + AT_ONCE])
            rows = connection.execute(named.where(some))
            found |= {f"{kind}:{id_}": name for id_, name in rows if name}
    return found
