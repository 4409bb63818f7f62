"""Imports as tests ask for them, done at once."""

from __future__ import annotations

import io
import json
from threading import Event
from typing import TYPE_CHECKING, Any

from app.import_options import ImportOptions
from app.imports import Import, get_import, submit
from app.job_kinds import HANDLERS
from app.jobs import run_next
from app.uploads import received

if TYPE_CHECKING:
    from app.wiring import Services
    from catalogue.imports import RowRecord

ACTOR = "token:test"


def ndjson(*rows: dict[str, Any]) -> bytes:
    return b"".join(json.dumps(row).encode() + b"\n" for row in rows)


def handed_in(services: Services, content: bytes, *, key: str | None = None, **how: Any) -> str:
    options = ImportOptions(**{"source_system": "test", "publish": True, "actor": ACTOR, **how})
    with received(services.settings, io.BytesIO(content), None) as upload:
        return submit(services, upload, options, "exempel.ndjson", key=key)


def work_off(services: Services) -> None:
    """Do every job that waits."""
    while run_next(services, HANDLERS, Event()):
        pass


def imported(services: Services, content: bytes, **how: Any) -> Import:
    import_id = handed_in(services, content, **how)
    work_off(services)
    return get_import(services, import_id)


def counts(found: Import) -> dict[str, int]:
    """Return the counts that are not 0."""
    names = ("created", "updated", "withdrawn", "unchanged", "rejected")
    values = {name: getattr(found.record, name) for name in names}
    return {name: value for name, value in values.items() if value}


def codes(rows: list[RowRecord]) -> list[str]:
    return [error["code"] for row in rows for error in row.errors or ()]
