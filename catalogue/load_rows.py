"""What a load takes and answers."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from catalogue.records import LINK_FIELDS, Link

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

CREATED = "created"
UPDATED = "updated"
UNCHANGED = "unchanged"
REJECTED = "rejected"

_NOT_CONTENT = frozenset(
    {*LINK_FIELDS, "evidence", "relations", "sourceSystem", "externalId", "national"}
)


@dataclass(frozen=True, slots=True)
class RelationKey:
    """A relation to another entry, named by its id or by the key it is loaded under."""

    type: str
    entry_id: str | None = None
    source_system: str | None = None
    external_id: str | None = None


@dataclass(frozen=True, slots=True)
class LoadRow:
    """An entry to be loaded; (source_system, external_id) says which entry it is.

    `content` holds the wire's fields without LINK_FIELDS, evidence and relations, validated: text
    without NUL or lone surrogates, which no database takes.
    """

    source_system: str
    external_id: str
    content: Mapping[str, Any]
    links: Sequence[Link] = ()
    relations: Sequence[RelationKey] = ()


@dataclass(frozen=True, slots=True)
class RowError:
    """Why a row was not loaded.

    Attributes:
        pointer: JSON pointer into the row in the load format.
        code: "withdrawn", "unknown-entry" or "relation-to-itself".
        value: what was wrong, as sent.
    """

    pointer: str
    code: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class LoadResult:
    """What became of a row.

    Attributes:
        entry_id: None when a row that would have made an entry was rejected.
        action: created, updated, unchanged or rejected.
        version: the entry's latest version afterwards; 0 when there is no entry.
    """

    external_id: str
    entry_id: str | None
    action: str
    version: int
    errors: tuple[RowError, ...] = field(default=())


def row_from(entry: Mapping[str, Any], default_source: str) -> LoadRow:
    """Make a row of an entry in the load format, whose evidence stands beside its links.

    Evidence for a link that the entry does not have is left out; validation reports it.
    """
    return LoadRow(
        source_system=entry.get("sourceSystem") or default_source,
        external_id=entry["externalId"],
        content={name: value for name, value in entry.items() if name not in _NOT_CONTENT},
        links=_links(entry),
        relations=[_relation(relation) for relation in entry.get("relations") or ()],
    )


def _links(entry: Mapping[str, Any]) -> list[Link]:
    evidence: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for item in entry.get("evidence") or ():
        quote = {name: part for name, part in item.items() if name not in ("field", "value")}
        evidence[item["field"], item["value"]].append(quote)
    return [
        Link(name, value, evidence=tuple(evidence.get((name, value), ())))
        for name in LINK_FIELDS
        for value in entry.get(name) or ()
    ]


def _relation(relation: Mapping[str, Any]) -> RelationKey:
    return RelationKey(
        type=relation["type"],
        entry_id=relation.get("entryId"),
        source_system=relation.get("sourceSystem"),
        external_id=relation.get("externalId"),
    )
