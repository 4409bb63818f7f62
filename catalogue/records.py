"""What the layer hands out: frozen values, read from rows, that hold no connection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from record.links import LINKS
from record.lists import CURATED


class LinkRecord(NamedTuple):
    """A link from an entry to a concept, with what it rests on.

    Attributes:
        field: one of LINKS; it names the vocabulary.
        value: the concept's id.
        origin: one of ORIGINS.
        score: of a suggestion, else None.
        evidence: quotes from the text, each at least {"quote": ...}.
    """

    field: str
    value: str
    origin: str = CURATED
    score: float | None = None
    evidence: tuple[Mapping[str, Any], ...] = ()


_PLACE = {name: place for place, name in enumerate(LINKS)}


def order_links(*links: LinkRecord) -> tuple[LinkRecord, ...]:
    """Return the links field by field; within a field they stay as they are."""
    return tuple(sorted(links, key=lambda link: _PLACE[link.field]))


@dataclass(frozen=True, slots=True)
class RelationRecord:
    """A relation between two entries as seen from one of them; `entry_id` is the other."""

    type: str
    entry_id: str
    direction: str


class DamagedRow(NamedTuple):
    """A row that holds what no entry may hold.

    Attributes:
        place: column, and a JSON pointer into what it holds.
    """

    table: str
    entry_id: str
    entry_pk: int
    version: int
    place: str


@dataclass(frozen=True, slots=True)
class EntryRecord:
    """An entry in one of its versions.

    Attributes:
        status: of the shown version; "withdrawn" when the entry is withdrawn.
        version: number of the shown version.
        published_version: number of the version that the public sees, if any.
        updated_at: when the public text last changed, for the published view; else the last change.
        published_at: first publication.
        seq: ledger position of the last change of what the public sees; 0 before the first one.
        content: the wire's camelCase fields without LINKS and relations.
        pk: keyset position for `entries.published_page`; never shown.
        damage: the row of it that cannot be read, if there is one.
    """

    id: str
    source_system: str
    external_id: str
    status: str
    version: int
    published_version: int | None
    created_at: datetime
    updated_at: datetime
    published_at: datetime | None
    seq: int
    content: Mapping[str, Any]
    links: tuple[LinkRecord, ...]
    relations: tuple[RelationRecord, ...]
    pk: int
    damage: DamagedRow | None = None


@dataclass(frozen=True, slots=True)
class VersionRecord:
    """One version of an entry; actor, reason and job are not for the public.

    Attributes:
        entry: the entry as it was in this version.
        created_at: when the version was made.
        published_at: when the version became public, if it ever did.
    """

    entry: EntryRecord
    version: int
    status: str
    created_at: datetime
    published_at: datetime | None
    actor: str
    reason: str | None
    job_id: str | None


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left to say of an entry that was public and has been withdrawn."""

    entry_id: str
    withdrawn_at: datetime | None
    reason: str | None
    replaced_by: str | None


@dataclass(frozen=True, slots=True)
class Event:
    """One change in the ledger.

    Attributes:
        seq: position, in commit order.
        entry_id, version: None for what is of no single entry.
        action: create, update, submit, return, publish, withdraw, restore, relate, or one of those
            of no entry, which `catalogue.ledger` names.
        public: whether it changed what the public sees.
        reason: why, in the words of whoever did it, or what work came to; not for the public.
        subject: token, account or reply that it was done to: "token:<id>", "user:<id>",
            "reply:<id>".
    """

    seq: int
    at: datetime
    entry_id: str | None
    action: str
    version: int | None
    actor: str
    public: bool
    job_id: str | None
    reason: str | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class CuratedFieldRecord:
    """A field that a person has edited, in which version, who and when."""

    field: str
    version: int
    actor: str
    at: datetime
