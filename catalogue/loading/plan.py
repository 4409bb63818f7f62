"""Deciding what a load does to each row; reads the catalogue, writes nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection

from catalogue import views
from catalogue.curation import marked_fields
from catalogue.identifiers import uuid7
from catalogue.json_text import JsonText, canonical
from catalogue.loading.known import Key, KnownEntries, KnownEntry, key_of
from catalogue.loading.rows import CREATED, REJECTED, UNCHANGED, UPDATED, LoadRow, RowError
from catalogue.records import EntryRecord, LinkRecord, order_links
from catalogue.sql import in_array
from catalogue.tables import Entry
from catalogue.versions import (
    DERIVED,
    RELATIONS,
    changed_fields,
    comparable_parts,
    outgoing,
    parts_of_record,
    prune_evidence,
    version_hash,
)
from record.links import LINKS
from record.lists import WITHDRAWN


@dataclass(slots=True)
class Plan:
    """What is to happen to one row.

    Attributes:
        values: the content to be written: the row's, save for what people have edited.
        links: the links to be written, each concept once.
        relations: (type, entry's id) of each relation, in order.
        preserved: fields in which an edit stands against what the row says.
        version: number of the entry's latest version afterwards.
    """

    row: LoadRow
    entry_id: str
    known: KnownEntry | None
    values: Mapping[str, Any]
    links: tuple[LinkRecord, ...]
    relations: dict[tuple[str, str], None] = field(default_factory=dict)
    errors: list[RowError] = field(default_factory=list)
    preserved: tuple[str, ...] = ()
    content: JsonText | None = None
    content_hash: str = ""
    action: str = REJECTED
    version: int = 0

    @property
    def writes_version(self) -> bool:
        """Whether the row makes a new version."""
        return self.action in (CREATED, UPDATED)

    @property
    def holds_back(self) -> bool:
        """Whether the text holds an edit that is not public, or a field nobody has confirmed."""
        return not self.row.unconfirmed.issubset(self.preserved) or (
            bool(self.preserved)
            and self.known is not None
            and self.known.published_version != self.known.version
        )

    @property
    def is_draft_of_itself(self) -> bool:
        """Whether the latest version holds the row's very text and is not public."""
        return (
            self.action == UNCHANGED
            and self.known is not None
            and self.known.status != WITHDRAWN
            and self.known.published_version != self.known.version
        )


def make_plans(
    connection: Connection, rows: Sequence[LoadRow], *, overwrite: bool = False
) -> list[Plan]:
    """Decide on every row; no key may occur twice.

    Fields that people have edited stay as they are, unless `overwrite`.
    """
    known = KnownEntries(connection, rows)
    plans = [_begin(row, known) for row in rows]
    _resolve_relations(plans, known)
    if not overwrite:
        merge_curated(connection, plans)
    for item in plans:
        if not item.errors:
            _decide(item)
    return plans


def _begin(row: LoadRow, catalogue: KnownEntries) -> Plan:
    known = catalogue.by_key.get((row.source_system, row.external_id))
    return Plan(
        row=row,
        entry_id=known.id if known else uuid7(),
        known=known,
        values=row.content,
        links=tuple({(link.field, link.value): link for link in row.links}.values()),
        version=known.version if known else 0,
    )


def _resolve_relations(plans: Sequence[Plan], catalogue: KnownEntries) -> None:
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
        key = key_of(relation, item.row.source_system)
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
    item.links = prune_evidence(item.links, item.values)  # an edit may have replaced a quoted text
    text = canonical(item.values)
    item.content = JsonText(text)
    item.content_hash = version_hash(text, item.links, item.relations)
    if item.known is None:
        item.action = CREATED
    elif item.known.content_hash == item.content_hash:
        item.action = UNCHANGED
    elif item.known.status == WITHDRAWN:
        item.errors.append(RowError("", "withdrawn", item.row.external_id))
    else:
        item.action = UPDATED
    if item.writes_version:
        item.version += 1


def merge_curated(connection: Connection, plans: Sequence[Plan]) -> None:
    """Put the fields that people have edited in place of what the rows say of them."""
    by_pk = {plan.known.pk: plan for plan in plans if plan.known and not plan.errors}
    marked = marked_fields(connection, list(by_pk)) if by_pk else {}
    if not marked:
        return
    statement = views.entries_in(views.LATEST).where(in_array(connection, Entry.pk, marked))
    for record in views.read(connection, statement, views.LATEST):
        if record.damage is None:  # of what cannot be read, the row's own values are the best left
            _merge(by_pk[record.pk], record, marked[record.pk])


def _merge(plan: Plan, record: EntryRecord, edited: frozenset[str]) -> None:
    loaded = comparable_parts(plan.values, plan.links, plan.relations)
    plan.preserved = tuple(sorted(changed_fields(loaded, parts_of_record(record)) & edited))
    unchanged = set(plan.preserved)
    names = unchanged.union(*(DERIVED.get(name, ()) for name in unchanged)) - {RELATIONS, *LINKS}
    plan.values = {**plan.values, **{name: record.content.get(name) for name in names}}
    plan.links = order_links(
        *(link for link in plan.links if link.field not in unchanged),
        *(link for link in record.links if link.field in unchanged),
    )
    if RELATIONS in unchanged:
        plan.relations = dict.fromkeys(outgoing(record))
