"""The background worker: keeps the index in step with the rows, and does the jobs."""

from __future__ import annotations

import time
from functools import partial
from threading import Thread
from typing import TYPE_CHECKING

import structlog

from app.indexing import NewerIndex, sweep_index, sync_index
from app.jobs.clock_jumps import ClockJumps
from app.jobs.execution import NO_OBSERVER, Stopped, run_next
from app.jobs.faults import error_name, error_place
from app.jobs.registry import HANDLERS, PERIODIC_TASKS
from app.linking.suggesting import train_if_needed
from app.ownership import owner_of
from app.retention import expire
from app.sources.checking import check_sources
from app.wiring import build_services, freeze_gc
from catalogue.engines import trouble_of
from catalogue.tables.jobs import LANES
from indexer.engine import AccessRefused

if TYPE_CHECKING:
    from collections.abc import Callable
    from threading import Event
    from typing import TypeAlias

    from app.jobs.observer import WorkerObserver
    from app.settings import Settings
    from app.wiring import Services

    PeriodicTask: TypeAlias = Callable[[Services], object]

PAUSE = 0.5
"""Seconds between two looks at the ledger; a change must be findable within 2."""
LONGEST_PAUSE = 30.0
"""Seconds; after failures the pause doubles up to this."""

TRAINED_WITHIN = 10.0
"""Seconds between two looks whether links can be suggested by a model; until then rules speak."""
SOURCES_WITHIN = 60.0
"""Seconds between two looks at a few sources of public entries, if that is turned on."""
SWEPT_WITHIN = 3600.0
"""Seconds between two looks for what rebuilds that were killed left behind."""
A_DAY = 86_400.0
SOON = 300.0
"""Seconds after which what is due by the clock is tried again when it failed."""

log = structlog.get_logger()


def run(settings: Settings, stop: Event, observer: WorkerObserver = NO_OBSERVER) -> None:
    """Index, do jobs and look after things until `stop` is set.

    Each has a thread of its own: no job holds up the index or what is due by the clock, and no
    long job a short one.
    """
    services = build_services(settings)
    services.known.get_ready_to_index()
    freeze_gc()
    observer.started(services)
    threads = [Thread(target=run_periodic_tasks, args=(services, stop, observer), daemon=True)]
    for lane in LANES:
        arguments = (services, lane, stop, observer)
        threads.append(Thread(target=do_jobs, args=arguments, name=lane, daemon=True))
    for thread in threads:
        thread.start()
    keep_indexed(services, stop, observer)
    for thread in threads:
        thread.join()


def keep_indexed(services: Services, stop: Event, observer: WorkerObserver) -> None:
    """Sync until `stop` is set; stand by while the index is a newer release's to keep.

    A build that is under way then is given up: the next worker begins it anew.
    """
    standing_by = False
    sweep_due = 0.0

    def look_up(_written: int) -> None:
        observer.beat("index")
        if stop.is_set():
            raise Stopped

    def once() -> None:
        nonlocal sweep_due, standing_by
        observer.beat("index")
        try:
            sync_index(services, look_up)
        except NewerIndex as newer:
            if not standing_by:
                log.warning("index left to a newer release", built_by=newer.theirs, own=newer.ours)
            standing_by = True
            return
        standing_by = False
        if time.monotonic() >= sweep_due:
            sweep_index(services)
            sweep_due = time.monotonic() + SWEPT_WITHIN

    _repeat(once, "index sync failed", stop)


def do_jobs(
    services: Services, lane: str, stop: Event, observer: WorkerObserver = NO_OBSERVER
) -> None:
    """Do the jobs of a lane, one after the other, until `stop` is set."""

    def once() -> None:
        observer.beat(lane)
        while run_next(services, HANDLERS, stop, lane, observer):
            pass

    _repeat(once, "jobs not looked at", stop)


def run_periodic_tasks(
    services: Services, stop: Event, observer: WorkerObserver = NO_OBSERVER
) -> None:
    """Do what is due by the clock until `stop` is set; one that fails holds up no other."""
    tasks: dict[str, tuple[PeriodicTask, float]] = {
        task.__name__: (task, seconds) for task, seconds in PERIODIC_TASKS.items()
    }
    tasks["expire"] = (partial(expire, on_expired=observer.expired), A_DAY)

    def look_up() -> None:
        observer.beat("chores")
        if stop.is_set():
            raise Stopped

    tasks["train_if_needed"] = (partial(train_if_needed, look_up=look_up), TRAINED_WITHIN)
    tasks["check_sources"] = (partial(check_sources, look_up=look_up), SOURCES_WITHIN)
    due = dict.fromkeys(tasks, 0.0)
    begun = time.monotonic()  # a start has enough to do
    due |= {"train_if_needed": begun + TRAINED_WITHIN, "check_sources": begun + SOURCES_WITHIN}
    jumps = ClockJumps()

    def once() -> None:
        observer.beat("chores")
        now = time.monotonic()
        if jump := jumps.seconds():
            # What a wrong clock takes for old would be lost for good.
            log.warning("clock jumped", seconds=round(jump), deleting_resumes_in=A_DAY)
            due["expire"] = now + A_DAY
        for name in [name for name, moment in due.items() if moment <= now]:
            task, seconds = tasks[name]
            retry_in = min(seconds, SOON)
            well = not stop.is_set() and _succeeds(name, task, services, retry_in)
            observer.periodic_task(name, well=well)
            due[name] = now + (seconds if well else retry_in)

    _repeat(once, "chores not looked at", stop)


def _succeeds(name: str, task: PeriodicTask, services: Services, retry_in: float) -> bool:
    try:
        task(services)
    except Stopped:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it was, the others are due all the same
        details = {"error": error_name(error), "place": error_place(error)}
        log.error("chore failed", chore=name, retry_in=retry_in, **details)  # noqa: TRY400 - no message
        return False
    return True


def _repeat(once: Callable[[], None], failure: str, stop: Event) -> None:
    """Do it again and again; a failure is logged and tried again, at growing intervals."""
    pause = PAUSE
    while not stop.wait(pause):
        try:
            once()
            pause = PAUSE
        except Stopped:
            return
        except Exception as error:  # noqa: BLE001 - whatever it was, the next round may succeed
            pause = min(pause * 2, LONGEST_PAUSE)
            details = {"error": error_name(error), **_cause(error), "place": error_place(error)}
            log.warning(failure, retry_in=pause, **details)


def _cause(error: Exception) -> dict[str, str]:
    """Return what helps an operator: what refuses, or path and owner of a file."""
    if trouble := trouble_of(getattr(error, "orig", None)):
        return {"database": trouble.value}
    if isinstance(error, AccessRefused):
        return {"reason": str(error)}
    if not isinstance(error, OSError) or error.filename is None:
        return {}
    reason = error.strerror or ""
    return {"path": str(error.filename), "reason": reason, "owner": owner_of(error.filename)}
