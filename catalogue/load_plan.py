"""Deciding what a load does to each row; reads the catalogue, writes nothing."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias

from sqlalchemy import select

from catalogue.identifiers import uuid7
from catalogue.json_text import JsonText, canonical
from catalogue.load_rows import (
    CREATED,
    REJECTED,
    UNCHANGED,
    UPDATED,
    LoadRow,
    RelationKey,
    RowError,
)
from catalogue.records import ARCHIVED
from catalogue.tables import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

    from catalogue.records import Link

Key: TypeAlias = tuple[str, str]
"""Source system and external id."""


@dataclass(frozen=True, slots=True)
class Known:
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


@dataclass(slots=True)
class Plan:
    """What is to happen to one row.

    Attributes:
        links: the row's links, each concept once.
        relations: (type, entry's id) of each relation, in order.
        version: number of the entry's latest version afterwards.
    """

    row: LoadRow
    entry_id: str
    known: Known | None
    links: tuple[Link, ...]
    relations: dict[tuple[str, str], None] = field(default_factory=dict)
    errors: list[RowError] = field(default_factory=list)
    content: JsonText | None = None
    content_hash: str = ""
    action: str = REJECTED
    version: int = 0

    @property
    def writes_version(self) -> bool:
        """Whether the row makes a new version."""
        return self.action in (CREATED, UPDATED)

    @property
    def is_draft_of_itself(self) -> bool:
        """Whether the latest version holds the row's very text and is not public."""
        return (
            self.action == UNCHANGED
            and self.known is not None
            and self.known.status != ARCHIVED
            and self.known.published_version != self.known.version
        )


def plan(connection: Connection, rows: Sequence[LoadRow]) -> list[Plan]:
    """Decide on every row; no key may occur twice."""
    known = _Catalogue(connection, rows)
    plans = [_begin(row, known) for row in rows]
    _resolve_relations(plans, known)
    for item in plans:
        if not item.errors:
            _decide(item)
    return plans


class _Catalogue:
    """Those entries that the rows are, or point at."""

    def __init__(self, connection: Connection, rows: Sequence[LoadRow]) -> None:
        relations = [(row, relation) for row in rows for relation in row.relations]
        keys = {(row.source_system, row.external_id) for row in rows}
        keys.update(_key(each, row.source_system) for row, each in relations if not each.entry_id)
        found = list(_find_keys(connection, keys))
        if ids := {each.entry_id for _, each in relations if each.entry_id}:
            found += _find(connection, Entry.id.in_(ids))
        self.by_key = {(entry.source_system, entry.external_id): entry for entry in found}
        self.ids = {entry.id for entry in found}


def _find_keys(connection: Connection, keys: Iterable[Key]) -> Iterable[Known]:
    """Take one query for each source system; a load mostly has one."""
    external_ids_by_source: dict[str, list[str]] = {}
    for source_system, external_id in sorted(keys):
        external_ids_by_source.setdefault(source_system, []).append(external_id)
    for source_system, external_ids in external_ids_by_source.items():
        yield from _find(
            connection,
            Entry.source_system == source_system,
            Entry.external_id.in_(external_ids),
        )


def _find(connection: Connection, *conditions: ColumnElement[bool]) -> list[Known]:
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
        .with_for_update()  # a curator who is changing one of them is waited for
    )
    return [Known(*row) for row in connection.execute(statement)]


def _begin(row: LoadRow, catalogue: _Catalogue) -> Plan:
    known = catalogue.by_key.get((row.source_system, row.external_id))
    return Plan(
        row=row,
        entry_id=known.id if known else uuid7(),
        known=known,
        links=tuple({(link.field, link.value): link for link in row.links}.values()),
        version=known.version if known else 0,
    )


def _key(relation: RelationKey, default_source: str) -> Key:
    return (relation.source_system or default_source, relation.external_id or "")


def _resolve_relations(plans: Sequence[Plan], catalogue: _Catalogue) -> None:
    """Turn relations into ids; a row may point at another of the same load.

    A rejected row can leave others without their target, so this goes on until all stand.
    """
    related = [item for item in plans if item.row.relations]
    if not related:
        return
    id_by_key = {key: entry.id for key, entry in catalogue.by_key.items()}
    id_by_key |= {(p.row.source_system, p.row.external_id): p.entry_id for p in plans}
    while rejected := [
        item for item in related if not item.errors and _has_errors(item, id_by_key, catalogue.ids)
    ]:
        for item in rejected:
            if item.known is None:
                del id_by_key[item.row.source_system, item.row.external_id]


def _has_errors(item: Plan, id_by_key: dict[Key, str], ids: set[str]) -> bool:
    item.relations = {}
    for place, relation in enumerate(item.row.relations):
        key = _key(relation, item.row.source_system)
        target = relation.entry_id if relation.entry_id in ids else id_by_key.get(key)
        pointer, value = f"/relations/{place}", relation.entry_id or key[1]
        if target is None:
            item.errors.append(RowError(pointer, "unknown-entry", value))
        elif target == item.entry_id:
            item.errors.append(RowError(pointer, "relation-to-itself", value))
        else:
            item.relations[relation.type, target] = None
    return bool(item.errors)


def _decide(item: Plan) -> None:
    text = canonical(item.row.content)
    item.content, item.content_hash = JsonText(text), _hash(item, text)
    if item.known is None:
        item.action = CREATED
    elif item.known.content_hash == item.content_hash:
        item.action = UNCHANGED
    elif item.known.status == ARCHIVED:
        item.errors.append(RowError("", "withdrawn", item.row.external_id))
    else:
        item.action = UPDATED
    if item.writes_version:
        item.version += 1


def _hash(item: Plan, content: str) -> str:
    """Return a checksum of all that makes a version: content, links, relations."""
    links: list[Any] = [
        [link.field, link.value, link.origin, link.score, link.evidence] for link in item.links
    ]
    rest = canonical([links, sorted(item.relations)])
    return hashlib.sha256(f"{content}\n{rest}".encode()).hexdigest()
