"""Entries: reading them one by one or in pages, publishing and withdrawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select, update
from sqlalchemy.orm import aliased

from catalogue import views
from catalogue.errors import EntryNotFound, WrongState
from catalogue.ledger import Change
from catalogue.publishing import mark_published
from catalogue.records import ARCHIVED, PUBLISHED, EntryRecord, Tombstone, VersionRecord
from catalogue.tables import Entry, EntryVersion
from catalogue.views import View

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection, Row

    from catalogue.unit import Unit
    from catalogue.views import AnyRow, AnySelect


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
    found = views.read(connection, views.entries_in(view).where(Entry.id.in_(ids)), view)
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


def published_page(connection: Connection, after_pk: int, limit: int) -> list[EntryRecord]:
    """Return the next published entries after `after_pk` (0 to begin), in order of pk."""
    statement = (
        views.entries_in(views.PUBLIC)
        .where(Entry.status == PUBLISHED, Entry.pk > after_pk)
        .order_by(Entry.pk)
        .limit(limit)
    )
    return views.read(connection, statement, views.PUBLIC)


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
        select(Entry.id, Entry.archived_at, Entry.archived_reason, replacement.id)
        .outerjoin(replacement, replacement.pk == Entry.replaced_by)
        .where(Entry.id == entry_id, Entry.status == ARCHIVED, Entry.published_at.is_not(None))
    ).first()
    return Tombstone(*row) if row else None


def publish(
    unit: Unit, entry_id: str, *, actor: str, version: int | None = None, job_id: str | None = None
) -> int:
    """Make a version (the latest, when none is named) the public one; return its number.

    Raises:
        EntryNotFound: there is no such entry or version.
        WrongState: the entry is withdrawn.
    """
    row = _locked(unit, entry_id)
    number = row.version if version is None else version
    if number == row.published_version:
        return number
    if not 1 <= number <= row.version:
        raise EntryNotFound(f"{entry_id} has no version {number}")
    mark_published(unit.connection, [(row.pk, number)], unit.now)
    unit.record(Change(row.pk, "publish", number, actor, public=True, job_id=job_id))
    return number


def withdraw(  # noqa: PLR0913  what tombstone and ledger are to say
    unit: Unit,
    entry_id: str,
    reason: str,
    replaced_by: str | None = None,
    *,
    actor: str,
    job_id: str | None = None,
) -> None:
    """Withdraw the entry; its rows stay, and the public finds a tombstone.

    Raises:
        EntryNotFound: there is no such entry, or none that is to replace it.
        WrongState: the entry is withdrawn already.
    """
    row = _locked(unit, entry_id)
    unit.connection.execute(
        update(Entry)
        .where(Entry.pk == row.pk)
        .values(
            status=ARCHIVED,
            published_version=None,
            archived_at=unit.now,
            archived_reason=reason,
            replaced_by=_pk(unit.connection, replaced_by) if replaced_by else None,
            updated_at=unit.now,
        )
    )
    was_public = row.published_version is not None
    unit.record(Change(row.pk, "withdraw", row.version, actor, public=was_public, job_id=job_id))


def _locked(unit: Unit, entry_id: str) -> Row[int, int, int | None, str]:
    """Return the entry's pk and state, and keep others from changing it until the commit."""
    row = unit.connection.execute(
        select(Entry.pk, Entry.version, Entry.published_version, Entry.status)
        .where(Entry.id == entry_id)
        .with_for_update()
    ).first()
    if row is None:
        raise EntryNotFound(f"there is no entry {entry_id}")
    if row.status == ARCHIVED:
        raise WrongState(f"{entry_id} is withdrawn")
    return row


def _pk(connection: Connection, entry_id: str) -> int:
    pk = connection.scalar(select(Entry.pk).where(Entry.id == entry_id))
    if pk is None:
        raise EntryNotFound(f"there is no entry {entry_id}")
    return pk


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
