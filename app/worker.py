"""The background worker: keeps the index in step with the rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from app.indexing import sweep_index, sync_index
from app.wiring import build_services

if TYPE_CHECKING:
    from threading import Event

    from app.settings import Settings

PAUSE = 0.5
"""Seconds between two looks at the ledger; a change must be findable within 2."""
LONGEST_PAUSE = 30.0
"""Seconds; after failures the pause doubles up to this."""

log = structlog.get_logger()


def run(settings: Settings, stop: Event) -> None:
    """Sync until told to stop; a failure is logged and tried again, at growing intervals."""
    services = build_services(settings)
    pause = PAUSE
    swept = False
    while not stop.wait(pause):
        try:
            sync_index(services)
            if not swept:
                sweep_index(services)
                swept = True
            pause = PAUSE
        except Exception as error:  # noqa: BLE001 - whatever it was, the next round may succeed
            pause = min(pause * 2, LONGEST_PAUSE)
            log.warning("index sync failed", error=type(error).__name__, retry_in=pause)
