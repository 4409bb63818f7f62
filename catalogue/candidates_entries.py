"""The entries that candidates become: their keys, and drafts that are taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, select

from catalogue import publishing
from catalogue.tables import Entry, EntryVersion
from record.lists import ARCHIVED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

    from catalogue.records import EntryRecord
    from catalogue.unit import Unit

REASON = "review undone"


def free_key(connection: Connection, source_system: str, wanted: str) -> str:
    """Return an external id that no entry of a source system has: the wanted one, or a later one.

    What was taken back keeps its own, since the ledger tells of it.
    """
    statement = select(Entry.external_id).where(
        Entry.source_system == source_system, Entry.external_id.startswith(wanted)
    )
    taken = set(connection.scalars(statement))
    number, key = 1, wanted
    while key in taken:
        number += 1
        key = f"{wanted}.{number}"
    return key


def take_back(unit: Unit, entry: EntryRecord, actor: str) -> None:
    """Withdraw a draft that was never public: nobody but those who see drafts will find it."""
    publishing.withdraw(unit, entry.id, REASON, actor=actor, based_on=entry.version)


def texts_of_counties(connection: Connection, counties: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield {id, title, summary, facts} of the latest version of the counties' living entries."""
    latest = and_(EntryVersion.entry_pk == Entry.pk, EntryVersion.version == Entry.version)
    content = EntryVersion.content
    statement = (
        select(
            Entry.id,
            content["title"].as_string(),
            content["summary"].as_string(),
            content["facts"],
            content["counties"],
        )
        .join(EntryVersion, latest)
        .where(Entry.status != ARCHIVED)
        .execution_options(yield_per=1000)
    )
    for entry_id, title, summary, facts, own in connection.execute(statement):
        if not set(counties).isdisjoint(own or ()):
            yield {"id": entry_id, "title": title, "summary": summary, "facts": facts or []}
