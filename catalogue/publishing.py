"""Making versions public, and taking entries back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, func, select, update

from catalogue.errors import EntryNotFound, VersionChanged, WrongState
from catalogue.ledger import Change
from catalogue.locks import Lock, lock_until_commit
from catalogue.sql import in_array
from catalogue.tables import Entry, EntryVersion
from record.lists import PUBLISHED, WITHDRAWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

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
_TOMBSTONE = (
    update(Entry)
    .where(Entry.pk == bindparam("of_pk"))
    .values(
        status=WITHDRAWN,
        published_version=None,
        external_id=bindparam("key"),
        withdrawn_at=bindparam("at", type_=Entry.withdrawn_at.type),
        withdrawn_reason=bindparam("why"),
        replaced_by=bindparam("successor"),
        updated_at=bindparam("at", type_=Entry.withdrawn_at.type),
    )
)
NO_TOMBSTONE = {"withdrawn_at": None, "withdrawn_reason": None, "replaced_by": None}
"""What of a tombstone is cleared when the entry comes back."""


class LockedEntry(NamedTuple):
    """An entry that nobody else changes until the commit."""

    pk: int
    id: str
    external_id: str
    status: str
    version: int
    published_version: int | None


class Withdrawal(NamedTuple):
    """An entry to be withdrawn, and why.

    Attributes:
        replaced_by: pk of the entry that replaces it.
        new_key: an external id that frees its own for another entry.
    """

    entry: LockedEntry
    reason: str
    replaced_by: int | None = None
    new_key: str | None = None


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
    row = _lock_entry(unit, entry_id, based_on)
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
    entry = _lock_entry(unit, entry_id, based_on)
    successor = _pk(unit.connection, replaced_by) if replaced_by else None
    mark_withdrawn(unit, [Withdrawal(entry, reason, successor)], actor=actor, job_id=job_id)


def withdraw_each(
    unit: Unit, reasons: Mapping[str, str], *, actor: str, job_id: str | None
) -> frozenset[str]:
    """Withdraw entries (id -> why); return the ids of those that were not withdrawn already."""
    found = entries_for_update(unit, reasons).values()
    living = [Withdrawal(each, reasons[each.id]) for each in found if each.status != WITHDRAWN]
    mark_withdrawn(unit, living, actor=actor, job_id=job_id)
    return frozenset(each.entry.id for each in living)


def mark_withdrawn(
    unit: Unit, withdrawals: Sequence[Withdrawal], *, actor: str, job_id: str | None
) -> None:
    """Make tombstones of entries that are locked, and record it; a new key is the entry's then."""
    if not withdrawals:
        return
    parameters = [
        {
            "of_pk": each.entry.pk,
            "at": unit.now,
            "why": each.reason,
            "successor": each.replaced_by,
            "key": each.new_key or each.entry.external_id,
        }
        for each in withdrawals
    ]
    unit.connection.execute(_TOMBSTONE, parameters)
    for each in withdrawals:
        unit.record(
            Change(
                each.entry.pk,
                "withdraw",
                each.entry.version,
                actor,
                public=each.entry.published_version is not None,
                job_id=job_id,
                reason=each.reason,
            )
        )


def entries_for_update(unit: Unit, ids: Iterable[str]) -> dict[str, LockedEntry]:
    """Return the entries by id as they stand; nobody else changes them until the commit."""
    lock_until_commit(unit.connection, Lock.LOAD)
    statement = (
        select(*(getattr(Entry, name) for name in LockedEntry._fields))
        .where(in_array(unit.connection, Entry.id, ids))
        .with_for_update(key_share=True)
    )
    return {row.id: LockedEntry(*row) for row in unit.connection.execute(statement)}


def _lock_entry(unit: Unit, entry_id: str, based_on: int | None) -> LockedEntry:
    """Return a living entry, and keep others from changing it until the commit."""
    entry = entries_for_update(unit, [entry_id]).get(entry_id)
    if entry is None:
        raise EntryNotFound(f"there is no entry {entry_id}")
    if entry.status == WITHDRAWN:
        raise WrongState(f"{entry_id} is withdrawn")
    if based_on is not None and entry.version != based_on:
        raise VersionChanged(f"{entry_id} is in version {entry.version}, not {based_on}")
    return entry


def _pk(connection: Connection, entry_id: str) -> int:
    pk = connection.scalar(select(Entry.pk).where(Entry.id == entry_id))
    if pk is None:
        raise EntryNotFound(f"there is no entry {entry_id}")
    return pk
