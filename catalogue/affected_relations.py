"""What a change of one entry changes of others: relations are shown from both ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, and_, exists, func, or_, select

from catalogue.sql import in_array
from catalogue.tables import Entry, LedgerEvent, Relation

WITHDRAW = "withdraw"
Related = tuple[str, int]
"""A type of relation, and the pk of the entry that is named."""


def affected_entries(connection: Connection, pks: Iterable[int]) -> list[tuple[int, int]]:
    """Return (pk, public version) of published entries that show another relation than before.

    Call it before the events of the entries `pks` are written: the ledger still tells what the
    public saw of them, and the rows tell what it will see.
    """
    touched = set(pks)
    if not touched or not _has_relations(connection, touched):
        return []
    before = _public_before(connection, touched)
    now = _public_now(connection, touched)
    shown_before = _related_by_entry(connection, before)
    shown_now = _related_by_entry(connection, now)
    changed = {
        target
        for pk in touched
        for _, target in shown_before.get(pk, set()) ^ shown_now.get(pk, set())
    }
    turned = {pk for pk in touched if (pk in before) != (pk in now)}
    others = (changed | _naming(connection, turned)) - touched
    return sorted(_public_now(connection, others).items())


def _has_relations(connection: Connection, pks: set[int]) -> bool:
    """Return whether any version names or is named; most loads hold no relations at all."""
    concerned = or_(
        in_array(connection, Relation.entry_pk, pks), in_array(connection, Relation.target_pk, pks)
    )
    return bool(connection.scalar(select(exists().where(concerned))))


def _public_before(connection: Connection, pks: set[int]) -> dict[int, int]:
    """Return the version that the public saw of each, by the last public event."""
    last = (
        select(func.max(LedgerEvent.seq))
        .where(LedgerEvent.public, in_array(connection, LedgerEvent.entry_pk, pks))
        .group_by(LedgerEvent.entry_pk)
    )
    rows = connection.execute(
        select(LedgerEvent.entry_pk, LedgerEvent.version).where(
            LedgerEvent.seq.in_(last), LedgerEvent.action != WITHDRAW
        )
    )
    return {row.entry_pk: row.version for row in rows}


def _public_now(connection: Connection, pks: set[int]) -> dict[int, int]:
    if not pks:
        return {}
    rows = connection.execute(
        select(Entry.pk, Entry.published_version).where(
            in_array(connection, Entry.pk, pks), Entry.published_version.is_not(None)
        )
    )
    return {pk: version for pk, version in rows if version is not None}


def _related_by_entry(
    connection: Connection, versions: Mapping[int, int]
) -> dict[int, set[Related]]:
    """Return what each entry names in the given version of it."""
    found: dict[int, set[Related]] = {}
    rows = connection.execute(
        select(Relation.entry_pk, Relation.version, Relation.type, Relation.target_pk).where(
            in_array(connection, Relation.entry_pk, versions)
        )
    )
    for pk, version, type_, target in rows:
        if version == versions[pk]:
            found.setdefault(pk, set()).add((type_, target))
    return found


def _naming(connection: Connection, pks: set[int]) -> set[int]:
    """Return the published entries whose public version names one of `pks`."""
    if not pks:
        return set()
    public = and_(Entry.pk == Relation.entry_pk, Entry.published_version == Relation.version)
    return set(
        connection.scalars(
            select(Relation.entry_pk)
            .join(Entry, public)
            .where(in_array(connection, Relation.target_pk, pks))
        )
    )
