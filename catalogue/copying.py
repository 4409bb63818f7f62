"""A version copied as a new one, with its links and relations, within the database."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, literal, select

from catalogue.tables import EntryVersion, Link, Relation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import Connection


def copy_version(
    connection: Connection, pk: int, source: int, number: int, made: Mapping[str, Any]
) -> None:
    """Make version `number` of an entry out of `source`; `made` holds the columns that differ."""
    differing = {**made, "version": number}
    for table in (EntryVersion, Link, Relation):
        columns = table.__table__.columns
        values = [
            literal(differing[column.name], column.type) if column.name in differing else column
            for column in columns
        ]
        of_source = select(*values).where(columns.entry_pk == pk, columns.version == source)
        connection.execute(insert(table).from_select([*columns.keys()], of_source))
