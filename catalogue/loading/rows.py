"""What a load takes and answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from catalogue.records import LinkRecord

CREATED = "created"
UPDATED = "updated"
UNCHANGED = "unchanged"
REJECTED = "rejected"


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

    `content` holds the wire's fields without links, evidence and relations. It has been validated:
    its text has neither NUL nor lone surrogates, which no database takes. `unconfirmed` names its
    fields that must not be published yet: a version that takes one of them is a draft.
    """

    source_system: str
    external_id: str
    content: Mapping[str, Any]
    links: Sequence[LinkRecord] = ()
    relations: Sequence[RelationKey] = ()
    unconfirmed: frozenset[str] = frozenset()


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
        preserved: fields that a person has edited and the row says something else of.
    """

    external_id: str
    entry_id: str | None
    action: str
    version: int
    errors: tuple[RowError, ...] = ()
    preserved: tuple[str, ...] = ()
