"""Going back: an earlier version again, or a withdrawn entry again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from catalogue import entries
from catalogue.copying import copy_version
from catalogue.editing import latest_locked
from catalogue.editing_marks import differing, mark, parts_of
from catalogue.errors import EntryNotFound
from catalogue.ledger import Change
from catalogue.publishing import publish
from catalogue.tables import Entry, EntryVersion
from record.lists import ARCHIVED, DRAFT, PUBLISHED

if TYPE_CHECKING:
    from catalogue.editing import Edit
    from catalogue.records import EntryRecord
    from catalogue.unit import Unit


def restore(unit: Unit, entry_id: str, version: int | None, edit: Edit) -> int:
    """Make the text of `version` (the latest, when none is named) the entry's next version.

    A withdrawn entry comes back with it, as a draft. No version is made when the entry's text is
    that already. Returns the number of the latest version.

    Raises:
        EntryNotFound: there is no such entry or version.
        VersionChanged: somebody has made another version since `edit.based_on`.
    """
    latest = latest_locked(unit, entry_id, edit.based_on)
    source = version or latest.version
    found = entries.version(unit.connection, entry_id, source, published_only=False)
    if found is None:
        raise EntryNotFound(f"{entry_id} has no version {source}")
    changed = differing(parts_of(latest), parts_of(found.entry))
    number = latest.version
    if changed or latest.status == ARCHIVED:
        number += 1
        _copy(unit, latest.pk, source, number, edit)
        _bring_back(unit, latest, number)
        mark(unit, latest.pk, changed, number, edit.actor)
        _record(unit, latest.pk, number, edit)
    if edit.publish:
        publish(unit, entry_id, actor=edit.actor, job_id=edit.job_id, reason=edit.reason)
    return number


def _copy(unit: Unit, pk: int, source: int, number: int, edit: Edit) -> None:
    made = {
        "status": DRAFT,
        "created_at": unit.now,
        "published_at": None,
        "actor": edit.actor,
        "reason": edit.reason,
        "job_id": edit.job_id,
    }
    copy_version(unit.connection, pk, source, number, made)


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
            archived_at=None,
            archived_reason=None,
            replaced_by=None,
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
