"""The same fault in many rows of a dry run: shown once, and corrected in all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from app.errors import Message
from app.imports.correcting import columns_of_import, corrected_row, try_rows
from app.imports.files.cells import row_of
from app.imports.files.columns import ANY_SOURCE, Column, field_of, name_of
from app.imports.organisations import CODE as OTHER_NAME
from app.imports.organisations import preferred_name
from app.imports.row_contents import contents_of, heads_of_import
from app.imports.rows import NO_ENTRY
from app.imports.service import dry_run_of
from app.wiring import Services
from catalogue import imports
from catalogue.imports import ImportRecord, RowRecord
from catalogue.loading.rows import REJECTED
from schemas.faults import echo

MOST_ROWS = 1_000
"""Rows at fault that are looked at and corrected at once; the next come when these are done."""
STRAY = "stray-cells"
LEFT_OUT = ("repeated-content", NO_ENTRY)
"""Codes of rows that are to be left out rather than corrected."""
OWN_TEXT = ("title", "summary")
"""Fields that no two rows have alike."""


class FaultKey(NamedTuple):
    """By what a fault is known again in the rows that share it.

    Attributes:
        field: path of the field at fault ("source.url"); empty for the row as a whole.
        code: of the fault.
        value: at fault, cut to what faults give back.
        place: of its row, where each row needs a text of its own; otherwise 0.
    """

    field: str
    code: str
    value: str
    place: int = 0


class FaultGroup(NamedTuple):
    """A fault that rows share.

    Attributes:
        head: of its column, in the sheet or as the template has it.
        nearest: valid values that are most like it.
        can_correct: whether `correct_faults` can put something else in its place.
        rows: place, number and title of each.
    """

    key: FaultKey
    head: str
    message: Message
    nearest: Sequence[str]
    can_correct: bool
    rows: Sequence[tuple[int, int, str]]


def fault_groups(services: Services, record: ImportRecord) -> list[FaultGroup]:
    """Return the faults of an import's first rows that have any, those of most rows first.

    An organisation that the catalogue knows by another name is among them.
    """
    columns = _columns_of(record)
    heads = heads_of_import(record)
    found: dict[FaultKey, FaultGroup] = {}
    rows = _faulty_rows(services, record)
    titles = {row.place: each.title for row, each in contents_of(services, record, rows)}
    for row in rows:
        of_row = (row.place, row.row, titles.get(row.place, ""))
        for key, fault in _faults_of(row):
            is_whole = key.code in LEFT_OUT
            group = found.get(key) or FaultGroup(
                key,
                head="" if is_whole else name_of(key.field, heads),
                message=Message.of(fault),
                nearest=fault.get("nearest") or _other_names(key),
                can_correct=not is_whole and (key.field in columns or key.code == STRAY),
                rows=(),
            )
            found[key] = group._replace(rows=(*group.rows, of_row))
    return sorted(found.values(), key=lambda each: -len(each.rows))


def _other_names(key: FaultKey) -> tuple[str, ...]:
    return (preferred_name(key.value),) if key.code == OTHER_NAME else ()


def choosable_columns(record: ImportRecord) -> tuple[Column, ...]:
    """Return what a column of an import's sheet can be."""
    return (*columns_of_import(record), ANY_SOURCE)


def _columns_of(record: ImportRecord) -> dict[str, Column]:
    return {column.field: column for column in choosable_columns(record)}


def _faulty_rows(services: Services, record: ImportRecord) -> Sequence[RowRecord]:
    with services.database.read() as connection:
        rejected = imports.rows(connection, record.pk, 0, MOST_ROWS, [REJECTED])
        renamed = imports.rows_with_warnings(connection, record.pk, MOST_ROWS, [OTHER_NAME])
    return sorted([*rejected, *renamed], key=lambda row: row.place)


def _faults_of(row: RowRecord) -> Iterator[tuple[FaultKey, Mapping[str, Any]]]:
    """Yield what can be put right in a row, each once."""
    warnings = (each for each in row.warnings or () if each["code"] == OTHER_NAME)
    yield from {_key_of(row, each): each for each in (*(row.errors or ()), *warnings)}.items()


def _key_of(row: RowRecord, fault: Mapping[str, Any]) -> FaultKey:
    field, code = field_of(fault["pointer"]), fault["code"]
    value = "" if code in LEFT_OUT else fault["value"]
    place = row.place if field in OWN_TEXT and code not in LEFT_OUT else 0
    return FaultKey(field, code, value, place)


def correct_faults(
    services: Services, import_id: str, written: Mapping[FaultKey, str]
) -> tuple[int, int]:
    """Put something in place of faults in all rows that have them, and try those rows.

    Args:
        services: what is worked with.
        import_id: of a dry run.
        written: what a cell would hold in place of each fault; empty clears the cell.

    Returns:
        How many rows were changed, and how many of them are rejected now.

    Raises:
        NotFound: there is no such import.
        Conflict: it is no dry run that has ended, or its file is gone.
    """
    record = dry_run_of(services, import_id)
    columns = _columns_of(record)
    rows = _faulty_rows(services, record)
    keys = {row.place: [key for key, _ in _faults_of(row) if key in written] for row in rows}
    chosen = [row for row in rows if keys[row.place]]
    corrected = []
    for row, stored in contents_of(services, record, chosen):
        content = stored.content if isinstance(stored.content, dict) else {}
        if stored.of_sheet:
            content = services.cell_terms.coded(content)
        for key in keys[row.place]:
            if key.field in columns and key.code != STRAY:
                content = _correct_cell(content, columns[key.field], key.value, written[key])
        corrected.append(corrected_row(row, content, of_sheet=stored.of_sheet))
    outcomes = try_rows(services, record, corrected)
    return len(outcomes), sum(action == REJECTED for action in outcomes)


def _correct_cell(
    content: Mapping[str, Any], column: Column, value: str, written: str
) -> dict[str, Any]:
    """Return a row with something else in a column; of a list, only in place of the faulty item."""
    *parents, leaf = column.field.split(".")
    corrected = dict(content)
    place = corrected
    for parent in parents:
        inner = place.get(parent)
        place[parent] = dict(inner) if isinstance(inner, dict) else {}
        place = place[parent]
    new: Any = row_of([column], [written]) if written else {}
    for name in (*parents, leaf):
        new = new.get(name) if isinstance(new, dict) else None
    before = place.get(leaf)
    if isinstance(before, list) and value:
        items = [(new or []) if echo(item) == value else [item] for item in before]
        new = [each for item in items for each in item]
    if new in (None, []):
        place.pop(leaf, None)
    else:
        place[leaf] = new
    return corrected
