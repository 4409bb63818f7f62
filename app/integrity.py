"""Looking for damage in the database's file, and keeping in mind that there is some."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import structlog
from sqlalchemy.exc import DatabaseError

from catalogue.integrity import file_faults

if TYPE_CHECKING:
    from pathlib import Path

    from app.settings import Settings
    from app.wiring import Services

log = structlog.get_logger()


def look_for_damage(services: Services, *, thorough: bool = False) -> list[str]:
    """Return what is damaged in the file of an embedded database, and have `ready` tell of it."""
    if not services.database.is_embedded:
        return []
    try:
        with services.database.read() as connection:
            faults = file_faults(connection, thorough=thorough)
    except DatabaseError as error:  # not even the first page can be read
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


def is_known_damaged(settings: Settings) -> bool:
    """Tell whether the last look found damage; costs next to nothing."""
    return _note(settings).exists()


def _note(settings: Settings) -> Path:
    return settings.data / "run" / "damage"
