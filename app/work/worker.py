"""The background worker: keeps the index in step with the rows, and does the jobs."""

from __future__ import annotations

import time
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING

import structlog

from app.indexing import NewerIndex, sweep_index, sync_index
from app.privacy.retention import expire
from app.wiring import build_services, settle
from app.work.jobs import run_next
from app.work.kinds import CHORES, HANDLERS

if TYPE_CHECKING:
    from collections.abc import Callable
    from threading import Event
    from typing import TypeAlias

    from app.privacy.retention import Told
    from app.settings import Settings
    from app.wiring import Services

    Chore: TypeAlias = Callable[[Services], object]

PAUSE = 0.5
"""Seconds between two looks at the ledger; a change must be findable within 2."""
LONGEST_PAUSE = 30.0
"""Seconds; after failures the pause doubles up to this."""

A_DAY = 86_400.0
SOON = 300.0
"""Seconds after which what is due by the clock is tried again when it failed."""

log = structlog.get_logger()


def _silent(_kind: str, _count: int) -> None:
    """Tell nobody."""


def run(settings: Settings, stop: Event, expired: Told = _silent) -> None:
    """Index, do jobs and look after things until told to stop.

    Jobs have a thread of their own, so that a long one holds up no index. `expired` is told what
    was deleted after its time.
    """
    services = build_services(settings)
    settle()
    working = Thread(target=work, args=(services, stop, expired), daemon=True)
    working.start()
    keep_indexed(services, stop)
    working.join()


def keep_indexed(services: Services, stop: Event) -> None:
    """Sync until told to stop; stand by while the index is a newer release's to keep."""
    swept = standing_by = False

    def once() -> None:
        nonlocal swept, standing_by
        try:
            sync_index(services)
        except NewerIndex as newer:
            if not standing_by:
                log.warning("index left to a newer release", built_by=newer.theirs, own=newer.ours)
            standing_by = True
            return
        standing_by = False
        if not swept:
            sweep_index(services)
            swept = True

    _repeat(once, "index sync failed", stop)


def work(services: Services, stop: Event, expired: Told = _silent) -> None:
    """Do jobs, and what is due by the clock, until told to stop."""
    chores: dict[Chore, float] = dict(CHORES)
    chores[partial(expire, told=expired)] = A_DAY
    due = dict.fromkeys(chores, 0.0)

    def once() -> None:
        while run_next(services, HANDLERS, stop):
            pass
        now = time.monotonic()
        for chore in [chore for chore, moment in due.items() if moment <= now]:
            due[chore] = now + min(chores[chore], SOON)  # unless it goes well
            chore(services)
            due[chore] = now + chores[chore]

    _repeat(once, "job or chore failed", stop)


def _repeat(once: Callable[[], None], failure: str, stop: Event) -> None:
    """Do it again and again; a failure is logged and tried again, at growing intervals."""
    pause = PAUSE
    while not stop.wait(pause):
        try:
            once()
            pause = PAUSE
        except Exception as error:  # noqa: BLE001 - whatever it was, the next round may succeed
            pause = min(pause * 2, LONGEST_PAUSE)
            log.warning(failure, error=type(error).__name__, retry_in=pause)
