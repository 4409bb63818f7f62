"""Calls that created something, by hashes of their keys; swept as new ones come."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from catalogue.tables import Creation

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from catalogue.unit import Unit

FORGOTTEN_AFTER = timedelta(days=90)
"""How long a key stands for what it created."""


def get(connection: Connection, key: str) -> tuple[str, str] | None:
    """Return (hash of the content, id of what was created) of a key."""
    statement = select(Creation.content, Creation.created_id).where(
        Creation.key == key, Creation.created_at > datetime.now(UTC) - FORGOTTEN_AFTER
    )
    row = connection.execute(statement).first()
    return (row[0], row[1]) if row else None


def keep(unit: Unit, key: str, content: str, created_id: str) -> None:
    """Keep what a key created, and forget what others created long ago."""
    old = Creation.created_at <= unit.now - FORGOTTEN_AFTER
    unit.connection.execute(delete(Creation).where(old))
    values = {"key": key, "content": content, "created_id": created_id, "created_at": unit.now}
    unit.connection.execute(insert(Creation).values(values))
