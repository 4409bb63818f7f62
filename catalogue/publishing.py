"""Making versions public, and taking entries back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, select, update

from catalogue.errors import EntryNotFound, VersionChanged, WrongState
from catalogue.ledger import Change
from catalogue.records import ARCHIVED, PUBLISHED
from catalogue.tables import Entry, EntryVersion

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from catalogue.unit import Unit

_ENTRY = (
    update(Entry)
    .where(Entry.pk == bindparam("of_pk"))
    .values(
        status=PUBLISHED,
        published_version=bindparam("number"),
        published_at=func.coalesce(
            Entry.published_at, bindparam("at", type_=Entry.published_at.type)
        ),
        updated_at=bindparam("at", type_=Entry.published_at.type),
    )
)
_VERSION = (
    update(EntryVersion)
    .where(EntryVersion.entry_pk == bindparam("of_pk"), EntryVersion.version == bindparam("number"))
    .values(status=PUBLISHED, published_at=bindparam("at"))
)


def mark_published(connection: Connection, keys: Sequence[tuple[int, int]], at: datetime) -> None:
    """Make each (entry's pk, version's number) what the public sees of the entry."""
    if not keys:
        return
    parameters = [{"of_pk": pk, "number": number, "at": at} for pk, number in keys]
    connection.execute(_ENTRY, parameters)
    connection.execute(_VERSION, parameters)


def publish(  # noqa: PLR0913  what is published, and what the ledger is to say
    unit: Unit,
    entry_id: str,
    *,
    actor: str,
    version: int | None = None,
    job_id: str | None = None,
    reason: str | None = None,
    based_on: int | None = None,
) -> int:
    """Make a version (the latest, when none is named) the public one; return its number.

    Raises:
        EntryNotFound: there is no such entry or version.
        WrongState: the entry is withdrawn.
        VersionChanged: the latest version is another than `based_on`.
    """
    row = _locked(unit, entry_id, based_on)
    number = row.version if version is None else version
    if number == row.published_version:
        return number
    if not 1 <= number <= row.version:
        raise EntryNotFound(f"{entry_id} has no version {number}")
    mark_published(unit.connection, [(row.pk, number)], unit.now)
    unit.record(Change(row.pk, "publish", number, actor, public=True, job_id=job_id, reason=reason))
    return number


def withdraw(  # noqa: PLR0913  what tombstone and ledger are to say
    unit: Unit,
    entry_id: str,
    reason: str,
    replaced_by: str | None = None,
    *,
    actor: str,
    job_id: str | None = None,
    based_on: int | None = None,
) -> None:
    """Withdraw the entry; its rows stay, and the public finds a tombstone.

    Raises:
        EntryNotFound: there is no such entry, or none that is to replace it.
        WrongState: the entry is withdrawn already.
        VersionChanged: the latest version is another than `based_on`.
    """
    row = _locked(unit, entry_id, based_on)
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
    unit.record(
        Change(
            row.pk,
            "withdraw",
            row.version,
            actor,
            public=was_public,
            job_id=job_id,
            reason=reason,
        )
    )


def _locked(unit: Unit, entry_id: str, based_on: int | None) -> Row[int, int, int | None, str]:
    """Return the entry's pk and state, and keep others from changing it until the commit."""
    row = unit.connection.execute(
        select(Entry.pk, Entry.version, Entry.published_version, Entry.status)
        .where(Entry.id == entry_id)
        .with_for_update(key_share=True)
    ).first()
    if row is None:
        raise EntryNotFound(f"there is no entry {entry_id}")
    if row.status == ARCHIVED:
        raise WrongState(f"{entry_id} is withdrawn")
    if based_on is not None and row.version != based_on:
        raise VersionChanged(f"{entry_id} is in version {row.version}, not {based_on}")
    return row


def _pk(connection: Connection, entry_id: str) -> int:
    pk = connection.scalar(select(Entry.pk).where(Entry.id == entry_id))
    if pk is None:
        raise EntryNotFound(f"there is no entry {entry_id}")
    return pk
