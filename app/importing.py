"""Loading entries from NDJSON: the one way in, for the seed and for admins."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from catalogue.loading import REJECTED, LoadRow, RelationKey, load
from catalogue.records import Link
from schemas.faults import FieldFault
from schemas.loading import LoadedEntry, RowRejected, load_entry

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from app.wiring import Services
    from catalogue.loading import LoadResult, RowError

BATCH = 500
"""Rows validated and committed together."""
LONGEST_LINE = 1_000_000
"""Bytes; an entry at all its limits is far smaller."""
MOST_REPORTED = 1_000
"""Rejected rows that a report names; all are counted."""


LINE_FAULTS = {
    "line-too-long": FieldFault(
        "",
        "line-too-long",
        f"Raden är längre än {LONGEST_LINE} byte.",
        f"The line is longer than {LONGEST_LINE} bytes.",
    ),
    "not-utf-8": FieldFault(
        "",
        "not-utf-8",
        "Raden är inte UTF-8. Spara filen som UTF-8 och läs in den igen.",
        "The line is not UTF-8. Save the file as UTF-8 and load it again.",
    ),
    "not-json": FieldFault(
        "",
        "not-json",
        "Raden är inte JSON. Varje rad ska vara ett helt JSON-objekt (NDJSON).",
        "The line is not JSON. Each line must be one whole JSON object (NDJSON).",
    ),
}
"""What may be wrong with a line before it is a row."""

ROW_MESSAGES = {
    "withdrawn": (
        "Exemplet har dragits tillbaka; återställ det innan det läses in på nytt.",
        "The entry has been withdrawn; restore it before loading it again.",
    ),
    "unknown-entry": (
        "Det exempel som relationen pekar på finns inte.",
        "The entry that the relation points to does not exist.",
    ),
    "relation-to-itself": (
        "Ett exempel kan inte ha en relation till sig självt.",
        "An entry cannot be related to itself.",
    ),
}
"""What the rows may refuse, by code."""


class _Aborted(Exception):
    """Ends the transaction of a dry run."""


class Row(NamedTuple):
    """A row that was read: its line number, and its content or what is wrong with it."""

    number: int
    external_id: str | None
    entry: LoadedEntry | None
    faults: tuple[FieldFault, ...] = ()


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that was not loaded, by the line number that an editor shows."""

    row: int
    external_id: str | None
    faults: tuple[FieldFault, ...]


@dataclass(slots=True)
class ImportReport:
    """What a load did; `seq` is the ledger position that holds all of it."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: int = 0
    seq: int = 0
    rejected_rows: list[RejectedRow] = field(default_factory=list)

    def count(self, result: LoadResult) -> None:
        """Count the outcome of one row."""
        setattr(self, result.action, getattr(self, result.action) + 1)

    def reject(self, row: RejectedRow) -> None:
        """Count a rejected row, and keep it for the report while there is room."""
        self.rejected += 1
        if len(self.rejected_rows) < MOST_REPORTED:
            self.rejected_rows.append(row)


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """How to load.

    Attributes:
        source_system: for rows that name none.
        publish: make the loaded entries public at once.
        dry_run: do everything, then undo it.
        actor: who loads, for the ledger.
    """

    source_system: str | None = None
    publish: bool = False
    dry_run: bool = False
    actor: str = "import"


def _silent(_rows: int) -> None:
    """Show nothing."""


def import_lines(
    services: Services,
    lines: Iterable[bytes],
    options: ImportOptions,
    progress: Callable[[int], None] = _silent,
) -> ImportReport:
    """Load NDJSON, 500 rows a transaction; a bad row is reported, the others load.

    A dry run takes the same way in one transaction and rolls it back.
    """
    report = ImportReport()
    batches = _batches(services, lines, options)
    if options.dry_run:
        _dry_run(services, batches, options, report, progress)
        return report
    for batch in batches:
        with services.database.write() as unit:
            results = load(unit, _load_rows(batch), actor=options.actor, publish=options.publish)
        report.seq = unit.seq
        _report(report, batch, results)
        progress(len(batch))
    return report


def _dry_run(
    services: Services,
    batches: Iterable[list[Row]],
    options: ImportOptions,
    report: ImportReport,
    progress: Callable[[int], None],
) -> None:
    try:
        with services.database.write() as unit:
            for batch in batches:
                rows = _load_rows(batch)
                results = load(unit, rows, actor=options.actor, publish=options.publish)
                _report(report, batch, results)
                progress(len(batch))
            raise _Aborted  # noqa: TRY301 - raised here, so that the transaction rolls back
    except _Aborted:
        return


def _report(report: ImportReport, batch: list[Row], results: Iterable[LoadResult]) -> None:
    outcomes = iter(results)
    for row in batch:
        if row.entry is None:
            report.reject(RejectedRow(row.number, row.external_id, row.faults))
            continue
        result = next(outcomes)
        if result.action == REJECTED:
            faults = tuple(_row_fault(error) for error in result.errors)
            report.reject(RejectedRow(row.number, row.external_id, faults))
        else:
            report.count(result)


def _row_fault(error: RowError) -> FieldFault:
    sv, en = ROW_MESSAGES[error.code]
    return FieldFault(error.pointer, error.code, sv, en, error.value)


def _batches(
    services: Services, lines: Iterable[bytes], options: ImportOptions
) -> Iterator[list[Row]]:
    known = services.vocabularies.known
    rows = (
        _read(number, line, options.source_system, known)
        for number, line in enumerate(lines, start=1)
        if line.strip()
    )
    while batch := list(islice(rows, BATCH)):
        yield batch


def _read(number: int, line: bytes, source_system: str | None, known: Any) -> Row:  # noqa: ANN401
    external_id = None
    try:
        row = _parsed(line)
        external_id = _external_id(row)
        return Row(number, external_id, load_entry(row, source_system, known))
    except RowRejected as rejection:
        return Row(number, external_id, None, rejection.faults)


def _parsed(line: bytes) -> object:
    if len(line) > LONGEST_LINE:
        raise RowRejected([LINE_FAULTS["line-too-long"]])
    try:
        return json.loads(line.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError:
        raise RowRejected([LINE_FAULTS["not-utf-8"]]) from None
    except (ValueError, RecursionError):
        raise RowRejected([LINE_FAULTS["not-json"]]) from None


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _external_id(row: object) -> str | None:
    found = row.get("externalId") if isinstance(row, dict) else None
    return found[:200] if isinstance(found, str) else None


def _load_rows(batch: Iterable[Row]) -> list[LoadRow]:
    return [_load_row(row.entry) for row in batch if row.entry is not None]


def _load_row(entry: LoadedEntry) -> LoadRow:
    return LoadRow(
        source_system=entry.source_system,
        external_id=entry.external_id,
        content=entry.content,
        links=tuple(
            Link(link.field, link.value, link.origin, link.score, tuple(link.evidence))
            for link in entry.links
        ),
        relations=tuple(
            RelationKey(each["type"], entry_id=each["entryId"]) for each in entry.relations
        ),
    )
