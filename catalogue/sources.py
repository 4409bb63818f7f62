"""Looks at the addresses of sources: which are due, and what each found."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, or_, select

from catalogue.readable_json import ReadableJson
from catalogue.tables import Entry, EntryVersion, SourceCheck
from catalogue.unit import Unit
from catalogue.views import PUBLIC, AnySelect
from record.lists import PUBLISHED


class Due(NamedTuple):
    """The source of an entry's public version; `failures` and `since` are of the looks before."""

    entry_pk: int
    version: int
    url: str | None
    failures: int | None
    since: datetime | None


class Before(NamedTuple):
    """Before when an address was last looked at that is due; one that failed once is due sooner."""

    checked: datetime
    failed: datetime


class CheckRecord(NamedTuple):
    """What the last look found; see `catalogue.tables.sources`."""

    checked_at: datetime
    outcome: str
    http_status: int | None
    failures: int


def due(connection: Connection, before: Before, most: int) -> list[Due]:
    """Return public entries whose source is due, and all others with the same addresses."""
    found = connection.execute(_sources().where(_is_due(before)).order_by(Entry.pk).limit(most))
    first = [Due(*row) for row in found]
    urls = {each.url for each in first if each.url}
    if not urls:
        return first
    known = {each.entry_pk for each in first}
    same = connection.execute(_sources().where(_url().in_(urls)))
    return [*first, *(Due(*row) for row in same if row[0] not in known)]


def _url() -> ColumnElement[str]:
    url: ColumnElement[str] = ReadableJson(EntryVersion.content)["source"]["url"].as_string()
    return url


def _sources() -> AnySelect:
    # The number of the checked version shows what an editor has changed since.
    same = and_(SourceCheck.entry_pk == Entry.pk, SourceCheck.version == Entry.published_version)
    columns = (Entry.pk, Entry.published_version, _url(), SourceCheck.failures)
    return (
        select(*columns, SourceCheck.failing_since)
        .join(EntryVersion, PUBLIC.of_entry)
        .outerjoin(SourceCheck, same)
        .where(Entry.status == PUBLISHED)
    )


def _is_due(before: Before) -> ColumnElement[bool]:
    failed_once = and_(SourceCheck.failures == 1, SourceCheck.checked_at < before.failed)
    return or_(
        SourceCheck.checked_at.is_(None), SourceCheck.checked_at < before.checked, failed_once
    )


def keep(unit: Unit, looked: Due, outcome: str, status: int | None, *, failed: bool) -> None:
    """Keep what a look found in place of what the one before did."""
    failures = (looked.failures or 0) + 1 if failed else 0
    values = {
        "entry_pk": looked.entry_pk,
        "version": looked.version,
        "checked_at": unit.now,
        "outcome": outcome,
        "http_status": status,
        "failures": failures,
        "failing_since": (looked.since or unit.now) if failed else None,
    }
    unit.connection.execute(delete(SourceCheck).where(SourceCheck.entry_pk == looked.entry_pk))
    unit.connection.execute(insert(SourceCheck).values(values))


def of_entry(connection: Connection, entry_id: str) -> CheckRecord | None:
    """Return what the last look at the source of an entry's public version found."""
    columns = [getattr(SourceCheck, name) for name in CheckRecord._fields]
    same = and_(SourceCheck.entry_pk == Entry.pk, SourceCheck.version == Entry.published_version)
    row = connection.execute(select(*columns).join(Entry, same).where(Entry.id == entry_id)).first()
    return CheckRecord(*row) if row else None
