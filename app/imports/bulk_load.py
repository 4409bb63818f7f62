"""Loading lines of NDJSON at once, without a record of the import: for the seed and for tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from app.imports.batches import Loader
from app.imports.files.format import LONGEST_LINE
from app.imports.options import ImportOptions
from app.imports.rows import checked, raw_lines
from catalogue.imports import COUNTS
from catalogue.loading.rows import REJECTED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from app.imports.batches import BatchOutcome
    from app.imports.rows import RawRow, Row
    from app.wiring import Services
    from schemas.faults import FieldFault

__all__ = ["BATCH", "LONGEST_LINE", "ImportOptions", "ImportReport", "RejectedRow", "import_lines"]

BATCH = 500
"""Rows validated and committed together."""
MOST_REPORTED = 1_000
"""Rejected rows that a report names; all are counted."""


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that was not loaded, by the number that the admin sees."""

    row: int
    external_id: str | None
    faults: tuple[FieldFault, ...]


@dataclass(slots=True)
class ImportReport:
    """What a load did; `seq` is the ledger position that holds all of it."""

    created: int = 0
    updated: int = 0
    withdrawn: int = 0
    unchanged: int = 0
    rejected: int = 0
    seq: int = 0
    rejected_rows: list[RejectedRow] = field(default_factory=list)

    @property
    def counts(self) -> dict[str, int]:
        """How many rows ended with each action."""
        return {name: getattr(self, name) for name in COUNTS}

    def count(self, outcome: BatchOutcome) -> None:
        """Count a row, and keep it for the report if it was rejected and while there is room."""
        setattr(self, outcome.action, getattr(self, outcome.action) + 1)
        if outcome.action == REJECTED and len(self.rejected_rows) < MOST_REPORTED:
            raw, external_id = outcome.row.raw, outcome.row.external_id
            self.rejected_rows.append(RejectedRow(raw.number, external_id, outcome.faults))


def _ignore_progress(_rows: int) -> None:
    """Show nothing."""


def import_lines(
    services: Services,
    lines: Iterable[bytes],
    options: ImportOptions,
    progress: Callable[[int], None] = _ignore_progress,
) -> ImportReport:
    """Load NDJSON, 500 rows a transaction; a bad row is reported, the others load."""
    report = ImportReport()
    loader = Loader(options)
    for batch in batches(services, raw_lines(lines), options):
        outcomes, report.seq = load_batch(services, loader, batch, dry_run=options.dry_run)
        for outcome in outcomes:
            report.count(outcome)
        progress(len(batch))
    return report


def batches(
    services: Services, raw: Iterable[RawRow], options: ImportOptions
) -> Iterator[list[Row]]:
    """Yield checked rows, so many as are loaded together."""
    vocabularies = services.vocabularies
    terms = services.cell_terms
    rows = (checked(row, options, vocabularies.known, terms) for row in raw)
    while batch := list(islice(rows, BATCH)):
        yield batch


def load_batch(
    services: Services, loader: Loader, batch: Sequence[Row], *, dry_run: bool
) -> tuple[list[BatchOutcome], int]:
    """Load a batch in a transaction of its own; a dry run rolls it back.

    Returns what became of each row, and the ledger's position (0 of a dry run).
    """
    if dry_run:
        with services.database.rehearse() as rehearsal:
            return loader.load(rehearsal, batch, {}, rehearsal=True), 0
    with services.database.write() as unit:
        outcomes = loader.load(unit, batch, {})
    return outcomes, unit.seq
