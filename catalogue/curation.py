"""Which fields of an entry a person has edited, and what makes two versions of a field differ."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select

from catalogue.records import CuratedField
from catalogue.sql import in_array
from catalogue.tables import CuratedField as Mark
from catalogue.tables import Entry
from record.lists import OUTGOING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection

    from catalogue.records import EntryRecord, Link
    from catalogue.unit import Unit

RELATIONS = "relations"
DERIVED = {"counties": ("national",)}
"""Fields that follow from another one, and are never edited by themselves."""


def curated_fields(connection: Connection, entry_id: str) -> list[CuratedField]:
    """Return what people have edited of an entry, by field."""
    statement = (
        select(Mark.field, Mark.version, Mark.actor, Mark.at)
        .join(Entry, Entry.pk == Mark.entry_pk)
        .where(Entry.id == entry_id)
        .order_by(Mark.field)
    )
    return [CuratedField(*row) for row in connection.execute(statement)]


def marked_fields(connection: Connection, pks: Sequence[int]) -> dict[int, frozenset[str]]:
    """Return entry's pk -> fields that people have edited, for those entries that have any."""
    found: dict[int, set[str]] = defaultdict(set)
    statement = select(Mark.entry_pk, Mark.field).where(in_array(connection, Mark.entry_pk, pks))
    for pk, field in connection.execute(statement):
        found[pk].add(field)
    return {pk: frozenset(fields) for pk, fields in found.items()}


def mark(unit: Unit, entry_pk: int, fields: Iterable[str], version: int, actor: str) -> None:
    """Note that a person has edited the fields; the latest to do so is kept."""
    names = sorted(fields)
    if not names:
        return
    forget(unit.connection, [entry_pk], names)
    common = {"entry_pk": entry_pk, "version": version, "actor": actor, "at": unit.now}
    unit.connection.execute(insert(Mark), [{"field": name, **common} for name in names])


def forget(connection: Connection, pks: Sequence[int], fields: Sequence[str] | None = None) -> None:
    """Take the marks of these entries away, all or those of some fields."""
    statement = delete(Mark).where(in_array(connection, Mark.entry_pk, pks))
    if fields is not None:
        statement = statement.where(in_array(connection, Mark.field, fields))
    connection.execute(statement)


def parts(
    content: Mapping[str, Any], links: Iterable[Link], relations: Iterable[tuple[str, str]]
) -> dict[str, Any]:
    """Return field -> what it says, in a form that two versions can be compared in.

    An empty field is as good as none. Where a link comes from is no part of what it says.
    """
    derived = {name for names in DERIVED.values() for name in names}
    found = {name: value for name, value in content.items() if value and name not in derived}
    linked: dict[str, list[Any]] = defaultdict(list)
    for link in links:
        linked[link.field].append((link.value, [dict(each) for each in link.evidence]))
    ordered = sorted(relations)
    return {**found, **linked, **({RELATIONS: ordered} if ordered else {})}


def parts_of(record: EntryRecord) -> dict[str, Any]:
    """Return field -> what it says in this version of the entry."""
    return parts(record.content, record.links, outgoing(record))


def outgoing(record: EntryRecord) -> list[tuple[str, str]]:
    """Return the (type, entry's id) of the relations that the entry itself states."""
    return [(each.type, each.entry_id) for each in record.relations if each.direction == OUTGOING]


def differing(one: Mapping[str, Any], other: Mapping[str, Any]) -> frozenset[str]:
    """Return the fields in which two versions differ."""
    return frozenset(name for name in {*one, *other} if one.get(name) != other.get(name))
