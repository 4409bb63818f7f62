"""The same fault in many rejected rows of a dry run: shown once, and corrected in all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from app.errors import Message
from app.imports.correcting import columns_of_import, corrected_row, try_rows
from app.imports.files.cells import row_of
from app.imports.files.columns import ANY_SOURCE, Column, field_of, name_of
from app.imports.row_contents import contents_of, heads_of_import
from app.imports.service import dry_run_of
from app.wiring import Services
from catalogue import imports
from catalogue.imports import ImportRecord, RowRecord
from catalogue.loading.rows import REJECTED
from schemas.faults import echo

MOST_ROWS = 1_000
"""Rejected rows that are looked at and corrected at once; the next come when these are done."""
STRAY = "stray-cells"
REPEATED = "repeated-content"


class FaultGroup(NamedTuple):
    """A fault that rejected rows share.

    Attributes:
        field: path of the field at fault ("source.url"); empty for the row as a whole.
        head: of its column, in the sheet or as the template has it.
        code: of the fault.
        value: at fault, cut to what faults give back.
        nearest: valid values that are most like it.
        can_correct: whether `correct_group` can put something else in its place.
        rows: place, number and title of each.
    """

    field: str
    head: str
    code: str
    message: Message
    value: str
    nearest: Sequence[str]
    can_correct: bool
    rows: Sequence[tuple[int, int, str]]


def fault_groups(services: Services, record: ImportRecord) -> list[FaultGroup]:
    """Return the faults of an import's first rejected rows, those of most rows first."""
    columns = _columns_of(record)
    heads = heads_of_import(record)
    found: dict[tuple[str, str, str], FaultGroup] = {}
    rows = _rejected_rows(services, record)
    titles = {row.place: each.title for row, each in contents_of(services, record, rows)}
    for row in rows:
        of_row = (row.place, row.row, titles.get(row.place, ""))
        for error in row.errors or ():
            key = _key_of(error)
            is_repeated = error["code"] == REPEATED  # that row is left out, not corrected
            group = found.get(key) or FaultGroup(
                field=key[0],
                head="" if is_repeated else name_of(key[0], heads),
                code=error["code"],
                message=Message.of(error),
                value="" if is_repeated else error["value"],
                nearest=error["nearest"],
                can_correct=not is_repeated and (key[0] in columns or error["code"] == STRAY),
                rows=(),
            )
            found[key] = group._replace(rows=(*group.rows, of_row))
    return sorted(found.values(), key=lambda each: -len(each.rows))


def choosable_columns(record: ImportRecord) -> tuple[Column, ...]:
    """Return what a column of an import's sheet can be."""
    return (*columns_of_import(record), ANY_SOURCE)


def _columns_of(record: ImportRecord) -> dict[str, Column]:
    return {column.field: column for column in choosable_columns(record)}


def _rejected_rows(services: Services, record: ImportRecord) -> Sequence[RowRecord]:
    with services.database.read() as connection:
        return imports.rows(connection, record.pk, 0, MOST_ROWS, [REJECTED])


def _key_of(error: Mapping[str, Any]) -> tuple[str, str, str]:
    return field_of(error["pointer"]), error["code"], error["value"]


def correct_group(
    services: Services, import_id: str, key: tuple[str, str, str], written: str
) -> tuple[int, int]:
    """Put the same in place of a fault in all rows that have it, and try those rows.

    Args:
        services: what is worked with.
        import_id: of a dry run.
        key: field, code and value of the fault.
        written: what a cell would hold; empty clears the cell.

    Returns:
        How many rows were changed, and how many of them are still rejected.

    Raises:
        NotFound: there is no such import.
        Conflict: it is no dry run that has ended, or its file is gone.
    """
    record = dry_run_of(services, import_id)
    columns = _columns_of(record)
    terms = services.cell_terms
    chosen = [
        row for row in _rejected_rows(services, record) if key in map(_key_of, row.errors or ())
    ]
    corrected = []
    for row, stored in contents_of(services, record, chosen):
        content = stored.content if isinstance(stored.content, dict) else {}
        if stored.of_sheet:
            content = terms.coded(content)
        if key[1] != STRAY and key[0] in columns:
            content = _correct_cell(content, columns[key[0]], key[2], written)
        corrected.append(corrected_row(row, content, of_sheet=stored.of_sheet))
    outcomes = try_rows(services, record, corrected)
    return len(outcomes), sum(action == REJECTED for action in outcomes)


def correct_by_suggestions(services: Services, import_id: str) -> tuple[int, int]:
    """Put the only suggestion in place of each fault that has one, and try the rows.

    Returns and raises as `correct_group`; a row with several such faults counts once for each.
    """
    changed = left = 0
    for group in suggested(fault_groups(services, dry_run_of(services, import_id))):
        key = (group.field, group.code, group.value)
        of_group, still = correct_group(services, import_id, key, group.nearest[0])
        changed, left = changed + of_group, left + still
    return changed, left


def suggested(groups: Sequence[FaultGroup]) -> list[FaultGroup]:
    """Return the faults for which there is one suggestion alone."""
    return [each for each in groups if each.can_correct and len(each.nearest) == 1]


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
