"""Imports as tests ask for them, done at once."""

from __future__ import annotations

import io
import json
from threading import Event
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from app.accounts.access import COMMAND
from app.imports.options import ImportOptions
from app.imports.service import ImportWithJob, get_import, import_rows, submit
from app.jobs.execution import run_next
from app.jobs.registry import HANDLERS
from app.uploads import receive_upload
from catalogue import entries
from catalogue.tables import LedgerEvent

if TYPE_CHECKING:
    from app.wiring import Services
    from catalogue.imports import RowRecord
    from catalogue.records import EntryRecord

ACTOR = "token:test"


def ndjson(*rows: dict[str, Any]) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def handed_in(
    services: Services,
    content: bytes,
    *,
    key: str | None = None,
    name: str = "exempel.ndjson",
    **how: Any,
) -> str:
    options = ImportOptions(**{"source_system": "test", "publish": True, "actor": ACTOR, **how})
    with receive_upload(services.settings, io.BytesIO(content), None) as upload:
        return submit(services, upload, options, name, key=key)


def work_off(services: Services) -> None:
    """Do every job that waits."""
    while run_next(services, HANDLERS, Event()):
        pass


def imported(services: Services, content: bytes, **how: Any) -> ImportWithJob:
    import_id = handed_in(services, content, **how)
    work_off(services)
    return get_import(services, import_id)


def published(services: Services, content: bytes) -> ImportWithJob:
    """Import rows, and once more with what confirms that their personal data were read."""
    first = imported(services, content)
    mark = first.personal.mark if first.personal else None
    return imported(services, content, confirm_personal=mark) if mark else first


def counts(found: ImportWithJob) -> dict[str, int]:
    """Return the counts that are not 0."""
    names = ("created", "updated", "withdrawn", "unchanged", "rejected")
    values = {name: getattr(found.record, name) for name in names}
    return {name: value for name, value in values.items() if value}


def codes(rows: list[RowRecord]) -> list[str]:
    return [error["code"] for row in rows for error in row.errors or ()]


def codes_of_warnings(services: Services, found: ImportWithJob) -> list[str]:
    rows = rows_of(services, found)
    return [warning["code"] for row in rows for warning in row.warnings or ()]


def rows_of(services: Services, found: ImportWithJob, *actions: str) -> list[RowRecord]:
    return import_rows(services, found.record, actions, 1, 10_000, COMMAND)[1]


def entry_of(
    services: Services, external_id: str, *, public: bool = True, source: str = "test"
) -> EntryRecord | None:
    with services.database.read() as connection:
        return entries.by_key(connection, source, external_id, published_only=public)


def title_of(services: Services, external_id: str) -> str | None:
    found = entry_of(services, external_id)
    return found.content["title"] if found else None


def changes(services: Services) -> int:
    """Return how many changes of entries the ledger holds."""
    counted = select(func.count()).where(LedgerEvent.entry_pk.is_not(None))
    with services.database.read() as connection:
        return connection.execute(counted).scalar_one()


def finish(services: Services, import_id: str) -> ImportWithJob:
    """Have an import's next job done."""
    work_off(services)
    return get_import(services, import_id)
