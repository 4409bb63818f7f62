"""An entry as a row of the load format, and a changed row as what the catalogue takes."""

from __future__ import annotations

from typing import Any

from catalogue.loading.rows import LoadRow, RelationKey
from catalogue.records import EntryRecord, LinkRecord
from catalogue.versions import outgoing
from record.links import LINKS
from schemas.loading import LoadedEntry, LoadedLink

DERIVED = "national"


def row_of(record: EntryRecord) -> dict[str, Any]:
    """Return the entry as a row, without evidence, which an edit need not repeat."""
    content = {name: value for name, value in record.content.items() if name != DERIVED}
    return {
        **content,
        "sourceSystem": record.source_system,
        "externalId": record.external_id,
        **{field: [link.value for link in record.links if link.field == field] for field in LINKS},
        "relations": [{"type": type_, "entryId": other} for type_, other in outgoing(record)],
    }


def load_row(
    entry: LoadedEntry, before: EntryRecord | None = None, *, with_evidence: bool = True
) -> LoadRow:
    """Return a checked entry, loaded or changed, as the catalogue takes it.

    Links that `before` has already keep where they come from and, unless the change holds
    evidence, what they rest on; new ones and those with other evidence are a person's.
    """
    known = {(link.field, link.value): link for link in (before.links if before else ())}
    return LoadRow(
        source_system=entry.source_system,
        external_id=entry.external_id,
        content=entry.content,
        links=tuple(
            _link(link, known.get((link.field, link.value)), with_evidence=with_evidence)
            for link in entry.links
        ),
        relations=tuple(
            RelationKey(
                each["type"],
                entry_id=each.get("entryId"),
                source_system=each.get("sourceSystem"),
                external_id=each.get("externalId"),
            )
            for each in entry.relations
        ),
    )


def _link(link: LoadedLink, before: LinkRecord | None, *, with_evidence: bool) -> LinkRecord:
    if before and (not with_evidence or [*before.evidence] == link.evidence):
        return before
    return LinkRecord(link.field, link.value, link.origin, link.score, tuple(link.evidence))
