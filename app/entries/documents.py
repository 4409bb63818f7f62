"""Rows as the public sees them: an entry's JSON, and its index document."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from app.entries.damage import is_intact
from app.errors import EntryDamaged
from catalogue.records import EntryRecord, LinkRecord, RelationRecord
from catalogue.versions import prune_evidence
from linking.suggestions import rounded
from record.field import Field
from record.fields import BY_NAME, CONTENT, DEFAULTS, LISTS, SHOWN

_NAMES = tuple(field.name for field in SHOWN)
_LINKS = tuple(field.name for field in SHOWN if field.link)
_OBJECTS = tuple(field for field in CONTENT if field.parts)
COUNTIES = BY_NAME["counties"].most
"""An entry that holds for all of Sweden's counties is national."""


def public_entry(record: EntryRecord) -> dict[str, Any]:
    """Return the JSON under which an entry is answered, stored in the index and dumped.

    Raises:
        EntryDamaged: its row cannot be read.
    """
    if not is_intact(record):
        raise EntryDamaged
    values = _values(record)
    return values | {
        "id": record.id,
        "sourceSystem": record.source_system,
        "externalId": record.external_id,
        "national": len(values["counties"]) == COUNTIES,
        "relations": [_relation(each) for each in record.relations],
        "status": record.status,
        "version": record.version,
        "publishedVersion": record.published_version,
        "createdAt": timestamp(record.created_at),
        "updatedAt": timestamp(record.updated_at),
        "publishedAt": timestamp(record.published_at),
        "conceptLinks": [_link(each) for each in prune_evidence(record.links, record.content)],
    }


def _values(record: EntryRecord) -> dict[str, Any]:
    """Return what is shown of the content and the links, an empty list where a list is missing."""
    content = record.content
    values: dict[str, Any] = {name: content.get(name) for name in _NAMES}
    values |= {name: values[name] or [] for name in LISTS}
    values |= {name: values[name] or default for name, default in DEFAULTS.items()}
    values |= {name: [] for name in _LINKS}
    for field in _OBJECTS:
        held = values[field.name]
        if isinstance(held, list):
            values[field.name] = [with_parts(field, each) for each in held]
        elif held is not None:
            values[field.name] = with_parts(field, held)
    for link in record.links:
        values[link.field].append(link.value)
    return values


def with_parts(field: Field, value: Mapping[str, Any]) -> dict[str, Any]:
    """Return an object with all the parts it may have, null where one is missing."""
    return {part.name: value.get(part.name) for part in field.parts if part.shown}


def timestamp(moment: datetime | None) -> str | None:
    """Write a UTC time as RFC 3339, microseconds included: they order what changed together."""
    if moment is None:
        return None
    return f"{moment.replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def _link(link: LinkRecord) -> dict[str, Any]:
    return {
        "field": link.field,
        "value": link.value,
        "origin": link.origin,
        "score": None if link.score is None else rounded(link.score),
        "evidence": [{"quote": each["quote"]} for each in link.evidence],
    }


def _relation(relation: RelationRecord) -> dict[str, Any]:
    return {
        "type": relation.type,
        "entryId": relation.entry_id,
        "direction": relation.direction,
    }
