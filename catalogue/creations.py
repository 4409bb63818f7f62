"""Calls that created an entry, by hashes of their keys; swept as new ones come."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from catalogue.locks import Lock, lock_until_commit
from catalogue.tables import Creation

if TYPE_CHECKING:
    from catalogue.unit import Unit

FORGOTTEN_AFTER = timedelta(days=90)
"""How long a key stands for the entry that it created."""


def locked(unit: Unit, key: str) -> tuple[str, str] | None:
    """Return (hash of the content, entry's id) of a key; nobody else uses it until the commit."""
    lock_until_commit(unit.connection, Lock.LOAD)
    statement = select(Creation.content, Creation.entry_id).where(
        Creation.key == key, Creation.created_at > unit.now - FORGOTTEN_AFTER
    )
    row = unit.connection.execute(statement).first()
    return (row[0], row[1]) if row else None


def keep(unit: Unit, key: str, content: str, entry_id: str) -> None:
    """Keep what a key created, and forget what others created long ago."""
    old = Creation.created_at <= unit.now - FORGOTTEN_AFTER
    unit.connection.execute(delete(Creation).where(old))
    unit.connection.execute(
        insert(Creation).values(key=key, content=content, entry_id=entry_id, created_at=unit.now)
    )
