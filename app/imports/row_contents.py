"""What rows of an import say, read again from its file, and what that would change."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from app.entries.rows import row_of
from app.imports.files.cells import cells_of
from app.imports.files.columns import COLUMNS, heads_used
from app.imports.files.file_type import all_formats
from app.imports.files.strict_json import DECODER
from app.imports.options import read_options
from app.imports.rows import CUT, RawRow, checked
from app.uploads import rows_path, upload_path
from catalogue import entries, imports
from catalogue.loading.rows import UPDATED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from app.wiring import Services
    from catalogue.imports import ImportRecord, RowRecord
    from schemas.loading import LoadedEntry

SHOWN_ELSEWHERE = ("national", "evidence")
"""Columns that follow from others, or that an edit need not repeat."""


class RowContent(NamedTuple):
    """What a row says.

    Attributes:
        content: the row, of cells or of the load format; text when it was no JSON.
        stray: its cells in columns without head.
        of_sheet: whether it comes from cells, which may hold names in place of codes.
    """

    content: object
    stray: Sequence[str]
    of_sheet: bool

    @property
    def title(self) -> str:
        """Its title, or nothing."""
        found = self.content.get("title") if isinstance(self.content, dict) else None
        return found if isinstance(found, str) else ""


class FieldChange(NamedTuple):
    """A field that a row changes: the head of its column, and what its cell would say."""

    field: str
    head: str
    before: str
    after: str


def heads_of_import(record: ImportRecord) -> dict[str, str]:
    """Return field -> the head that an import's sheet has for it; empty for other files."""
    return heads_used(record.columns or (), record.options.get("columns"))


def contents_of(
    services: Services, record: ImportRecord, rows: Sequence[RowRecord]
) -> Iterator[tuple[RowRecord, RowContent]]:
    """Yield rows with what they say; none when the file is deleted or was never read."""
    if record.file_kind is None or record.file_removed_at is not None:
        return
    of_sheet = all_formats()[record.file_kind].is_sheet
    in_place = all_formats()[record.file_kind].read is None
    path = (upload_path if in_place else rows_path)(services.settings, record.id)
    with path.open("rb") as file:
        for row in rows:
            if row.corrected:
                yield row, RowContent(row.corrected["row"], [], row.corrected["ofSheet"])
                continue
            file.seek(row.position)
            line = file.readline(CUT) if in_place else file.readline()
            content, stray = _parse_line(line, in_place=in_place)
            yield row, RowContent(content, stray, of_sheet)


def _parse_line(line: bytes, *, in_place: bool) -> tuple[object, Sequence[str]]:
    text = line.decode("utf-8-sig", "replace")
    if not in_place:
        _, content, *fault_and_stray = json.loads(text)
        return content, next(iter(fault_and_stray[1:]), [])
    try:
        found = DECODER.decode(text)
    except (ValueError, RecursionError):
        return text.rstrip("\r\n"), []
    return found if isinstance(found, dict) else text.rstrip("\r\n"), []


def changes_of(
    services: Services, record: ImportRecord, found: Sequence[tuple[RowRecord, RowContent]]
) -> dict[int, list[FieldChange]]:
    """Return place -> what rows of a dry run would change in the entries as they are now.

    A field in which a person's edit stands is left out.
    """
    updated = [(row, each) for row, each in found if row.action == UPDATED and row.entry_id]
    ids = [row.entry_id for row, _ in updated if row.entry_id]
    with services.database.read() as connection:
        known = {each.id: each for each in entries.get_many(connection, ids, published_only=False)}
    terms = services.cell_terms
    options = read_options(record.options, record.actor)
    changes: dict[int, list[FieldChange]] = {}
    for row, each in updated:
        place = (row.place, row.row, row.position, row.position)
        raw = RawRow(*place, each.content, of_sheet=each.of_sheet)
        entry = checked(raw, options, services.vocabularies.known, terms).entry
        before = known.get(row.entry_id or "")
        if entry and before:
            edited = {
                warning["pointer"] for warning in row.warnings or () if _is_preserved(warning)
            }
            after = _row(services, entry)
            changes[row.place] = [
                change
                for change in differences(row_of(before), after, terms.values)
                if f"/{change.field.partition('.')[0]}" not in edited
            ]
    return changes


def _is_preserved(warning: Mapping[str, Any]) -> bool:
    return bool(warning["code"] == "kept")


def _row(services: Services, entry: LoadedEntry) -> dict[str, Any]:
    """Return a checked row as one of the load format again, with relations named by id."""
    links: dict[str, list[str]] = {}
    for link in entry.links:
        links.setdefault(link.field, []).append(link.value)
    keys = {"sourceSystem": entry.source_system, "externalId": entry.external_id}
    return {**entry.content, **keys, **links, "relations": _by_id(services, entry)}


def _by_id(services: Services, entry: LoadedEntry) -> list[dict[str, str]]:
    if not entry.relations:
        return []
    keys = [
        (each.get("sourceSystem") or entry.source_system, each.get("externalId") or "")
        for each in entry.relations
    ]
    with services.database.read() as connection:
        known = imports.entry_states(connection, keys)
    return [
        {"type": each["type"], "entryId": known[key].id} if key in known else each
        for each, key in zip(entry.relations, keys, strict=True)
    ]


def differences(
    before: Mapping[str, Any], after: Mapping[str, Any], values: Mapping[str, Mapping[str, str]]
) -> Iterator[FieldChange]:
    """Yield the fields that differ between two rows of the load format; values: as `CellTerms`."""
    columns = [column for column in COLUMNS if column.field not in SHOWN_ELSEWHERE]
    cells = zip(columns, cells_of(columns, before), cells_of(columns, after), strict=True)
    for column, old, new in cells:
        names = values.get(column.field, {})
        old_and_new = [_with_names(str(cell).strip(), names) for cell in (old, new)]
        if old_and_new[0] != old_and_new[1]:
            yield FieldChange(column.field, column.head, *old_and_new)


def _with_names(cell: str, names: Mapping[str, str]) -> str:
    """Return a cell with the names of its codes, in their order in the vocabulary."""
    if not names or not cell:
        return cell
    codes = [each.strip() for each in cell.split(";")]
    known = [name for code, name in names.items() if code in codes]
    return "; ".join([*known, *(each for each in codes if each not in names)])
