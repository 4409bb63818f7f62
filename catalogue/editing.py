"""Entries made and changed one by one: nobody's change is overwritten unseen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from catalogue import entries, views
from catalogue.curation import mark_fields
from catalogue.errors import EntryNotFound, KeyInUse, VersionChanged, WrongState
from catalogue.ledger import Change
from catalogue.loading.plan import make_plans
from catalogue.loading.write import LoadWriter
from catalogue.locks import Lock, lock_until_commit
from catalogue.publishing import NO_TOMBSTONE, publish
from catalogue.tables import Entry, EntryVersion
from catalogue.versions import (
    changed_fields,
    comparable_parts,
    copy_version,
    outgoing,
    parts_of_record,
    prune_evidence,
)
from record.lists import DRAFT, PUBLISHED, WITHDRAWN

if TYPE_CHECKING:
    from catalogue.loading.plan import Plan
    from catalogue.loading.rows import LoadRow, RowError
    from catalogue.records import EntryRecord
    from catalogue.unit import Unit


@dataclass(frozen=True, slots=True)
class Edit:
    """Who changes something, why, and whether the public is to see it at once.

    Attributes:
        based_on: the version that the change starts from; None takes whichever is the latest.
    """

    actor: str
    reason: str | None = None
    publish: bool = False
    based_on: int | None = None
    job_id: str | None = None


class RefusedByRows(Exception):
    """The rows cannot take what was written."""

    def __init__(self, errors: list[RowError]) -> None:
        super().__init__("; ".join(f"{each.pointer} {each.code}" for each in errors))
        self.errors = tuple(errors)


def create(unit: Unit, row: LoadRow, edit: Edit) -> str:
    """Make an entry; return its id. All that it says counts as edited, if a person makes it.

    Raises:
        KeyTaken: there is one under this key.
        RefusedByRows: a relation leads nowhere.
    """
    lock_until_commit(unit.connection, Lock.LOAD)
    planned = _plan_of(unit, row, new=True)
    _write(unit, planned, edit, {})
    return planned.entry_id


def change(
    unit: Unit, entry_id: str, row: LoadRow, edit: Edit, *, overwrite: bool = True
) -> tuple[str, ...]:
    """Write the entry's next version; what is the same as in the latest one makes none.

    `row` has the entry's own key. With `edit.publish` the result is public, also when it is a
    draft that is there already. Without `overwrite`, fields that people have edited stay as they
    are; those of which the row says something else are returned.

    Raises:
        EntryNotFound: there is no such entry.
        WrongState: it is withdrawn.
        VersionChanged: somebody has made another version since `edit.based_on`.
        RefusedByRows: a relation leads nowhere.
    """
    latest = get_latest_for_update(unit, entry_id, edit.based_on)
    if latest.status == WITHDRAWN:
        raise WrongState(f"{entry_id} is withdrawn")
    planned = _plan_of(unit, row, overwrite=overwrite)
    # A quote that falls away with its text is no edit of the link that rested on it.
    links = prune_evidence(latest.links, planned.values)
    _write(unit, planned, edit, comparable_parts(latest.content, links, outgoing(latest)))
    return planned.preserved


def get_latest_for_update(unit: Unit, entry_id: str, based_on: int | None) -> EntryRecord:
    """Return the entry in its latest version, and keep others from changing it until the commit.

    Loads are locked out first: they lock many entries, and of two deadlocked writers one fails.

    Raises:
        EntryNotFound, VersionChanged: as for a change.
    """
    lock_until_commit(unit.connection, Lock.LOAD)
    version = unit.connection.scalar(
        select(Entry.version).where(Entry.id == entry_id).with_for_update(key_share=True)
    )
    if version is None:
        raise EntryNotFound(f"there is no entry {entry_id}")
    if based_on is not None and version != based_on:
        raise VersionChanged(f"{entry_id} is in version {version}, not {based_on}")
    statement = views.entries_in(views.LATEST).where(Entry.id == entry_id)
    return views.read(unit.connection, statement, views.LATEST)[0]


def _plan_of(unit: Unit, row: LoadRow, *, new: bool = False, overwrite: bool = True) -> Plan:
    (planned,) = make_plans(unit.connection, [row], overwrite=overwrite)
    if new and (known := planned.known):
        raise KeyInUse(known.id, row.external_id, withdrawn=known.status == WITHDRAWN)
    if planned.errors:
        raise RefusedByRows(planned.errors)
    return planned


def _write(unit: Unit, planned: Plan, edit: Edit, before: dict[str, object]) -> None:
    writer = LoadWriter(
        unit, actor=edit.actor, publish=edit.publish, job_id=edit.job_id, reason=edit.reason
    )
    pk_by_id = writer.write([planned])
    if planned.entry_id in pk_by_id:
        after = comparable_parts(planned.values, planned.links, planned.relations)
        pk = pk_by_id[planned.entry_id]
        mark_fields(unit, pk, changed_fields(before, after), planned.version, edit.actor)


def restore(unit: Unit, entry_id: str, version: int | None, edit: Edit) -> int:
    """Make the text of `version` (the latest, when none is named) the entry's next version.

    A withdrawn entry comes back with it, as a draft. No version is made when the entry's text is
    that already. Returns the number of the latest version.

    Raises:
        EntryNotFound: there is no such entry or version.
        VersionChanged: somebody has made another version since `edit.based_on`.
    """
    latest = get_latest_for_update(unit, entry_id, edit.based_on)
    source = version or latest.version
    found = entries.version(unit.connection, entry_id, source, published_only=False)
    if found is None:
        raise EntryNotFound(f"{entry_id} has no version {source}")
    changed = changed_fields(parts_of_record(latest), parts_of_record(found.entry))
    number = latest.version
    if changed or latest.status == WITHDRAWN:
        number += 1
        _copy(unit, latest.pk, source, number, edit)
        _bring_back(unit, latest, number)
        mark_fields(unit, latest.pk, changed, number, edit.actor)
        _record(unit, latest.pk, number, edit)
    if edit.publish:
        publish(unit, entry_id, actor=edit.actor, job_id=edit.job_id, reason=edit.reason)
    return number


def _copy(unit: Unit, pk: int, source: int, number: int, edit: Edit) -> None:
    columns = {
        "status": DRAFT,
        "created_at": unit.now,
        "published_at": None,
        "actor": edit.actor,
        "reason": edit.reason,
        "job_id": edit.job_id,
    }
    copy_version(unit.connection, pk, source, number, columns)


def _bring_back(unit: Unit, latest: EntryRecord, number: int) -> None:
    content_hash = select(EntryVersion.content_hash).where(
        EntryVersion.entry_pk == latest.pk, EntryVersion.version == number
    )
    unit.connection.execute(
        update(Entry)
        .where(Entry.pk == latest.pk)
        .values(
            status=DRAFT if latest.published_version is None else PUBLISHED,
            version=number,
            content_hash=content_hash.scalar_subquery(),
            updated_at=unit.now,
            **NO_TOMBSTONE,
        )
    )


def _record(unit: Unit, pk: int, number: int, edit: Edit) -> None:
    unit.record(
        Change(
            pk,
            "restore",
            number,
            edit.actor,
            public=False,
            job_id=edit.job_id,
            reason=edit.reason,
        )
    )
