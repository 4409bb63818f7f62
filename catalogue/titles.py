"""The titles of all entries, for comparing new ones with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, select

from catalogue.records import ARCHIVED
from catalogue.tables import Entry, EntryVersion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection


def all_titles(connection: Connection) -> Iterator[tuple[str, str, str, list[str]]]:
    """Yield (id, source system, title, counties) of the latest version of every living entry."""
    latest = and_(EntryVersion.entry_pk == Entry.pk, EntryVersion.version == Entry.version)
    statement = (
        select(
            Entry.id,
            Entry.source_system,
            EntryVersion.content["title"].as_string(),
            EntryVersion.content["counties"],
        )
        .join(EntryVersion, latest)
        .where(Entry.status != ARCHIVED)
        .execution_options(yield_per=1000)
    )
    for row in connection.execute(statement):
        yield row[0], row[1], row[2], row[3]
