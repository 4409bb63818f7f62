"""Making versions public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, func, update

from catalogue.records import PUBLISHED
from catalogue.tables import Entry, EntryVersion

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

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
