"""Rows as the public sees them: an entry's JSON, and its index document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from catalogue.evidence import supported
from indexer.documents import OPTIONAL_TEXTS

if TYPE_CHECKING:
    from datetime import datetime

    from catalogue.records import EntryRecord, Link, Relation

COUNTIES = 21
"""An entry that holds for all of Sweden's counties is national."""
LINK_LISTS = (
    "sectors",
    "environmentalObjectives",
    "goals",
    "targets",
    "resolve",
    "businessModels",
)
DEFAULT_LICENCE = "CC0-1.0"


def public_entry(record: EntryRecord) -> dict[str, Any]:
    """Return the JSON under which an entry is answered, stored in the index and dumped."""
    content = record.content
    counties = list(content.get("counties", ()))
    return {
        "id": record.id,
        "sourceSystem": record.source_system,
        "externalId": record.external_id,
        "kind": content["kind"],
        "title": content["title"],
        "summary": content["summary"],
        "facts": list(content.get("facts", ())),
        **{name: content.get(name) for name in OPTIONAL_TEXTS},
        "counties": counties,
        "national": len(counties) == COUNTIES,
        "sectorText": list(content.get("sectorText", ())),
        **{name: _values(record, name) for name in LINK_LISTS},
        "leadOrganisation": content.get("leadOrganisation"),
        "partners": list(content.get("partners", ())),
        "contact": content.get("contact"),
        "startYear": content.get("startYear"),
        "endYear": content.get("endYear"),
        "period": content.get("period") or {"status": "unknown"},
        "relations": [_relation(each) for each in record.relations],
        "source": content["source"],
        "status": record.status,
        "version": record.version,
        "publishedVersion": record.published_version,
        "createdAt": timestamp(record.created_at),
        "updatedAt": timestamp(record.updated_at),
        "publishedAt": timestamp(record.published_at),
        "licence": content.get("licence") or DEFAULT_LICENCE,
        "links": [_link(each) for each in supported(record.links, content)],
    }


def timestamp(moment: datetime | None) -> str | None:
    """Write a UTC time as RFC 3339, microseconds included: they order what changed together."""
    if moment is None:
        return None
    return f"{moment.replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def _values(record: EntryRecord, field: str) -> list[str]:
    return [link.value for link in record.links if link.field == field]


def _link(link: Link) -> dict[str, Any]:
    return {
        "field": link.field,
        "value": link.value,
        "origin": link.origin,
        "score": link.score,
        "evidence": [{"quote": each["quote"]} for each in link.evidence],
    }


def _relation(relation: Relation) -> dict[str, Any]:
    return {
        "type": relation.type,
        "entryId": relation.entry_id,
        "direction": relation.direction,
    }
