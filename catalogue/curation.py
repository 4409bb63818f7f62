"""Which fields of an entry a person has edited: a load keeps them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select

from catalogue.records import CuratedFieldRecord
from catalogue.sql import in_array
from catalogue.tables import CuratedField as Mark
from catalogue.tables import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from catalogue.unit import Unit


def curated_fields(connection: Connection, entry_id: str) -> list[CuratedFieldRecord]:
    """Return what people have edited of an entry, by field."""
    statement = (
        select(Mark.field, Mark.version, Mark.actor, Mark.at)
        .join(Entry, Entry.pk == Mark.entry_pk)
        .where(Entry.id == entry_id)
        .order_by(Mark.field)
    )
    return [CuratedFieldRecord(*row) for row in connection.execute(statement)]


def marked_fields(connection: Connection, pks: Sequence[int]) -> dict[int, frozenset[str]]:
    """Return entry's pk -> fields that people have edited, for those entries that have any."""
    found: dict[int, set[str]] = defaultdict(set)
    statement = select(Mark.entry_pk, Mark.field).where(in_array(connection, Mark.entry_pk, pks))
    for pk, field in connection.execute(statement):
        found[pk].add(field)
    return {pk: frozenset(fields) for pk, fields in found.items()}


def mark_fields(unit: Unit, entry_pk: int, fields: Iterable[str], version: int, actor: str) -> None:
    """Note that a person has edited the fields; the latest to do so is kept."""
    names = sorted(fields)
    if not names:
        return
    unmark_fields(unit.connection, [entry_pk], names)
    common = {"entry_pk": entry_pk, "version": version, "actor": actor, "at": unit.now}
    unit.connection.execute(insert(Mark), [{"field": name, **common} for name in names])


def unmark_fields(
    connection: Connection, pks: Sequence[int], fields: Sequence[str] | None = None
) -> None:
    """Take the marks of these entries away, all or those of some fields."""
    statement = delete(Mark).where(in_array(connection, Mark.entry_pk, pks))
    if fields is not None:
        statement = statement.where(in_array(connection, Mark.field, fields))
    connection.execute(statement)
