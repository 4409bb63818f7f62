"""Corrected rows in the file of rejected rows: which rows of an import they are of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from app.imports.files.columns import ERRORS, NUMBER
from app.imports.files.faults import unreadable
from app.imports.files.file_type import all_formats
from app.imports.parsing import raw_of, read_file
from app.uploads import corrections_path, rows_of_corrections
from catalogue import imports
from catalogue.loading.rows import REJECTED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from app.imports.files.faults import UnreadableFile
    from app.imports.rows import RawRow
    from app.settings import Settings
    from app.wiring import Services
    from catalogue.imports import ImportRecord, RowRecord


class Corrections(NamedTuple):
    """Corrected rows of a file: place -> row, and why others are left out."""

    rows: dict[int, dict[str, Any]]
    left_out: UnreadableFile | None


def read_corrections(
    services: Services, record: ImportRecord, alive: Callable[[], None]
) -> Corrections:
    """Read the file of corrected rows of an import, and find which rows they are of.

    A row is known by the number that the file of rejected rows gave it, or else by its key.

    Raises:
        UnreadableFile: with one reason, and what to do about it.
    """
    path = corrections_path(services.settings, record.id)
    converted = rows_of_corrections(path)
    kind = read_file(path, converted, alive).kind
    of_sheet = all_formats()[kind].is_sheet
    rejected = _Rejected(services, record)
    found: dict[int, dict[str, Any]] = {}
    left_out: list[int] = []
    for raw in raw_of(kind, path, converted, 0, 0):
        place = rejected.place_of(raw)
        if place is None or raw.fault or not isinstance(raw.content, dict):
            left_out.append(raw.number)
        else:
            row = {name: raw.content[name] for name in raw.content if name not in {ERRORS, NUMBER}}
            found[place] = {"row": row, "ofSheet": of_sheet}
    fault = unreadable("not-of-import", count=len(left_out), row=left_out[0]) if left_out else None
    return Corrections(found, fault)


class _Rejected:
    """The rejected rows of an import, by number and by key."""

    def __init__(self, services: Services, record: ImportRecord) -> None:
        with services.database.read() as connection:
            rows = imports.rows(connection, record.pk, 0, imports.ALL, [REJECTED])
        self._by_number = _by(rows, lambda row: row.row)
        self._by_key = _by(rows, lambda row: row.external_id)

    def place_of(self, raw: RawRow) -> int | None:
        """Return the place of the row that a corrected one is of, if it is of just one."""
        content = raw.content if isinstance(raw.content, dict) else {}
        number, key = content.get(NUMBER), content.get("externalId")
        by_number = self._by_number.get(number, []) if isinstance(number, int) else []
        by_key = self._by_key.get(key, []) if isinstance(key, str) else []
        places = [each for each in by_number if each in by_key] or by_number or by_key
        return places[0] if len(places) == 1 else None


def _by(rows: Iterable[RowRecord], name_of: Callable[[RowRecord], Any]) -> dict[Any, list[int]]:
    found: dict[Any, list[int]] = {}
    for row in rows:
        found.setdefault(name_of(row), []).append(row.place)
    return found


def drop_corrections_file(settings: Settings, import_id: str) -> None:
    """Delete a file of corrected rows once they are stored, or when it cannot be read."""
    path = corrections_path(settings, import_id)
    path.unlink(missing_ok=True)
    rows_of_corrections(path).unlink(missing_ok=True)
