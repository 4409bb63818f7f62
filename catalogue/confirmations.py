"""What people have confirmed as read in entries: stored once, looked up at publication."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import delete, insert, select

from catalogue.loading.known import by_source
from catalogue.sql import in_array
from catalogue.tables import Confirmation, Entry

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from sqlalchemy import Connection

    from catalogue.loading.known import Key
    from catalogue.unit import Unit


class Confirmed(NamedTuple):
    """Who confirmed something as read, and when."""

    actor: str
    at: datetime


def of_entries(
    connection: Connection, entry_ids: Collection[str]
) -> dict[str, dict[str, Confirmed]]:
    """Return by mark what was confirmed in each of some entries."""
    found: dict[str, dict[str, Confirmed]] = {entry_id: {} for entry_id in entry_ids}
    columns = (Entry.id, Confirmation.mark, Confirmation.actor, Confirmation.confirmed_at)
    statement = select(*columns).join(Confirmation, Confirmation.entry_pk == Entry.pk)
    for entry_id, mark, actor, at in connection.execute(
        statement.where(in_array(connection, Entry.id, entry_ids))
    ):
        found[entry_id][mark] = Confirmed(actor, at)
    return found


def of_keys(connection: Connection, keys: Iterable[Key]) -> dict[Key, set[str]]:
    """Return the marks of what was confirmed in the entries with some keys."""
    found: dict[Key, set[str]] = {}
    columns = (Entry.external_id, Confirmation.mark)
    statement = select(*columns).join(Confirmation, Confirmation.entry_pk == Entry.pk)
    for source_system, external_ids in by_source(keys).items():
        of_source = statement.where(
            Entry.source_system == source_system,
            in_array(connection, Entry.external_id, external_ids),
        )
        for external_id, mark in connection.execute(of_source):
            found.setdefault((source_system, external_id), set()).add(mark)
    return found


def keep(unit: Unit, entry_id: str, marks: Iterable[str], actor: str) -> None:
    """Note that somebody has read words in an entry; what was noted before stays."""
    pk = unit.connection.scalar(select(Entry.pk).where(Entry.id == entry_id))
    known = of_entries(unit.connection, [entry_id])[entry_id]
    rows = [
        {"entry_pk": pk, "mark": mark, "actor": actor, "confirmed_at": unit.now}
        for mark in dict.fromkeys(marks)
        if mark not in known
    ]
    if rows:
        unit.connection.execute(insert(Confirmation), rows)


def forget(unit: Unit, entry_pks: Collection[int]) -> None:
    """Forget what was confirmed in entries."""
    own = in_array(unit.connection, Confirmation.entry_pk, entry_pks)
    unit.connection.execute(delete(Confirmation).where(own))
