"""Imports: the record of a file that is loaded, and of what became of its rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import and_, bindparam, delete, func, insert, not_, or_, select, update

from catalogue.loading.known import by_source
from catalogue.sql import has_member, in_array, insert_rows
from catalogue.tables import Entry, Import, ImportRow

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from catalogue.loading.known import Key
    from catalogue.unit import Unit

COUNTS = ("created", "updated", "withdrawn", "unchanged", "rejected")
NOTED = {"kept": "kept", "personal": "personal-data"}
"""Count of an import -> code of the warning that a row has that is counted there, too."""
CONFIRMED = "personal-confirmed"
"""Code of a warning of words that somebody has confirmed."""
TALLIES = (*COUNTS, *NOTED)
ALL = 1_000_000
"""Rows that no file has more of."""


@dataclass(frozen=True, slots=True)
class ImportRecord:
    """An import as it stands; see `catalogue.tables.imports`."""

    pk: int
    id: str
    job_id: str
    state: str
    actor: str
    file_name: str | None
    file_kind: str | None
    sha256: str
    size: int
    options: Mapping[str, Any]
    columns: Sequence[str] | None
    total: int | None
    created: int
    updated: int
    withdrawn: int
    unchanged: int
    rejected: int
    kept: int
    personal: int
    fault: Mapping[str, Any] | None
    seq: int
    created_at: datetime
    finished_at: datetime | None
    file_removed_at: datetime | None


class RowRecord(NamedTuple):
    """What became of a row, in the order of the table; see `catalogue.tables.imports`."""

    place: int
    row: int
    position: int
    source_system: str | None
    external_id: str | None
    action: str
    entry_id: str | None = None
    version_before: int | None = None
    public_before: int | None = None
    version: int | None = None
    public_version: int | None = None
    errors: Sequence[Mapping[str, Any]] | None = None
    warnings: Sequence[Mapping[str, Any]] | None = None
    reverted: bool | None = None
    corrected: Mapping[str, Any] | None = None
    confirmed_by: str | None = None
    confirmed_at: datetime | None = None


class EntryState(NamedTuple):
    """Where an entry stands: its latest version and its public one."""

    id: str
    status: str
    version: int
    public_version: int | None


_COLUMNS = tuple(getattr(Import, name) for name in ImportRecord.__dataclass_fields__)
ROW_COLUMNS = tuple(getattr(ImportRow, name) for name in RowRecord._fields)


def create(unit: Unit, import_id: str, values: Mapping[str, Any]) -> None:
    """Keep a new import, whose first job has the same id."""
    begin = {"id": import_id, "job_id": import_id, "state": "queued", "seq": 0}
    counts = dict.fromkeys(TALLIES, 0)
    unit.connection.execute(insert(Import).values(**values, **begin, **counts, created_at=unit.now))


def get(connection: Connection, import_id: str) -> ImportRecord | None:
    """Return the import, if there is one."""
    row = connection.execute(select(*_COLUMNS).where(Import.id == import_id)).first()
    return ImportRecord(*row) if row else None


def unfinished(connection: Connection, sha256: str, actor: str) -> list[ImportRecord]:
    """Return this actor's imports of a file that have neither ended well nor badly."""
    condition = and_(
        Import.sha256 == sha256, Import.actor == actor, Import.state.in_(("queued", "running"))
    )
    rows = connection.execute(select(*_COLUMNS).where(condition).order_by(Import.pk))
    return [ImportRecord(*row) for row in rows]


def page(connection: Connection, offset: int, limit: int) -> tuple[int, list[ImportRecord]]:
    """Return how many imports there are, and some of them, the newest first."""
    total = connection.execute(select(func.count()).select_from(Import)).scalar_one()
    statement = select(*_COLUMNS).order_by(Import.pk.desc()).offset(offset).limit(limit)
    return total, [ImportRecord(*row) for row in connection.execute(statement)]


def latest_columns(connection: Connection, source: str) -> Mapping[str, str] | None:
    """Return how the columns of the latest import of a source were chosen, if they were."""
    columns = Import.options["columns"]
    statement = (
        select(columns)
        .where(Import.options["source_system"].as_string() == source)
        .where(columns.as_string().is_not(None))
        .order_by(Import.pk.desc())
        .limit(1)
    )
    found: Mapping[str, str] | None = connection.scalar(statement)
    return found


def change(unit: Unit, pk: int, **values: object) -> None:
    """Change an import."""
    unit.connection.execute(update(Import).where(Import.pk == pk).values(**values))


def replace_rows(unit: Unit, pk: int, rows: Sequence[RowRecord]) -> None:
    """Store the results of neighbouring rows, in place of earlier ones."""
    if not rows:
        return
    there = and_(ImportRow.import_pk == pk, ImportRow.place.between(rows[0].place, rows[-1].place))
    unit.connection.execute(delete(ImportRow).where(there))
    insert_rows(unit.connection, ImportRow, [(pk, *row) for row in rows])


def mark_reverted(unit: Unit, pk: int, outcome: Mapping[int, bool]) -> None:
    """Keep of rows, by place, whether they could be taken back."""
    statement = (
        update(ImportRow)
        .where(ImportRow.import_pk == pk, ImportRow.place == bindparam("of_place"))
        .values(reverted=bindparam("outcome"))
    )
    values = [{"of_place": place, "outcome": done} for place, done in outcome.items()]
    if values:
        unit.connection.execute(statement, values)


def recount(unit: Unit, pk: int) -> None:
    """Count anew how many rows of an import ended how."""
    of_import = select(ImportRow.action, func.count()).where(ImportRow.import_pk == pk)
    counted = unit.connection.execute(of_import.group_by(ImportRow.action))
    found = {row[0]: row[1] for row in counted}
    for name, code in NOTED.items():
        found[name] = row_page(unit.connection, pk, (), 0, 0, warnings=[code])[0]
    change(unit, pk, **{name: found.get(name, 0) for name in TALLIES})


def row_at(connection: Connection, pk: int, place: int) -> RowRecord | None:
    """Return the row at a place, if there is one."""
    found = rows(connection, pk, place - 1, 1)
    return found[0] if found and found[0].place == place else None


def used_keys(connection: Connection, pk: int, keys: Sequence[Key]) -> dict[Key, tuple[int, int]]:
    """Return place and number of the rows of an import that have taken some keys, by key."""
    found: dict[Key, tuple[int, int]] = {}
    for source_system, external_ids in by_source(keys).items():
        statement = select(ImportRow.external_id, ImportRow.place, ImportRow.row).where(
            ImportRow.import_pk == pk,
            ImportRow.action != "rejected",
            ImportRow.source_system == source_system,
            in_array(connection, ImportRow.external_id, external_ids),
        )
        for external_id, place, row in connection.execute(statement):
            found[source_system, external_id or ""] = (place, row)
    return found


def next_rejected(connection: Connection, pk: int, after: int) -> int | None:
    """Return the place of the first rejected row after a place, or else of the first of all."""
    of_import = (ImportRow.import_pk == pk, ImportRow.action == "rejected")
    lowest = select(func.min(ImportRow.place)).where(*of_import)
    found: int | None = connection.scalar(lowest.where(ImportRow.place > after))
    return found if found is not None else connection.scalar(lowest)


def corrections(connection: Connection, pk: int) -> dict[int, Mapping[str, Any]]:
    """Return place -> what somebody wrote in place of the row."""
    statement = select(ImportRow.place, ImportRow.corrected).where(
        ImportRow.import_pk == pk, ImportRow.corrected.is_not(None)
    )
    return {row[0]: row[1] for row in connection.execute(statement)}


def keep_corrections(unit: Unit, pk: int, corrected: Mapping[int, Mapping[str, Any]]) -> None:
    """Keep what somebody wrote in place of rows, by place."""
    statement = (
        update(ImportRow)
        .where(ImportRow.import_pk == pk, ImportRow.place == bindparam("of_place"))
        .values(corrected=bindparam("content", type_=ImportRow.corrected.type))
    )
    values = [{"of_place": place, "content": content} for place, content in corrected.items()]
    if values:
        unit.connection.execute(statement, values)


def confirm_rows(
    unit: Unit, pk: int, warnings: Mapping[int, Sequence[Mapping[str, Any]]], actor: str
) -> None:
    """Keep who has read what was found in rows, by place, and their warnings after that."""
    statement = (
        update(ImportRow)
        .where(ImportRow.import_pk == pk, ImportRow.place == bindparam("of_place"))
        .values(
            warnings=bindparam("confirmed", type_=ImportRow.warnings.type),
            confirmed_by=actor,
            confirmed_at=unit.now,
        )
    )
    values = [{"of_place": place, "confirmed": each} for place, each in warnings.items()]
    unit.connection.execute(statement, values)


def confirmations(
    connection: Connection, pk: int, first: int, last: int
) -> dict[int, tuple[str, datetime]]:
    """Return who has confirmed rows from one place to another, and when, by place."""
    statement = select(ImportRow.place, ImportRow.confirmed_by, ImportRow.confirmed_at).where(
        ImportRow.import_pk == pk,
        ImportRow.place.between(first, last),
        ImportRow.confirmed_by.is_not(None),
    )
    return {place: (by, at) for place, by, at in connection.execute(statement) if by and at}


def confirmed_warnings(
    connection: Connection, keys: Sequence[Key]
) -> dict[Key, list[Mapping[str, Any]]]:
    """Return what was confirmed in rows with these keys, of whichever import."""
    found: dict[Key, list[Mapping[str, Any]]] = {}
    for source_system, external_ids in by_source(keys).items():
        statement = select(ImportRow.external_id, ImportRow.warnings).where(
            ImportRow.confirmed_by.is_not(None),
            ImportRow.source_system == source_system,
            in_array(connection, ImportRow.external_id, external_ids),
        )
        for external_id, warnings in connection.execute(statement):
            known = found.setdefault((source_system, external_id), [])
            known += [each for each in warnings or () if each["code"] == CONFIRMED]
    return found


def add_warnings(unit: Unit, pk: int, warnings: Mapping[int, Sequence[Mapping[str, Any]]]) -> None:
    """Keep more warnings with rows, by place."""
    for place, more in warnings.items():
        this = (ImportRow.import_pk == pk, ImportRow.place == place)
        if more:
            known = unit.connection.scalar(select(ImportRow.warnings).where(*this)) or []
            values = [*known, *(each for each in more if each not in known)]
            unit.connection.execute(update(ImportRow).where(*this).values(warnings=values))


def count_reverted(connection: Connection, pks: Collection[int]) -> dict[int, tuple[int, int]]:
    """Return of each import how many rows were taken back, and how many could not be."""
    statement = (
        select(ImportRow.import_pk, ImportRow.reverted, func.count())
        .where(in_array(connection, ImportRow.import_pk, pks), ImportRow.reverted.is_not(None))
        .group_by(ImportRow.import_pk, ImportRow.reverted)
    )
    found = {pk: {True: 0, False: 0} for pk in pks}
    for pk, done, count in connection.execute(statement):
        found[pk][bool(done)] = count
    return {pk: (each[True], each[False]) for pk, each in found.items()}


def rows(
    connection: Connection, pk: int, after: int, limit: int, actions: Sequence[str] = ()
) -> list[RowRecord]:
    """Return rows after a place, in the order of the file."""
    statement = (
        select(*ROW_COLUMNS)
        .where(ImportRow.import_pk == pk, ImportRow.place > after)
        .order_by(ImportRow.place)
        .limit(limit)
    )
    if actions:
        statement = statement.where(ImportRow.action.in_(actions))
    return [RowRecord(*row) for row in connection.execute(statement)]


def rows_with_warnings(
    connection: Connection, pk: int, limit: int, codes: Sequence[str] = ()
) -> list[RowRecord]:
    """Return the first rows that something was pointed out of, with one of the codes if given."""
    return row_page(connection, pk, (), 0, limit, warnings=codes, warned=True)[1]


def row_page(  # noqa: PLR0913  which rows
    connection: Connection,
    pk: int,
    actions: Sequence[str],
    offset: int,
    limit: int,
    *,
    warnings: Sequence[str] = (),
    warned: bool | None = None,
) -> tuple[int, list[RowRecord]]:
    """Return how many rows there are, and some of them.

    Args:
        connection: to the database.
        pk: of the import.
        actions: with one of which the rows ended; none = any.
        offset: number of rows before the page.
        limit: number of rows on it.
        warnings: codes, one of which a warning of the rows has; none = any.
        warned: whether the rows have warnings; None = either.
    """
    of_import = [ImportRow.import_pk == pk]
    if warned is not None or warnings:
        has_some = ImportRow.warnings.is_not(None)
        of_import.append(not_(has_some) if warned is False else has_some)
    if warnings:
        of_import.append(has_member(connection, ImportRow.warnings, "code", warnings))
    if actions:
        of_import.append(ImportRow.action.in_(actions))
    total = connection.execute(select(func.count()).where(*of_import)).scalar_one()
    statement = (
        select(*ROW_COLUMNS).where(*of_import).order_by(ImportRow.place).offset(offset)
    ).limit(limit)
    return total, [RowRecord(*row) for row in connection.execute(statement)]


def keys_seen(connection: Connection, pk: int, up_to: int) -> dict[Key, tuple[int, int]]:
    """Return the key of each row that was taken, up to a place -> its place and row number."""
    statement = select(
        ImportRow.source_system, ImportRow.external_id, ImportRow.place, ImportRow.row
    ).where(ImportRow.import_pk == pk, ImportRow.place <= up_to, ImportRow.action != "rejected")
    return {(row[0] or "", row[1] or ""): (row[2], row[3]) for row in connection.execute(statement)}


def rows_keyed(connection: Connection, pk: int, prefix: str) -> int:
    """Return how many rows have a key that begins so."""
    keyed = ImportRow.external_id.startswith(prefix, autoescape=True)
    counted = select(func.count()).where(ImportRow.import_pk == pk, keyed)
    return connection.execute(counted).scalar_one()


def entry_states(connection: Connection, keys: Sequence[Key]) -> dict[Key, EntryState]:
    """Return where the entries with these keys stand."""
    found: dict[Key, EntryState] = {}
    for source_system, external_ids in by_source(keys).items():
        statement = select(
            Entry.external_id, Entry.id, Entry.status, Entry.version, Entry.published_version
        ).where(
            Entry.source_system == source_system,
            in_array(connection, Entry.external_id, external_ids),
        )
        for row in connection.execute(statement):
            found[source_system, row[0]] = EntryState(row[1], row[2], row[3], row[4])
    return found


def count_moved(connection: Connection, pk: int) -> int:
    """Return how many rows meet another entry than when they were checked."""
    same_key = and_(
        Entry.source_system == ImportRow.source_system, Entry.external_id == ImportRow.external_id
    )
    moved = or_(
        ImportRow.version_before.is_distinct_from(Entry.version),
        ImportRow.public_before.is_distinct_from(Entry.published_version),
    )
    statement = (
        select(func.count())
        .select_from(ImportRow)
        .outerjoin(Entry, same_key)
        .where(ImportRow.import_pk == pk, ImportRow.action != "rejected", moved)
    )
    return connection.execute(statement).scalar_one()


def with_old_files(connection: Connection, before: datetime) -> list[ImportRecord]:
    """Return imports whose file is still there: ended, or if never, sent in, before a time."""
    ended = func.coalesce(Import.finished_at, Import.created_at)
    statement = select(*_COLUMNS).where(ended < before, Import.file_removed_at.is_(None))
    return [ImportRecord(*row) for row in connection.execute(statement)]


def drop_rejected(unit: Unit, pk: int) -> None:
    """Forget the rejected rows of an import, and what was written in place of others.

    How many there were stays.
    """
    of_import = (ImportRow.import_pk == pk, ImportRow.action == "rejected")
    unit.connection.execute(delete(ImportRow).where(*of_import))
    corrected = (ImportRow.import_pk == pk, ImportRow.corrected.is_not(None))
    unit.connection.execute(update(ImportRow).where(*corrected).values(corrected=None))


def drop_rows(unit: Unit, pk: int, after: int) -> None:
    """Delete the results of the rows after a place."""
    unit.connection.execute(
        delete(ImportRow).where(ImportRow.import_pk == pk, ImportRow.place > after)
    )
