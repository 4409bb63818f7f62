"""Entries: reading them one by one or in pages, publishing and withdrawing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, exists, func, select
from sqlalchemy.orm import aliased

from catalogue import views
from catalogue.publishing import publish, withdraw
from catalogue.records import EntryRecord, Tombstone, VersionRecord
from catalogue.sql import in_array
from catalogue.tables import Entry, EntryVersion
from catalogue.views import AnyRow, AnySelect, View
from record.lists import PUBLISHED, WITHDRAWN

__all__ = [
    "by_key",
    "contents_of",
    "count_published",
    "free_key",
    "get",
    "get_many",
    "publish",
    "published_keys",
    "published_page",
    "tombstone",
    "version",
    "versions",
    "withdraw",
    "withdrawal_reasons",
]


def get(
    connection: Connection, entry_id: str, *, published_only: bool = True
) -> EntryRecord | None:
    """Return the entry in its published version, or else in its latest one."""
    found = get_many(connection, [entry_id], published_only=published_only)
    return found[0] if found else None


def get_many(
    connection: Connection, ids: Sequence[str], *, published_only: bool = True
) -> list[EntryRecord]:
    """Return those of the entries that there are, in the order of `ids`."""
    view = views.view(published_only=published_only)
    found = views.read(
        connection, views.entries_in(view).where(in_array(connection, Entry.id, ids)), view
    )
    place_by_id = {entry_id: place for place, entry_id in enumerate(ids)}
    return sorted(found, key=lambda record: place_by_id[record.id])


def by_key(
    connection: Connection, source_system: str, external_id: str, *, published_only: bool = True
) -> EntryRecord | None:
    """Return the entry that was loaded under this key."""
    view = views.view(published_only=published_only)
    statement = views.entries_in(view).where(
        Entry.source_system == source_system, Entry.external_id == external_id
    )
    return next(iter(views.read(connection, statement, view)), None)


def has_source(connection: Connection, source_system: str) -> bool:
    """Return whether any entry, withdrawn or not, was loaded from a source."""
    loaded = exists().where(Entry.source_system == source_system)
    return bool(connection.scalar(select(loaded)))


def published_page(connection: Connection, after_pk: int, limit: int) -> list[EntryRecord]:
    """Return the next published entries after `after_pk` (0 to begin), in order of pk."""
    statement = (
        views.entries_in(views.PUBLIC)
        .where(Entry.status == PUBLISHED, Entry.pk > after_pk)
        .order_by(Entry.pk)
        .limit(limit)
    )
    return views.read(connection, statement, views.PUBLIC)


def published_keys(connection: Connection, after_pk: int, limit: int) -> list[tuple[int, str, int]]:
    """Return (pk, id, seq) of the next published entries after `after_pk`, in order of pk."""
    statement = (
        select(Entry.pk, Entry.id, Entry.seq)
        .where(Entry.status == PUBLISHED, Entry.pk > after_pk)
        .order_by(Entry.pk)
        .limit(limit)
    )
    return [(pk, entry_id, seq) for pk, entry_id, seq in connection.execute(statement)]


def count_published(connection: Connection) -> int:
    """Return how many entries are published."""
    statement = select(func.count()).where(Entry.status == PUBLISHED)
    return connection.execute(statement).scalar_one()


def versions(
    connection: Connection, entry_id: str, *, published_only: bool = True
) -> list[VersionRecord]:
    """Return the entry's versions, oldest first; the public ones are those once published.

    Nothing of a withdrawn or never published entry is public.
    """
    return _versions(connection, entry_id, None, published_only=published_only)


def version(
    connection: Connection, entry_id: str, number: int, *, published_only: bool = True
) -> VersionRecord | None:
    """Return one version of the entry."""
    found = _versions(connection, entry_id, number, published_only=published_only)
    return found[0] if found else None


def tombstone(connection: Connection, entry_id: str) -> Tombstone | None:
    """Return what is left of an entry that was public and is withdrawn; None for any other."""
    replacement = aliased(Entry)
    row = connection.execute(
        select(Entry.id, Entry.withdrawn_at, Entry.withdrawn_reason, replacement.id)
        .outerjoin(replacement, replacement.pk == Entry.replaced_by)
        .where(Entry.id == entry_id, Entry.status == WITHDRAWN, Entry.published_at.is_not(None))
    ).first()
    return Tombstone(*row) if row else None


def withdrawal_reasons(connection: Connection, ids: Sequence[str]) -> dict[str, str]:
    """Return why those of the entries were withdrawn that were public once."""
    statement = select(Entry.id, Entry.withdrawn_reason).where(
        in_array(connection, Entry.id, ids),
        Entry.status == WITHDRAWN,
        Entry.published_at.is_not(None),
    )
    return {entry_id: reason for entry_id, reason in connection.execute(statement) if reason}


def contents_of(connection: Connection, ids: Sequence[str]) -> dict[str, list[Mapping[str, Any]]]:
    """Return what each of the entries says in its versions, in their order, by its id."""
    statement = (
        select(Entry.id, EntryVersion.content)
        .join(EntryVersion, EntryVersion.entry_pk == Entry.pk)
        .where(in_array(connection, Entry.id, ids))
        .order_by(Entry.pk, EntryVersion.version)
    )
    found: dict[str, list[Mapping[str, Any]]] = {each: [] for each in ids}
    for entry_id, content in connection.execute(statement):
        if isinstance(content, dict):  # of a damaged row nothing can be read
            found[entry_id].append(content)
    return found


def _versions(
    connection: Connection, entry_id: str, number: int | None, *, published_only: bool
) -> list[VersionRecord]:
    view = _view_of_versions(number, published_only=published_only)
    statement: AnySelect = (
        views.entries_in(view)
        .add_columns(
            EntryVersion.created_at.label("version_created_at"),
            EntryVersion.actor,
            EntryVersion.reason,
            EntryVersion.job_id,
        )
        .where(Entry.id == entry_id)
        .order_by(EntryVersion.version)
    )
    if published_only:
        statement = statement.where(
            Entry.status == PUBLISHED, EntryVersion.published_at.is_not(None)
        )
    rows = connection.execute(statement).all()
    shown = views.assemble(connection, rows, view)
    return [_version(row, record) for row, record in zip(rows, shown, strict=True)]


def _view_of_versions(number: int | None, *, published_only: bool) -> View:
    if number is None:
        return View(lambda column: column > 0, public=published_only)
    return View(lambda column: column == number, public=published_only)


def _version(row: AnyRow, entry: EntryRecord) -> VersionRecord:
    return VersionRecord(
        entry=entry,
        version=row.version,
        status=row.version_status,
        created_at=row.version_created_at,
        published_at=row.version_published_at,
        actor=row.actor,
        reason=row.reason,
        job_id=row.job_id,
    )


def free_key(connection: Connection, source_system: str, wanted: str) -> str:
    """Return an external id that no entry of a source system has: the wanted one, or a later one.

    What was taken back keeps its own, since the ledger tells of it.
    """
    statement = select(Entry.external_id).where(
        Entry.source_system == source_system, Entry.external_id.startswith(wanted)
    )
    used = set(connection.scalars(statement))
    number, key = 1, wanted
    while key in used:
        number += 1
        key = f"{wanted}.{number}"
    return key
