"""Finding those entries that a load's rows are or point at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from sqlalchemy import select

from catalogue.sql import in_array
from catalogue.tables import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

    from catalogue.loading.rows import LoadRow, RelationKey

Key: TypeAlias = tuple[str, str]
"""Source system and external id."""


@dataclass(frozen=True, slots=True)
class KnownEntry:
    """An entry that is in the catalogue, as far as a load has to know it."""

    pk: int
    id: str
    source_system: str
    external_id: str
    status: str
    version: int
    published_version: int | None
    published_at: datetime | None
    content_hash: str


class KnownEntries:
    """Those entries that the rows are, or point at."""

    def __init__(self, connection: Connection, rows: Sequence[LoadRow]) -> None:
        relations = [(row, relation) for row in rows for relation in row.relations]
        keys = {(row.source_system, row.external_id) for row in rows}
        keys.update(key_of(each, row.source_system) for row, each in relations if not each.entry_id)
        found = list(_find_keys(connection, keys))
        if ids := {each.entry_id for _, each in relations if each.entry_id}:
            found += _find(connection, in_array(connection, Entry.id, ids))
        self.by_key = {(entry.source_system, entry.external_id): entry for entry in found}
        self.ids = {entry.id for entry in found}


class LatestVersion(NamedTuple):
    """The checksum of an entry's latest version, and whether that is the public one."""

    content_hash: str
    is_public: bool


def latest_versions(connection: Connection, keys: Iterable[Key]) -> dict[Key, LatestVersion]:
    """Return the contents of the entries with these keys, without locking them."""
    found: dict[Key, LatestVersion] = {}
    is_public = Entry.published_version.is_not_distinct_from(Entry.version)
    columns = (Entry.external_id, Entry.content_hash, is_public)
    for source_system, external_ids in by_source(keys).items():
        of_source = select(*columns).where(
            Entry.source_system == source_system,
            in_array(connection, Entry.external_id, external_ids),
        )
        for external_id, content_hash, public in connection.execute(of_source):
            found[source_system, external_id] = LatestVersion(content_hash, bool(public))
    return found


def _find_keys(connection: Connection, keys: Iterable[Key]) -> Iterable[KnownEntry]:
    """Take one query for each source system; a load mostly has one."""
    for source_system, external_ids in by_source(keys).items():
        yield from _find(
            connection,
            Entry.source_system == source_system,
            in_array(connection, Entry.external_id, external_ids),
        )


def by_source(keys: Iterable[Key]) -> dict[str, list[str]]:
    """Return the external ids of keys by source system."""
    found: dict[str, list[str]] = {}
    for source_system, external_id in sorted(keys):
        found.setdefault(source_system, []).append(external_id)
    return found


def _find(connection: Connection, *conditions: ColumnElement[bool]) -> list[KnownEntry]:
    statement = (
        select(
            Entry.pk,
            Entry.id,
            Entry.source_system,
            Entry.external_id,
            Entry.status,
            Entry.version,
            Entry.published_version,
            Entry.published_at,
            Entry.content_hash,
        )
        .where(*conditions)
        .with_for_update(key_share=True)  # whoever is changing one of them is waited for
    )
    return [KnownEntry(*row) for row in connection.execute(statement)]


def key_of(relation: RelationKey, default_source: str) -> Key:
    """Return the key that a relation names."""
    return (relation.source_system or default_source, relation.external_id or "")
