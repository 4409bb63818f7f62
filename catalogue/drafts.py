"""What is not public yet: handed in for review, handed back, and listed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import and_, func, or_, select, update

from catalogue import views
from catalogue.editing import latest_locked
from catalogue.errors import WrongState
from catalogue.ledger import Change
from catalogue.tables import Entry, EntryVersion
from record.lists import ARCHIVED, DRAFT, IN_REVIEW, PUBLISHED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Connection

    from catalogue.editing import Edit
    from catalogue.records import EntryRecord
    from catalogue.unit import Unit


class _Step(NamedTuple):
    name: str
    before: str
    after: str


_SUBMIT = _Step("submit", DRAFT, IN_REVIEW)
_RETURN = _Step("return", IN_REVIEW, DRAFT)


def submit(unit: Unit, entry_id: str, edit: Edit) -> None:
    """Hand a draft in for review.

    Raises:
        EntryNotFound, VersionChanged: as for a change.
        WrongState: its latest version is no draft.
    """
    _move(unit, entry_id, edit, _SUBMIT)


def hand_back(unit: Unit, entry_id: str, edit: Edit) -> None:
    """Make what is in review a draft again.

    Raises:
        EntryNotFound, VersionChanged: as for a change.
        WrongState: its latest version is not in review.
    """
    _move(unit, entry_id, edit, _RETURN)


def listed(
    connection: Connection, statuses: Sequence[str], offset: int, limit: int
) -> tuple[int, list[EntryRecord]]:
    """Return how many entries have a latest version in one of the statuses, and a page of them.

    The one that was changed last comes first. An entry with a draft beside its published version
    is a draft here.
    """
    condition = or_(*(_is(status) for status in statuses))
    latest = and_(EntryVersion.entry_pk == Entry.pk, EntryVersion.version == Entry.version)
    counted = select(func.count()).select_from(Entry).join(EntryVersion, latest).where(condition)
    page = (
        views.entries_in(views.LATEST)
        .where(condition)
        .order_by(Entry.updated_at.desc(), Entry.id)
        .offset(offset)
        .limit(limit)
    )
    total = connection.execute(counted).scalar_one()
    return total, views.read(connection, page, views.LATEST) if limit else []


def _is(status: str) -> ColumnElement[bool]:
    """Narrow by the entry first, whose columns are small and indexed, and then by its text."""
    if status == ARCHIVED:
        return Entry.status == ARCHIVED
    beside = and_(Entry.status == PUBLISHED, Entry.version != Entry.published_version)
    candidate = Entry.status == PUBLISHED if status == PUBLISHED else Entry.status == status
    return and_(or_(candidate, beside), EntryVersion.status == status)


def _move(unit: Unit, entry_id: str, edit: Edit, step: _Step) -> None:
    latest = latest_locked(unit, entry_id, edit.based_on)
    if latest.status != step.before:
        raise WrongState(f"{entry_id} is {latest.status}, not {step.before}")
    unit.connection.execute(
        update(EntryVersion)
        .where(EntryVersion.entry_pk == latest.pk, EntryVersion.version == latest.version)
        .values(status=step.after)
    )
    public = latest.published_version is not None
    unit.connection.execute(
        update(Entry)
        .where(Entry.pk == latest.pk)
        .values(status=PUBLISHED if public else step.after, updated_at=unit.now)
    )
    unit.record(
        Change(latest.pk, step.name, latest.version, edit.actor, public=False, reason=edit.reason)
    )
