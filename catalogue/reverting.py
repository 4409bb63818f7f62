"""Taking back what an import did, row by row, where nobody has changed the entry since."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import and_, not_, or_, select, update

from catalogue.curation import restore_marks
from catalogue.imports import ROW_COLUMNS, RowRecord
from catalogue.ledger import Change
from catalogue.publishing import (
    NO_TOMBSTONE,
    Withdrawal,
    entries_for_update,
    mark_published,
    mark_withdrawn,
)
from catalogue.readable_json import ReadableJson
from catalogue.sql import in_array
from catalogue.tables import Entry, EntryVersion, Import, ImportRow
from catalogue.versions import copy_version
from record.lists import DRAFT, PUBLISHED, WITHDRAWN

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from catalogue.publishing import LockedEntry
    from catalogue.unit import Unit

REASON = "Inläsningen har tagits tillbaka."
"""Shown to everybody where an entry was, as a curator's own words are: in Swedish."""
UNDONE_STATES = ("reverted", "aborted")
"""States of imports that nothing is left of."""
REVERTED_ACTIONS = ("created", "updated", "withdrawn")
"""What became of the rows that reverting takes back."""


class _Version(NamedTuple):
    content_hash: str
    taken_back: bool


def _stands(row: RowRecord, entry: LockedEntry) -> bool:
    """Return whether nothing has happened to an entry since its row was loaded."""
    after = (row.version, row.public_version)
    return (entry.version, entry.published_version) == after


def _stands_again(
    row: RowRecord, entry: LockedEntry | _Standing, versions: Mapping[int | None, _Version]
) -> bool:
    """Return whether all that has happened since was taken back, and the same text stands there."""
    hashes = {None: "", **{number: each.content_hash for number, each in versions.items()}}
    then, now = (row.version, row.public_version), (entry.version, entry.published_version)
    since = (each for number, each in versions.items() if (number or 0) > (row.version or 0))
    return [hashes[each] for each in then] == [hashes[each] for each in now] and all(
        each.taken_back for each in since
    )


class _Standing(NamedTuple):
    """Where an entry stands; of a locked one, too, these are the parts that are read."""

    pk: int
    id: str
    status: str
    version: int
    published_version: int | None


def not_to_be_reverted(connection: Connection, pk: int) -> list[tuple[RowRecord, str]]:
    """Return the rows of an import whose entries have changed since, with the titles of those.

    Reverting leaves them as they are.
    """
    columns = (Entry.pk, Entry.id, Entry.status, Entry.version, Entry.published_version)
    title = ReadableJson(EntryVersion.content)["title"].as_string()
    same = and_(
        Entry.version.is_not_distinct_from(ImportRow.version),
        Entry.published_version.is_not_distinct_from(ImportRow.public_version),
    )
    statement = (
        select(*ROW_COLUMNS, *columns, title)
        .join(Entry, Entry.id == ImportRow.entry_id)
        .join(
            EntryVersion,
            and_(EntryVersion.entry_pk == Entry.pk, EntryVersion.version == Entry.version),
        )
        .where(
            ImportRow.import_pk == pk,
            ImportRow.action.in_(REVERTED_ACTIONS),
            or_(not_(same), and_(ImportRow.action == "created", Entry.status == WITHDRAWN)),
        )
        .order_by(ImportRow.place)
    )
    width = len(ROW_COLUMNS)
    found = [
        (RowRecord(*row[:width]), _Standing(*row[width:-1]), row[-1])
        for row in connection.execute(statement)
    ]
    again = _standing_again(connection, [(row, entry) for row, entry, _ in found])
    return [
        (row, title)
        for row, entry, title in found
        if entry.id not in again or (row.action == "created" and entry.status == WITHDRAWN)
    ]


def _standing_again(
    connection: Connection, moved: Sequence[tuple[RowRecord, LockedEntry | _Standing]]
) -> set[str]:
    """Return which entries (ids) stand as their row left them, by what else was taken back."""
    if not moved:
        return set()
    statement = (
        select(
            EntryVersion.entry_pk,
            EntryVersion.version,
            EntryVersion.content_hash,
            Import.state.in_(UNDONE_STATES),
        )
        .outerjoin(Import, Import.id == EntryVersion.job_id)
        .where(in_array(connection, EntryVersion.entry_pk, [e.pk for _, e in moved]))
    )
    versions: defaultdict[int, dict[int | None, _Version]] = defaultdict(dict)
    for pk, number, content_hash, is_undone in connection.execute(statement):
        versions[pk][number] = _Version(content_hash, bool(is_undone))
    return {entry.id for row, entry in moved if _stands_again(row, entry, versions[entry.pk])}


class Reverting:
    """Takes rows of one import back, within a unit of work."""

    def __init__(self, unit: Unit, import_id: str, actor: str) -> None:
        self._unit = unit
        self._connection = unit.connection
        self._import_id = import_id
        self._actor = actor
        self._withdrawals: list[Withdrawal] = []

    def revert(self, rows: Sequence[RowRecord]) -> list[bool]:
        """Take rows back that made or changed an entry; tell of each whether it could be.

        What the import created is withdrawn and gives its key back, so that a corrected file can
        be loaded. What it updated gets the text it had before as a new version, and is public in
        the version it was public in. What it withdrew comes back. An entry that has changed since
        stays as it is, unless only by imports that have been taken back themselves.
        """
        found = entries_for_update(self._unit, [row.entry_id for row in rows if row.entry_id])
        pairs = [(row, found.get(row.entry_id or "")) for row in rows]
        moved = [(row, entry) for row, entry in pairs if entry and not _stands(row, entry)]
        changed = {entry.id for _, entry in moved} - _standing_again(self._connection, moved)
        done = [
            entry is not None and entry.id not in changed and self._is_undone(row, entry)
            for row, entry in pairs
        ]
        mark_withdrawn(self._unit, self._withdrawals, actor=self._actor, job_id=self._import_id)
        pks = [entry.pk for (_, entry), back in zip(pairs, done, strict=True) if entry and back]
        restore_marks(self._connection, pks, self._import_id)
        return done

    def _is_undone(self, row: RowRecord, entry: LockedEntry) -> bool:
        if row.action == "created":
            if entry.status == WITHDRAWN:
                return False
            self._withdrawals.append(self._withdrawal(entry))
        else:
            self._go_back(row, entry)
        return True

    def _withdrawal(self, entry: LockedEntry) -> Withdrawal:
        key = f"{entry.external_id} {REASON} {self._import_id}"  # no key of a load has a space
        return Withdrawal(entry, REASON, new_key=key)

    def _go_back(self, row: RowRecord, entry: LockedEntry) -> None:
        number = entry.version
        before = row.version_before or number
        if before != number:
            number += 1
            self._copy(entry, before, number)
        public = number if row.public_before == before else row.public_before
        self._set(
            entry.pk,
            status=DRAFT if public is None else PUBLISHED,
            published_version=public,
            **NO_TOMBSTONE,
        )
        if public != number:
            self._make_draft(entry, number)
        self._record_restored(entry, number, public)

    def _make_draft(self, entry: LockedEntry, number: int) -> None:
        self._connection.execute(
            update(EntryVersion)
            .where(EntryVersion.entry_pk == entry.pk, EntryVersion.version == number)
            .values(status=DRAFT)
        )

    def _record_restored(self, entry: LockedEntry, number: int, public: int | None) -> None:
        """Enter what changed in the ledger: the text, and what the public sees of it."""
        if number != entry.version:
            self._record(entry, "restore", number, public=False)
        if public is None and entry.published_version is not None:
            self._record(entry, "withdraw", number, public=True)
        elif public is not None and public != entry.published_version:
            mark_published(self._connection, [(entry.pk, public)], self._unit.now)
            self._record(entry, "publish", public, public=True)

    def _copy(self, entry: LockedEntry, source: int, number: int) -> None:
        """Make the text of an earlier version the latest one."""
        columns = {
            "status": DRAFT,
            "created_at": self._unit.now,
            "published_at": None,
            "actor": self._actor,
            "reason": REASON,
            "job_id": self._import_id,
        }
        copy_version(self._connection, entry.pk, source, number, columns)
        content_hash = select(EntryVersion.content_hash).where(
            EntryVersion.entry_pk == entry.pk, EntryVersion.version == number
        )
        self._set(entry.pk, version=number, content_hash=content_hash.scalar_subquery())

    def _set(self, pk: int, **values: object) -> None:
        self._connection.execute(
            update(Entry).where(Entry.pk == pk).values(**values, updated_at=self._unit.now)
        )

    def _record(self, entry: LockedEntry, action: str, version: int, *, public: bool) -> None:
        self._unit.record(
            Change(
                entry.pk,
                action,
                version,
                self._actor,
                public=public,
                job_id=self._import_id,
                reason=REASON,
            )
        )
