"""What is not public yet: handed in for review, handed back, and listed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from sqlalchemy import Select, exists, func, select, union_all, update

from catalogue import views
from catalogue.editing import get_latest_for_update
from catalogue.errors import WrongState
from catalogue.ledger import RELATE, Change
from catalogue.narrowing import NOTHING, Narrowing, of_entries
from catalogue.readable_json import ReadableJson
from catalogue.sql import in_array
from catalogue.tables import Entry, EntryVersion, LedgerEvent
from record.lists import DRAFT, IN_REVIEW, PUBLISHED

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

    from catalogue.editing import Edit
    from catalogue.records import EntryRecord
    from catalogue.unit import Unit

Keys: TypeAlias = "Select[int, str, Any]"
"""A statement for pk, public id and a time."""


class _Transition(NamedTuple):
    name: str
    before: str
    after: str


STEPS = ("submit", "return", "publish", "withdraw", "restore")
"""What takes an entry from one state to another, as the ledger calls it."""


class Step(NamedTuple):
    """A step that an entry has taken, who took it, when, and why."""

    transition: str
    actor: str
    at: datetime
    reason: str | None


_SUBMIT = _Transition("submit", DRAFT, IN_REVIEW)
_RETURN = _Transition("return", IN_REVIEW, DRAFT)


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


class EntryFilter(NamedTuple):
    """What entries are narrowed to; nothing is no condition.

    Attributes:
        source_systems, external_ids: any of each.
        actor: who has created or changed them.
        county: one of those that the latest version names.
        alone: whether the county must be the only one.
        narrowed: what lists at the desk are narrowed to, too.
    """

    source_systems: Sequence[str] = ()
    external_ids: Sequence[str] = ()
    actor: str | None = None
    county: str | None = None
    alone: bool = False
    narrowed: Narrowing = NOTHING

    def conditions(self) -> Iterator[ColumnElement[bool]]:
        """Yield what an entry must meet."""
        if self.source_systems:
            yield Entry.source_system.in_(self.source_systems)
        if self.external_ids:
            yield Entry.external_id.in_(self.external_ids)
        if self.actor is not None:
            yield exists().where(
                LedgerEvent.entry_pk == Entry.pk,
                LedgerEvent.actor == self.actor,
                LedgerEvent.action != RELATE,
            )
        if self.county is not None:
            counties = ReadableJson(EntryVersion.content)["counties"].as_string()
            named = [counties.contains(f'"{self.county}"')]
            yield _latest_says(*named, *[~counties.contains(",")] * self.alone)
        yield from of_entries(self.narrowed)


def changed_by(connection: Connection, entry_ids: Collection[str], actor: str) -> set[str]:
    """Return those of the entries, by id, that somebody has created or changed."""
    wanted = EntryFilter(actor=actor).conditions()
    these = in_array(connection, Entry.id, entry_ids)
    return set(connection.scalars(select(Entry.id).where(these, *wanted)))


def _latest_says(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    statement = select(EntryVersion.entry_pk).where(views.LATEST.of_entry, *conditions)
    return statement.correlate(Entry).exists()


EVERYTHING = EntryFilter()


def page(
    connection: Connection,
    statuses: Sequence[str],
    offset: int,
    limit: int,
    wanted: EntryFilter = EVERYTHING,
) -> tuple[int, list[EntryRecord]]:
    """Return how many entries have a latest version in one of the statuses, and a page of them.

    The one that was changed last comes first, of those changed at one moment the one with the
    latest id. A published entry that also has a draft is a draft here.
    """
    every = latest_in(statuses, Entry.updated_at.expression)
    parts = [each.where(*wanted.conditions()) for each in every]
    counted = select(func.count()).select_from(union_all(*parts).subquery())
    total = connection.execute(counted).scalar_one()
    if not limit:
        return total, []
    # Each part ends by itself, in the order of its index; then texts are read of one page alone.
    ends = [_in_order(each).limit(offset + limit).subquery() for each in parts]
    merged = union_all(*(select(each.c.pk, each.c.id, each.c.since) for each in ends)).subquery()
    found = _in_order(select(merged.c.pk, merged.c.id, merged.c.since))
    pks = connection.execute(found.offset(offset).limit(limit)).scalars().all()
    of_page = views.entries_in(views.LATEST).where(in_array(connection, Entry.pk, pks))
    place = {pk: place for place, pk in enumerate(pks)}
    page = views.read(connection, of_page, views.LATEST)
    return total, sorted(page, key=lambda each: place[each.pk])


def last_steps(connection: Connection, ids: Sequence[str]) -> dict[str, Step]:
    """Return the last step of each entry; those that were only written have none."""
    of_entry = Entry.pk == LedgerEvent.entry_pk
    wanted = (in_array(connection, Entry.id, ids), LedgerEvent.action.in_(STEPS))
    last = select(func.max(LedgerEvent.seq)).join(Entry, of_entry).where(*wanted)
    columns = (LedgerEvent.action, LedgerEvent.actor, LedgerEvent.at, LedgerEvent.reason)
    found = select(Entry.id, *columns).join(Entry, of_entry)
    rows = connection.execute(found.where(LedgerEvent.seq.in_(last.group_by(Entry.pk))))
    return {row[0]: Step(*row[1:]) for row in rows}


def latest_in(statuses: Sequence[str], since: ColumnElement[datetime]) -> list[Keys]:
    """Return statements for the keys of entries with a latest version in one of the statuses.

    Each finds its rows by an index of the entries, and no entry is in two of them.
    """
    keys = select(Entry.pk.label("pk"), Entry.id.label("id"), since.label("since"))
    joined = keys.join(EntryVersion, views.LATEST.of_entry).where(
        Entry.version != Entry.published_version, EntryVersion.status.in_(statuses)
    )
    return [*(keys.where(*_without_draft(each)) for each in dict.fromkeys(statuses)), joined]


def _without_draft(status: str) -> Iterator[ColumnElement[bool]]:
    """Narrow to entries in a status that have no draft beside a published version."""
    yield Entry.status == status
    if status == PUBLISHED:
        yield Entry.version == Entry.published_version


def _in_order(keys: Keys) -> Keys:
    since, entry_id = keys.selected_columns["since"], keys.selected_columns["id"]
    return keys.order_by(since.desc(), entry_id.desc())


def _move(unit: Unit, entry_id: str, edit: Edit, step: _Transition) -> None:
    latest = get_latest_for_update(unit, entry_id, edit.based_on)
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
