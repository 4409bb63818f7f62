"""Reading one entry and what belongs to it, from the rows, as far as the reader may see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple
from uuid import UUID

from app.accounts.access import ANONYMOUS, PUBLISH, READ_DRAFTS, WRITE
from app.availability import reading
from app.entries.damage import intact
from app.entries.documents import public_entry, timestamp
from app.entries.states import state_tag
from app.errors import NO_SUCH_ENTRY, EntryWithdrawn, NotFound
from catalogue import drafts, duplicates, entries, ledger
from catalogue.curation import curated_fields
from catalogue.narrowing import NOTHING, Narrowing
from record.texts import QUOTED, texts_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy import Connection

    from app.accounts.access import Actor
    from app.wiring import Services
    from catalogue.records import CuratedFieldRecord, EntryRecord


def sees_drafts(actor: Actor) -> bool:
    """Return whether somebody reads entries in their latest version, whatever its state.

    All of them, or with the scope to write alone those that they have written in themselves.
    """
    return actor.county is None and any(actor.may(scope) for scope in (READ_DRAFTS, WRITE, PUBLISH))


def sees_draft(actor: Actor, record: EntryRecord) -> bool:
    """Return whether somebody reads this version though it may not be public: a county its own."""
    own = actor.county is not None and actor.may(WRITE)
    return reads_all_drafts(actor) or (own and record.content["counties"] == [actor.county])


def reads_all_drafts(actor: Actor) -> bool:
    """Return whether somebody reads drafts that others wrote; to write alone is not enough."""
    return sees_drafts(actor) and (actor.may(READ_DRAFTS) or actor.may(PUBLISH))


def get_entry(services: Services, entry_id: str, actor: Actor = ANONYMOUS) -> dict[str, Any]:
    """Return an entry in the latest version that the actor may see.

    Raises:
        NotFound: there is none, or none that is public.
        EntryWithdrawn: it was public once; those who see drafts see it still.
    """
    with reading(services.database) as connection:
        return public_entry(visible(connection, entry_id, actor))


def get_relations(services: Services, entry_id: str) -> list[dict[str, Any]]:
    """Return the published entries that a published one is related to, in both directions.

    Raises:
        NotFound, EntryWithdrawn: as for the entry.
    """
    return relations_of_state(services, entry_id, ANONYMOUS)[1]


def relations_of_state(
    services: Services, entry_id: str, actor: Actor
) -> tuple[str, list[dict[str, Any]]]:
    """Return the state that the actor sees (see `state_tag`), and the entries it is related to.

    Raises:
        NotFound, EntryWithdrawn: as for the entry.
    """
    with reading(services.database) as connection:
        record = visible(connection, entry_id, actor)
        return state_tag(record.version, record.status), related(connection, record, actor)


def related(connection: Connection, record: EntryRecord, actor: Actor) -> list[dict[str, Any]]:
    """Return those of the related entries that the actor may see."""
    ids = list(dict.fromkeys(relation.entry_id for relation in record.relations))
    found = entries.get_many(connection, ids, published_only=not reads_all_drafts(actor))
    if sees_drafts(actor) and not reads_all_drafts(actor):
        own = list(drafts.changed_by(connection, ids, actor.name))
        found = [*found, *entries.get_many(connection, own, published_only=False)]
    others = {other.id: other for other in intact(found)}
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


def provenance(services: Services, entry_id: str, actor: Actor = ANONYMOUS) -> dict[str, Any]:
    """Return what an entry rests on: its source, and each link with the place of its quotes.

    Those who see drafts also see which fields people have edited.

    Raises:
        NotFound, EntryWithdrawn: as for the entry.
    """
    with reading(services.database) as connection:
        record = visible(connection, entry_id, actor)
        edited = curated_fields(connection, record.id) if sees_drafts(actor) else None
    public = public_entry(record)
    texts = {pointer: text for _, pointer, text in texts_of(public, QUOTED)}
    return {
        "entryId": public["id"],
        **{name: public[name] for name in ("sourceSystem", "externalId", "version", "licence")},
        **{name: public[name] for name in ("createdAt", "updatedAt", "publishedAt", "source")},
        "conceptLinks": [
            {**link, "evidence": [_place(one["quote"], texts) for one in link["evidence"]]}
            for link in public["conceptLinks"]
        ],
        **(
            {}
            if edited is None
            else {"curatedFields": [_edited_field_view(each) for each in edited]}
        ),
    }


def _edited_field_view(field: CuratedFieldRecord) -> dict[str, Any]:
    return {
        "field": field.field,
        "version": field.version,
        "actor": field.actor,
        "editedAt": timestamp(field.at),
    }


def visible(connection: Connection, entry_id: str, actor: Actor) -> EntryRecord:
    """Return an entry in the latest version that the actor may see.

    Raises:
        NotFound, EntryWithdrawn: as for the entry.
    """
    canonical = canonical_id(entry_id)
    if actor.county is not None and actor.may(WRITE):
        latest = entries.get(connection, canonical, published_only=False)
        if latest is not None and sees_draft(actor, latest):
            return latest
    all_of_them = reads_all_drafts(actor) or (
        sees_drafts(actor) and bool(drafts.changed_by(connection, [canonical], actor.name))
    )
    record = entries.get(connection, canonical, published_only=not all_of_them)
    if record is not None:
        return record
    tombstone = entries.tombstone(connection, canonical)
    if tombstone is None:
        raise NotFound(NO_SUCH_ENTRY)
    raise EntryWithdrawn(canonical, tombstone.withdrawn_at, tombstone.reason, tombstone.replaced_by)


def canonical_id(entry_id: str) -> str:
    """Return the id in its usual spelling.

    Raises:
        NotFound: it is none.
    """
    try:
        return str(UUID(entry_id))
    except ValueError:
        raise NotFound(NO_SUCH_ENTRY) from None


def _place(quote: str, texts: Mapping[str, str]) -> dict[str, Any]:
    """Find a quote; one that runs over the end of a text has no place."""
    for pointer, text in texts.items():
        start = text.find(quote)
        if start >= 0:
            return {"quote": quote, "pointer": pointer, "start": start, "end": start + len(quote)}
    return {"quote": quote, "pointer": None, "start": None, "end": None}


class Listed(NamedTuple):
    """A page of entries in their latest versions.

    Attributes:
        total: entries on all pages.
        seq: the ledger's position that the page shows.
    """

    items: list[dict[str, Any]]
    total: int
    seq: int


class Wanted(NamedTuple):
    """Which entries are listed.

    Attributes:
        statuses: of their latest versions.
        keys: any of each of `record.filters.KEYS` that is named.
        by: who has created or changed them; None for anybody.
        county: one that their latest version names; `alone` tells whether it may name no other.
        narrowed: what lists at the desk are narrowed to, too.
    """

    statuses: Sequence[str]
    keys: Mapping[str, Sequence[str]]
    by: str | None
    county: str | None = None
    alone: bool = False
    narrowed: Narrowing = NOTHING


def list_by_status(services: Services, wanted: Wanted, page: int, limit: int) -> Listed:
    """Return a page of entries, the one that was changed last first.

    Whoever calls it has made sure of the scope.
    """
    statuses, keys, by, county, alone, narrowed = wanted
    loaded = (keys.get("sourceSystem", ()), keys.get("externalId", ()))
    narrowing = drafts.EntryFilter(*loaded, by, county, alone, narrowed)
    with reading(services.database) as connection:
        total, found = drafts.page(connection, statuses, (page - 1) * limit, limit, narrowing)
        seq = ledger.last_seq(connection)
    return Listed([public_entry(each) for each in intact(found)], total, seq)


Named = tuple[str, str]
"""Id and title of an entry, as they were when it was found to be like something."""


def visible_to(connection: Connection, actor: Actor, named: Collection[Named]) -> frozenset[Named]:
    """Return those that an actor may see: who sees no drafts, only what is public by now."""
    if not named or sees_drafts(actor):
        return frozenset(named)
    public = duplicates.public_titles(connection, {entry_id for entry_id, _ in named})
    return frozenset(each for each in named if public.get(each[0]) == each[1])
