"""Which fields of an entry a person has edited: a load keeps them.

A person is whoever signs in or runs a command. What a machine writes with a token is the source's
own, and the next load of that source replaces it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import and_, delete, insert, select, update

from catalogue.records import CuratedFieldRecord
from catalogue.sql import in_array
from catalogue.tables import CuratedField as Mark
from catalogue.tables import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import Connection

    from catalogue.unit import Unit


MACHINE = "token:"
"""What the names of actors begin with that are no persons."""
_STANDS = and_(Mark.actor.not_like(f"{MACHINE}%"), Mark.overwritten_by.is_(None))
"""Of marks: by a person, and no load has overwritten it. Versions up to 0.1 marked what machines
wrote, too."""


def curated_fields(connection: Connection, entry_id: str) -> list[CuratedFieldRecord]:
    """Return what people have edited of an entry, by field."""
    statement = (
        select(Mark.field, Mark.version, Mark.actor, Mark.at)
        .join(Entry, Entry.pk == Mark.entry_pk)
        .where(Entry.id == entry_id, _STANDS)
        .order_by(Mark.field)
    )
    return [CuratedFieldRecord(*row) for row in connection.execute(statement)]


def marked_fields(connection: Connection, pks: Sequence[int]) -> dict[int, frozenset[str]]:
    """Return entry's pk -> fields that people have edited, for those entries that have any."""
    found: dict[int, set[str]] = defaultdict(set)
    statement = select(Mark.entry_pk, Mark.field).where(
        in_array(connection, Mark.entry_pk, pks), _STANDS
    )
    for pk, field in connection.execute(statement):
        found[pk].add(field)
    return {pk: frozenset(fields) for pk, fields in found.items()}


def mark_fields(unit: Unit, entry_pk: int, fields: Iterable[str], version: int, actor: str) -> None:
    """Note that a person has edited the fields; the latest to do so is kept.

    What a machine writes leaves the marks as they are.
    """
    names = sorted(fields)
    if not names or actor.startswith(MACHINE):
        return
    replaced = (Mark.entry_pk == entry_pk, in_array(unit.connection, Mark.field, names))
    unit.connection.execute(delete(Mark).where(*replaced))
    common = {"entry_pk": entry_pk, "version": version, "actor": actor, "at": unit.now}
    unit.connection.execute(insert(Mark), [{"field": name, **common} for name in names])


def overwrite_marks(connection: Connection, pks: Sequence[int], job_id: str | None) -> None:
    """Let what an import writes in these entries count instead of people's edits."""
    marks = (in_array(connection, Mark.entry_pk, pks), Mark.overwritten_by.is_(None))
    if job_id is None:
        connection.execute(delete(Mark).where(*marks))
    else:
        connection.execute(update(Mark).where(*marks).values(overwritten_by=job_id))


def restore_marks(connection: Connection, pks: Sequence[int], job_id: str) -> None:
    """Let the edits count again that an import overwrote, now that it is taken back."""
    marks = (in_array(connection, Mark.entry_pk, pks), Mark.overwritten_by == job_id)
    connection.execute(update(Mark).where(*marks).values(overwritten_by=None))
