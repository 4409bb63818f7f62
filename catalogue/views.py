"""Reading entries: a view says which version of each is shown, and to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute, aliased

from catalogue import records
from catalogue.records import DamagedRow, EntryRecord
from catalogue.sql import in_array
from catalogue.tables import Entry, EntryVersion, Link, Relation
from record.checking import content_fault, is_evidence
from record.lists import INCOMING, OUTGOING, WITHDRAWN

Shown: TypeAlias = Callable[[InstrumentedAttribute[int]], ColumnElement[bool]]
AnySelect: TypeAlias = "Select[*tuple[Any, ...]]"
AnyRow: TypeAlias = "Row[*tuple[Any, ...]]"
Key: TypeAlias = tuple[int, int]
"""An entry's pk and a version's number."""


@dataclass(frozen=True, slots=True)
class View:
    """Which versions are shown; a public view hides what only curators may see."""

    shows: Shown
    public: bool

    @property
    def of_entry(self) -> ColumnElement[bool]:
        """The condition that joins an entry with its version that is shown."""
        return and_(EntryVersion.entry_pk == Entry.pk, self.shows(EntryVersion.version))


PUBLIC = View(lambda version: version == Entry.published_version, public=True)
LATEST = View(lambda version: version == Entry.version, public=False)


def view(*, published_only: bool) -> View:
    """Return the view of published versions, or that of the latest ones."""
    return PUBLIC if published_only else LATEST


def entries_in(view: View) -> AnySelect:
    """Return the statement whose rows `read` makes into records; narrow it with `where`."""
    return select(*_COLUMNS).join(EntryVersion, view.of_entry)


def read(connection: Connection, statement: AnySelect, view: View) -> list[EntryRecord]:
    """Run the statement; links and relations take one query each, however many rows there are."""
    return assemble(connection, connection.execute(statement).all(), view)


def assemble(connection: Connection, rows: Sequence[AnyRow], view: View) -> list[EntryRecord]:
    """Make records of rows that hold the columns of `entries_in`."""
    if not rows:
        return []
    pks = {row.pk for row in rows}
    links, damaged = _links(connection, pks, view)
    relations = _relations(connection, pks, view)
    return [
        _record(row, links, relations, view, has_damaged_link=(row.pk, row.version) in damaged)
        for row in rows
    ]


_COLUMNS = (
    Entry.pk,
    Entry.id,
    Entry.source_system,
    Entry.external_id,
    Entry.status.label("entry_status"),
    Entry.published_version,
    Entry.created_at,
    Entry.updated_at,
    Entry.published_at,
    Entry.seq,
    EntryVersion.version,
    EntryVersion.status.label("version_status"),
    EntryVersion.content,
    EntryVersion.published_at.label("version_published_at"),
)


def _record(
    row: AnyRow,
    links: dict[Key, list[records.LinkRecord]],
    relations: dict[Key, list[records.RelationRecord]],
    view: View,
    *,
    has_damaged_link: bool,
) -> EntryRecord:
    key = (row.pk, row.version)
    return EntryRecord(
        id=row.id,
        source_system=row.source_system,
        external_id=row.external_id,
        status=WITHDRAWN if row.entry_status == WITHDRAWN else row.version_status,
        version=row.version,
        published_version=row.published_version,
        created_at=row.created_at,
        updated_at=row.version_published_at if view.public else row.updated_at,
        published_at=row.published_at,
        seq=row.seq,
        content=row.content if isinstance(row.content, dict) else {},
        links=tuple(links.get(key, ())),
        relations=tuple(relations.get(key, ())),
        pk=row.pk,
        damage=_damage(row, has_damaged_link=has_damaged_link),
    )


def _damage(row: AnyRow, *, has_damaged_link: bool) -> DamagedRow | None:
    place = content_fault(row.content)
    if place is not None:
        return DamagedRow("entry_version", row.id, row.pk, row.version, f"content{place}")
    if has_damaged_link:
        return DamagedRow("link", row.id, row.pk, row.version, "evidence")
    return None


def _links(
    connection: Connection, pks: Iterable[int], view: View
) -> tuple[dict[Key, list[records.LinkRecord]], set[Key]]:
    """Return the links of each version, and the versions of which a link's row is damaged."""
    found: dict[Key, list[records.LinkRecord]] = defaultdict(list)
    damaged: set[Key] = set()
    rows = connection.execute(
        select(
            Link.entry_pk,
            Link.version,
            Link.field,
            Link.value,
            Link.origin,
            Link.score,
            Link.evidence,
        )
        .join(Entry, Entry.pk == Link.entry_pk)
        .where(in_array(connection, Entry.pk, pks), view.shows(Link.version))
        .order_by(Link.entry_pk, Link.version, Link.position)
    )
    for pk, version, field, value, origin, score, evidence in rows.all():
        if evidence is not None and not is_evidence(evidence):
            damaged.add((pk, version))
            evidence = None  # noqa: PLW2901  the link itself holds
        found[pk, version].append(
            records.LinkRecord(field, value, origin, score, tuple(evidence or ()))
        )
    return found, damaged


def _relations(
    connection: Connection, pks: Iterable[int], view: View
) -> dict[Key, list[records.RelationRecord]]:
    found: dict[Key, list[records.RelationRecord]] = defaultdict(list)
    statement = union_all(
        _outgoing(connection, pks, view), _incoming(connection, pks, view)
    ).order_by("direction", "type", "other")
    for pk, version, type_, entry_id, direction in connection.execute(statement):
        found[pk, version].append(records.RelationRecord(type_, entry_id, direction))
    return found


def _outgoing(connection: Connection, pks: Iterable[int], view: View) -> AnySelect:
    target = aliased(Entry)
    statement = (
        select(
            Relation.entry_pk.label("pk"),
            Relation.version,
            Relation.type,
            target.id.label("other"),
            literal(OUTGOING).label("direction"),
        )
        .join(Entry, Entry.pk == Relation.entry_pk)
        .join(target, target.pk == Relation.target_pk)
        .where(in_array(connection, Entry.pk, pks), view.shows(Relation.version))
    )
    return statement.where(target.published_version.is_not(None)) if view.public else statement


def _incoming(connection: Connection, pks: Iterable[int], view: View) -> AnySelect:
    """What other entries, in the version they are shown in, say of these."""
    source = aliased(Entry)
    shown = source.published_version if view.public else source.version
    statement = (
        select(
            Entry.pk,
            EntryVersion.version,
            Relation.type,
            source.id.label("other"),
            literal(INCOMING).label("direction"),
        )
        .select_from(Relation)
        .join(source, and_(source.pk == Relation.entry_pk, shown == Relation.version))
        .join(Entry, Entry.pk == Relation.target_pk)
        .join(EntryVersion, view.of_entry)
        .where(in_array(connection, Entry.pk, pks))
    )
    return statement if view.public else statement.where(source.status != WITHDRAWN)
