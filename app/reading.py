"""Reading one published entry and what belongs to it, from the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from app.availability import reading
from app.documents import public_entry, timestamp
from app.errors import EntryWithdrawn, Message, NotFound
from app.messages import NO_SUCH_ENTRY
from catalogue import entries

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sqlalchemy import Connection

    from app.wiring import Services
    from catalogue.records import EntryRecord, VersionRecord

NO_SUCH_VERSION = Message(
    sv="Exemplet har ingen sådan publicerad version.",
    en="The entry has no such published version.",
)
TEXT_FIELDS = (
    "title",
    "summary",
    "methods",
    "results",
    "obstacles",
    "preconditions",
    "targetGroup",
)
TEXT_LISTS = ("facts", "sectorText", "partners")


def entry(services: Services, entry_id: str) -> dict[str, Any]:
    """Return a published entry.

    Raises:
        NotFound: there is none, or it was never published.
        EntryWithdrawn: it was published once.
    """
    with reading(services.database) as connection:
        return public_entry(_record(connection, entry_id))


def versions(services: Services, entry_id: str) -> list[dict[str, Any]]:
    """Return what is public of an entry's versions, latest first: no actors, no drafts.

    Raises:
        NotFound, EntryWithdrawn: as for the entry.
    """
    with reading(services.database) as connection:
        record = _record(connection, entry_id)
        found = entries.versions(connection, record.id)
    return [_version(each, record) for each in reversed(found)]


def version(services: Services, entry_id: str, number: int) -> dict[str, Any]:
    """Return the entry as it was in a version that was published.

    Raises:
        NotFound, EntryWithdrawn: as for the entry, or there is no such version.
    """
    with reading(services.database) as connection:
        record = _record(connection, entry_id)
        found = entries.version(connection, record.id, number)
    if found is None:
        raise NotFound(NO_SUCH_VERSION)
    return public_entry(found.entry)


def relations(services: Services, entry_id: str) -> list[dict[str, Any]]:
    """Return the published entries that this one is related to, in both directions.

    Raises:
        NotFound, EntryWithdrawn: as for the entry.
    """
    with reading(services.database) as connection:
        record = _record(connection, entry_id)
        ids = list(dict.fromkeys(relation.entry_id for relation in record.relations))
        others = {other.id: other for other in entries.get_many(connection, ids)}
    return [
        {
            "type": relation.type,
            "direction": relation.direction,
            "entryId": relation.entry_id,
            "title": others[relation.entry_id].content["title"],
            "kind": others[relation.entry_id].content["kind"],
        }
        for relation in record.relations
        if relation.entry_id in others
    ]


def provenance(services: Services, entry_id: str) -> dict[str, Any]:
    """Return what an entry rests on: its source, and each link with the place of its quotes.

    Raises:
        NotFound, EntryWithdrawn: as for the entry.
    """
    public = entry(services, entry_id)
    texts = dict(_texts(public))
    return {
        "entryId": public["id"],
        **{name: public[name] for name in ("sourceSystem", "externalId", "version", "licence")},
        **{name: public[name] for name in ("createdAt", "updatedAt", "publishedAt", "source")},
        "links": [
            {**link, "evidence": [_place(one["quote"], texts) for one in link["evidence"]]}
            for link in public["links"]
        ],
    }


def _record(connection: Connection, entry_id: str) -> EntryRecord:
    try:
        canonical = str(UUID(entry_id))
    except ValueError:
        raise NotFound(NO_SUCH_ENTRY) from None
    record = entries.get(connection, canonical)
    if record is not None:
        return record
    tombstone = entries.tombstone(connection, canonical)
    if tombstone is None:
        raise NotFound(NO_SUCH_ENTRY)
    raise EntryWithdrawn(canonical, tombstone.withdrawn_at, tombstone.reason, tombstone.replaced_by)


def _version(found: VersionRecord, current: EntryRecord) -> dict[str, Any]:
    return {
        "version": found.version,
        "title": found.entry.content["title"],
        "createdAt": timestamp(found.created_at),
        "publishedAt": timestamp(found.published_at),
        "current": found.version == current.published_version,
    }


def _texts(public: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield JSON pointer and text of everything that a quote may come from."""
    for name in TEXT_FIELDS:
        yield f"/{name}", public[name] or ""
    for name in TEXT_LISTS:
        for index, text in enumerate(public[name]):
            yield f"/{name}/{index}", text


def _place(quote: str, texts: Mapping[str, str]) -> dict[str, Any]:
    """Find a quote; an edited text may have lost it."""
    for pointer, text in texts.items():
        start = text.find(quote)
        if start >= 0:
            return {"quote": quote, "pointer": pointer, "start": start, "end": start + len(quote)}
    return {"quote": quote, "pointer": None, "start": None, "end": None}
