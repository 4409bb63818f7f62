"""What makes a version of an entry: its parts, compared, summed up in a checksum, copied."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, literal, select

from catalogue.json_text import canonical
from catalogue.tables import EntryGap, EntryVersion, Link, Relation
from record.lists import OUTGOING
from record.texts import whole_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection

    from catalogue.loading.rows import LoadRow
    from catalogue.records import EntryRecord, LinkRecord


def copy_version(
    connection: Connection, pk: int, source: int, number: int, changed: Mapping[str, Any]
) -> None:
    """Make version `number` of an entry out of `source`; `changed` holds what differs."""
    differing = {**changed, "version": number}
    for table in (EntryVersion, EntryGap, Link, Relation):
        columns = table.__table__.columns
        values = [
            literal(differing[column.name], column.type) if column.name in differing else column
            for column in columns
        ]
        of_source = select(*values).where(columns.entry_pk == pk, columns.version == source)
        connection.execute(insert(table).from_select([*columns.keys()], of_source))


def prune_evidence(
    links: Iterable[LinkRecord], content: Mapping[str, Any]
) -> tuple[LinkRecord, ...]:
    """Return links without the quotes that no text of the entry holds any more.

    What is taken out of a text is also taken out of what rests on it.
    """
    found = tuple(links)
    if not any(link.evidence for link in found):
        return found
    whole = whole_text(content)
    return tuple(_prune(link, whole) for link in found)


def _prune(link: LinkRecord, whole: str) -> LinkRecord:
    remaining = tuple(each for each in link.evidence if each["quote"] in whole)
    return link if len(remaining) == len(link.evidence) else link._replace(evidence=remaining)


RELATIONS = "relations"
DERIVED = {"counties": ("national",)}
"""Fields that follow from another one, and are never edited by themselves."""


def comparable_parts(
    content: Mapping[str, Any], links: Iterable[LinkRecord], relations: Iterable[tuple[str, str]]
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


def parts_of_record(record: EntryRecord) -> dict[str, Any]:
    """Return field -> what it says in this version of the entry."""
    return comparable_parts(record.content, record.links, outgoing(record))


def outgoing(record: EntryRecord) -> list[tuple[str, str]]:
    """Return the (type, entry's id) of the relations that the entry itself states."""
    return [(each.type, each.entry_id) for each in record.relations if each.direction == OUTGOING]


def changed_fields(one: Mapping[str, Any], other: Mapping[str, Any]) -> frozenset[str]:
    """Return the fields in which two versions differ."""
    return frozenset(name for name in {*one, *other} if one.get(name) != other.get(name))


def row_hash(row: LoadRow) -> str:
    """Return the checksum of the version that a row makes whose relations name ids alone."""
    links = {(link.field, link.value): link for link in row.links}.values()
    relations = {(each.type, each.entry_id or "") for each in row.relations}
    return version_hash(canonical(row.content), tuple(links), relations)


def version_hash(
    content: str, links: Iterable[LinkRecord], relations: Iterable[tuple[str, str]]
) -> str:
    """Return a checksum of all that makes a version; `content` is canonical JSON."""
    rest = canonical([[*links], sorted(relations)])  # a link is the list of its fields
    return hashlib.sha256(f"{content}\n{rest}".encode()).hexdigest()
