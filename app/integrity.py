"""Looking for damage in the database's file, and keeping in mind that there is some."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import structlog
from sqlalchemy.exc import DatabaseError

from app.entries.damage import log_damaged_row_once
from catalogue.engines import Trouble, trouble_of
from catalogue.integrity import damaged_rows, file_faults

if TYPE_CHECKING:
    from pathlib import Path

    from app.settings import Settings
    from app.wiring import Services
    from catalogue.records import DamagedRow

log = structlog.get_logger()

FILE, ROWS = "damage", "damaged-rows"
"""Notes of what the last look found."""


def look_for_damage(services: Services, *, thorough: bool = False) -> list[str]:
    """Return what is damaged in the file of an embedded database, and have `ready` tell of it.

    Raises:
        DatabaseError: it could not be looked at, as on a full disk, which says nothing of damage.
    """
    if not services.database.is_embedded:
        return []
    try:
        with services.database.read() as connection:
            faults = file_faults(connection, thorough=thorough)
    except DatabaseError as error:  # not even the first page can be read
        if trouble_of(error.orig) is not Trouble.DAMAGED:
            raise
        faults = [str(error.orig)]
    note = _note(services.settings)
    if faults:
        log.error("database damaged", faults=len(faults))
    with suppress(OSError):  # as on a disk that is read-only or full; what was found is returned
        if faults:
            note.parent.mkdir(exist_ok=True)
            note.write_text("\n".join(faults), encoding="utf-8")
        else:
            note.unlink(missing_ok=True)
    return faults


def look_for_damaged_rows(services: Services) -> list[DamagedRow]:
    """Return the rows of entries that hold damaged JSON, and note how many for the metrics."""
    with services.database.read() as connection:
        found = list(damaged_rows(connection))
    for row in found:
        log_damaged_row_once(row)
    note = _note(services.settings, ROWS)
    with suppress(OSError):
        note.parent.mkdir(exist_ok=True)
        note.write_text(str(len(found)), encoding="ascii")
    return found


def count_known_damaged_rows(settings: Settings) -> int:
    """Return how many damaged rows the last look found; costs next to nothing."""
    try:
        return int(_note(settings, ROWS).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return 0


def is_known_damaged(settings: Settings) -> bool:
    """Return whether the last look found damage; costs next to nothing."""
    return _note(settings).exists()


def _note(settings: Settings, name: str = FILE) -> Path:
    return settings.data / "run" / name
