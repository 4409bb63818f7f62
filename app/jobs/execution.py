"""Taking a job and holding on to it while its handler works and, at last, ends it."""

from __future__ import annotations

import os
import secrets
import socket
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime
from threading import Event
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

import structlog
from sqlalchemy.exc import SQLAlchemyError

from app.jobs import faults
from app.jobs.observer import WorkerObserver
from catalogue import jobs
from catalogue.errors import LeaseLost
from catalogue.jobs import JobRecord

if TYPE_CHECKING:
    from app.wiring import Services
    from catalogue.unit import Unit

Progress: TypeAlias = Callable[[int, int | None], None]
Handler: TypeAlias = Callable[["Services", JobRecord, "JobLease"], None]


LEASE = 30.0
"""Seconds that a job stays with a worker that gives no sign of life."""
BEAT = 5.0
"""Seconds between two signs of life."""
AWAY = 2.0
"""Seconds between two looks at a database that is away."""
NO_OBSERVER = WorkerObserver()

log = structlog.get_logger("exempelbanken")


class Attempt(NamedTuple):
    """How an attempt at a job ended: finished, postponed, failed, stopped, lost, database away."""

    outcome: str
    seconds: float
    error: Exception | None


def fault_of_job(job: JobRecord | None, given_up: Mapping[str, str]) -> Mapping[str, str]:
    """Return why a job that has failed did: `given_up` of one that took its workers along."""
    return (job and job.fault) or given_up


def effective_state(state: str, job: JobRecord | None) -> str:
    """Return the state of what a job works on: a job that was given up has taken it along."""
    given_up = job is not None and job.state == "failed"
    return "failed" if given_up and state in ("queued", "running") else state


class Stopped(Exception):
    """The worker is to end; the job goes back into the queue."""


def _no_op() -> None:
    """Give no sign of life."""


class JobLease:
    """A worker's hold on a job, and its signs of life."""

    def __init__(  # noqa: PLR0913  whom it hears, and whom it tells
        self,
        services: Services,
        job_id: str,
        worker: str,
        stop: Event | None = None,
        *,
        on_progress: Progress | None = None,
        beat: Callable[[], None] = _no_op,
    ) -> None:
        self.worker = worker
        self.job_id = job_id
        self._services = services
        self._stop = stop
        self._on_progress = on_progress
        self._beat = beat
        self._next = time.monotonic() + BEAT

    def renew_if_due(self) -> None:
        """Give a sign of life when one is due.

        Raises:
            Stopped: the worker is to end.
            LeaseLost: another worker has the job.
        """
        if self.is_stopped():
            raise Stopped
        self._beat()
        if time.monotonic() >= self._next:
            with self._services.database.write() as unit:
                self.renew(unit)

    def is_stopped(self, seconds: float = 0.0) -> bool:
        """Return whether the worker is to end, after waiting for that for `seconds` at most."""
        if self._stop is None:
            time.sleep(seconds)
            return False
        return self._stop.wait(seconds)

    def renew(self, unit: Unit) -> None:
        """Give the sign of life together with what else is written."""
        jobs.heartbeat(unit, self.job_id, self.worker, LEASE)
        self._next = time.monotonic() + BEAT

    def progress(
        self, unit: Unit, done: int, total: int | None, checkpoint: Mapping[str, Any] | None = None
    ) -> None:
        """Note how far the job has come, together with what was done.

        A checkpoint is for a job that can go on from there: it has all attempts before it again.
        """
        jobs.progress(unit, self.job_id, self.worker, done=done, total=total, checkpoint=checkpoint)
        self.renew(unit)
        if self._on_progress is not None:
            self._on_progress(done, total)


def worker_name() -> str:
    """Return a name that tells host and process, and that nobody else has."""
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"


def has_process_ended(worker: str | None) -> bool:
    """Return whether a worker is known to have ended: one of this host without a process."""
    host, _, rest = (worker or "").rpartition(":")[0].rpartition(":")
    if host != socket.gethostname() or not rest.isdigit():
        return False
    try:
        os.kill(int(rest), 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False


def requeue_orphaned_jobs(services: Services) -> None:
    """Put jobs whose worker was killed back into the queue, before their lease runs out."""
    with services.database.read() as connection:
        running = jobs.page(connection, 0, 100, ["running"])
    for job in running:
        if job.worker and has_process_ended(job.worker):
            with services.database.write() as unit:
                jobs.requeue_orphan(unit, job.id, job.worker)


def take_job(
    services: Services, kinds: list[str], worker: str, job_id: str | None = None
) -> JobRecord | None:
    """Take the oldest job that waits, or a certain one."""
    with services.database.write() as unit:
        return jobs.claim(unit, kinds, worker, LEASE, job_id)


def run_job(
    services: Services, job: JobRecord, handlers: Mapping[str, Handler], lease: JobLease
) -> Attempt:
    """Have a job done that this worker has taken; the handler ends it when it ends well.

    Whatever goes wrong, the attempt counts, the job waits for its next one and its row says why.
    Only while the database is away altogether no attempt is spent: the job waits for it.
    """
    begun = time.monotonic()
    error: Exception | None = None
    try:
        handlers[job.kind](services, job, lease)
        outcome = "finished"
    except Stopped:
        outcome = "stopped"
        _release(services, lease)
    except LeaseLost:
        outcome = "lost"
        log.warning("job lost", job=job.id, kind=job.kind)
    except Exception as raised:  # noqa: BLE001 - a job that fails must not take others with it
        error = raised
        outcome = _note_failure(services, job, lease, raised)
    return Attempt(outcome, time.monotonic() - begun, error)


def _note_failure(services: Services, job: JobRecord, lease: JobLease, error: Exception) -> str:
    if isinstance(error, SQLAlchemyError) and not services.database.is_alive():
        _wait_for_database(services, job, lease)
        _release(services, lease)
        return "database away"
    due: datetime | None = None
    try:
        with services.database.write() as unit:
            noted = (job.id, lease.worker, faults.error_name(error), faults.fault_of(error))
            due = jobs.fail_attempt(unit, *noted)
    except LeaseLost:
        log.warning("job lost", job=job.id, kind=job.kind)
        return "lost"
    except SQLAlchemyError as again:  # nothing can be written: the lease runs out
        log.warning("job not given back", job=job.id, kind=job.kind, error=type(again).__name__)
    details: dict[str, object] = {
        "next": due and due.isoformat(),
        "error": faults.error_name(error),
        "place": faults.error_place(error),
    }
    if isinstance(error, OSError):
        details |= {"path": error.filename, "reason": error.strerror}
    log.error("job failed", job=job.id, kind=job.kind, attempt=job.attempts, **details)
    return "failed" if due is None else "postponed"


def _wait_for_database(services: Services, job: JobRecord, lease: JobLease) -> None:
    log.warning("database away", job=job.id, kind=job.kind)
    while not lease.is_stopped(AWAY) and not services.database.is_alive():
        pass


def _release(services: Services, lease: JobLease) -> None:
    """Let somebody else go on with a job at once; if this fails too, the lease runs out."""
    with suppress(SQLAlchemyError, LeaseLost), services.database.write() as unit:
        jobs.release(unit, lease.job_id, lease.worker)


def run_next(
    services: Services,
    handlers: Mapping[str, Handler],
    stop: Event,
    lane: str | None = None,
    observer: WorkerObserver = NO_OBSERVER,
) -> bool:
    """Do the oldest job of a lane that may be begun; return whether there was one."""
    if stop.is_set() or not _is_waiting(services, handlers, lane):
        return False
    worker = worker_name()
    with services.database.write() as unit:
        job = jobs.claim(unit, list(handlers), worker, LEASE, lane=lane)
    if job is None:
        return False
    lease = JobLease(services, job.id, worker, stop, beat=lambda: observer.beat(lane or ""))
    attempt = run_job(services, job, handlers, lease)
    observer.attempt(job.kind, attempt.outcome, attempt.seconds)
    return True


def _is_waiting(services: Services, handlers: Mapping[str, Handler], lane: str | None) -> bool:
    """Look before locking: SQLite has one writer, and mostly nothing waits."""
    requeue_orphaned_jobs(services)
    with services.database.read() as connection:
        return jobs.is_waiting(connection, list(handlers), lane)
