"""Mending a rejected row of a dry run: its cells in a form, tried at once and stored."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from app.errors import Conflict, Message, NotFound
from app.imports.batches import Loader
from app.imports.files.cells import cells_of, row_of
from app.imports.files.columns import COLUMNS, ERRORS, NUMBER, REASON, Column
from app.imports.options import read_options
from app.imports.results import row_record
from app.imports.row_contents import contents_of, heads_of_import
from app.imports.row_warnings import RowWarnings
from app.imports.rows import RawRow, checked
from app.imports.service import NOT_CHECKED, dry_run_of
from app.imports.views import row_view
from app.wiring import Services
from catalogue import imports
from catalogue.imports import ImportRecord, RowRecord
from catalogue.loading.rows import REJECTED

WITHDRAWING = ("externalId", "sourceSystem")
"""Fields of a file that withdraws entries, besides the reason."""
REPEATED = ("repeated-content", "repeated-key")
MOST_REPEATING = 1_000
"""Rejected rows among which those that repeat another are tried again."""
NO_SUCH_ROW = Message(
    sv="Importen har ingen avvisad rad på den platsen. Den kan vara rättad redan.",
    en="The import has no rejected row at that place. It may have been corrected already.",
)


class RowForm(NamedTuple):
    """A rejected row as it can be mended.

    Attributes:
        row: what became of it, as the API tells it.
        cells: column -> what its cell holds.
        stray: cells in columns without head.
        lost: fields that no column has.
        said: the row as it stood, when it was no row at all.
        following: place of the next rejected row; None when there is no other.
    """

    row: Mapping[str, Any]
    cells: Mapping[Column, str]
    stray: Sequence[str]
    lost: Sequence[str]
    said: str
    following: int | None


def columns_of_import(record: ImportRecord) -> tuple[Column, ...]:
    """Return the columns that rows of an import may have."""
    if record.options["mode"] != "withdraw":
        return COLUMNS
    return (*(column for column in COLUMNS if column.field in WITHDRAWING), REASON)


def row_form(services: Services, import_id: str, place: int) -> RowForm:
    """Return a rejected row of a dry run as it can be mended.

    Raises:
        NotFound: there is no such import or rejected row.
        Conflict: the import is no dry run that has ended, or its file is gone.
    """
    record, row = _rejected_row(services, import_id, place)
    ((_, stored),) = contents_of(services, record, [row])
    columns = columns_of_import(record)
    content: Mapping[str, Any] = stored.content if isinstance(stored.content, dict) else {}
    known = {column.field.partition(".")[0] for column in columns} | {ERRORS, NUMBER}
    with services.database.read() as connection:
        following = imports.next_rejected(connection, record.pk, place)
    return RowForm(
        row_view(row, heads_of_import(record)),
        dict(zip(columns, map(_cell_text, cells_of(columns, content)), strict=True)),
        stored.stray,
        [name for name in content if name not in known],
        "" if isinstance(stored.content, dict) else str(stored.content),
        None if following == place else following,
    )


def _cell_text(cell: str | int | bool) -> str:  # noqa: FBT001  what a cell holds
    if isinstance(cell, bool):
        return "ja" if cell else "nej"
    return str(cell)


def correct_row(services: Services, import_id: str, place: int, cells: Mapping[str, str]) -> str:
    """Keep what somebody wrote in the cells of a rejected row, by field; return what becomes of it.

    It is stored whether or not the row can be loaded now.

    Raises:
        NotFound, Conflict: as for `row_form`.
    """
    record, row = _rejected_row(services, import_id, place)
    columns = columns_of_import(record)
    written = row_of(columns, [cells.get(column.field, "") for column in columns])
    return try_rows(services, record, [corrected_row(row, written, of_sheet=True)])[0]


def corrected_row(row: RowRecord, content: Mapping[str, Any], *, of_sheet: bool) -> RawRow:
    """Return a row of an import with other content than its file has."""
    raw = RawRow(row.place, row.row, row.position, row.position, None)
    return raw.with_correction({"row": dict(content), "ofSheet": of_sheet})


def try_rows(services: Services, record: ImportRecord, corrected: Sequence[RawRow]) -> list[str]:
    """Try corrected rows of a dry run, keep what became of each, and return that.

    Raises:
        Conflict: the import is no dry run that has ended any more.
    """
    if not corrected:
        return []
    options = read_options(record.options, record.actor)
    terms = services.cell_terms
    asked = {raw.place for raw in corrected}
    again = [raw for raw in _repeating_rows(services, record) if raw.place not in asked]
    raws = sorted([*corrected, *again], key=lambda raw: raw.place)
    rows = [checked(raw, options, services.vocabularies.known, terms) for raw in raws]
    warnings = RowWarnings(services, options)
    for _ in warnings.look_through([rows]):
        pass
    with services.database.read() as connection:
        used = imports.used_keys(connection, record.pk, [row.key for row in rows if row.key[1]])
    tried = {raw.place for raw in raws}
    seen = {key: place for key, place in used.items() if place[0] not in tried}
    loader = Loader(options, record.id, seen)
    with services.database.rehearse() as rehearsal:
        unconfirmed = warnings.unconfirmed(rows)
        outcomes = loader.load(rehearsal, rows, {}, unconfirmed=unconfirmed)
    with services.database.write() as unit:
        latest = imports.get(unit.connection, record.id)
        if latest is None or latest.state != "checked":
            raise Conflict(NOT_CHECKED)
        for outcome in outcomes:
            imports.replace_rows(unit, record.pk, [row_record(outcome, warnings.of(outcome))])
        imports.recount(unit, record.pk)
    return [outcome.action for outcome in outcomes if outcome.row.raw.place in asked]


def _repeating_rows(services: Services, record: ImportRecord) -> list[RawRow]:
    """Return the rows that were rejected as they repeat another, which may be another one now."""
    with services.database.read() as connection:
        rejected = imports.rows(connection, record.pk, 0, MOST_REPEATING, [REJECTED])
    rows = [row for row in rejected if any(each["code"] in REPEATED for each in row.errors or ())]
    return [
        RawRow(row.place, row.row, row.position, row.position, found.content)._replace(
            of_sheet=found.of_sheet, corrected=row.corrected
        )
        for row, found in contents_of(services, record, rows)
    ]


def _rejected_row(services: Services, import_id: str, place: int) -> tuple[ImportRecord, RowRecord]:
    record = dry_run_of(services, import_id)
    with services.database.read() as connection:
        row = imports.row_at(connection, record.pk, place)
    if row is None or row.action != REJECTED:
        raise NotFound(NO_SUCH_ROW)
    return record, row
