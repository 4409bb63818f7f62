"""What an import did, in one piece: for commands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from app.imports.personal_rows import PersonalRows
from app.imports.row_contents import heads_of_import
from app.imports.service import NO_ROWS, get_import, job_fault, keys_made
from app.wiring import Services
from catalogue import imports
from catalogue.imports import RowRecord
from catalogue.loading.rows import REJECTED

MOST_REPORTED = 1_000
"""Rejected rows, and rows with warnings, that a report names; all are counted."""


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did.

    Attributes:
        seq: the ledger position that holds all of it.
        personal: rows with personal data that are not published until they are confirmed, and the
            mark that does.
        keys_made: rows that had no key, and got one of what they say.
        heads: those of a sheet, by field.
    """

    import_id: str
    state: str
    counts: Mapping[str, int]
    seq: int
    fault: Mapping[str, Any] | None
    heads: Mapping[str, str]
    personal: PersonalRows = NO_ROWS
    keys_made: int = 0
    rejected: Sequence[RowRecord] = field(default_factory=tuple)
    pointed_out: Sequence[RowRecord] = field(default_factory=tuple)


def report_of(services: Services, import_id: str) -> Report:
    """Return the report of an import that has ended."""
    found = get_import(services, import_id)
    record = found.record
    with services.database.read() as connection:
        rejected = imports.rows(connection, record.pk, 0, MOST_REPORTED, [REJECTED])
        pointed_out = imports.rows_with_warnings(connection, record.pk, MOST_REPORTED)
    return Report(
        import_id=record.id,
        state=found.state,
        counts={name: getattr(record, name) for name in imports.TALLIES},
        seq=record.seq,
        fault=record.fault or job_fault(found),
        personal=found.personal,
        heads=heads_of_import(record),
        keys_made=keys_made(services, record),
        rejected=rejected,
        pointed_out=pointed_out,
    )
