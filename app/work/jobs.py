"""Taking a job and holding on to it while its handler works and, at last, ends it."""

from __future__ import annotations

import os
import secrets
import socket
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import structlog
from sqlalchemy.exc import SQLAlchemyError

from catalogue import jobs
from catalogue.errors import LeaseLost

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from threading import Event
    from typing import TypeAlias

    from app.wiring import Services
    from catalogue.jobs import JobRecord
    from catalogue.unit import Unit

    Told: TypeAlias = Callable[[int, int | None], None]
    Handler: TypeAlias = Callable[["Services", JobRecord, "Hold"], None]

LEASE = 30.0
"""Seconds that a job stays with a worker that gives no sign of life."""
BEAT = 5.0
"""Seconds between two signs of life."""

log = structlog.get_logger()


def state_with(state: str, job: JobRecord | None) -> str:
    """Return the state of what a job works on: a job that was given up has taken it along."""
    given_up = job is not None and job.state == "failed"
    return "failed" if given_up and state in ("queued", "running") else state


class Stopped(Exception):
    """The worker is to end; the job goes back into the queue."""


class Hold:
    """A worker's hold on a job, and its signs of life."""

    def __init__(
        self,
        services: Services,
        job_id: str,
        worker: str,
        stop: Event | None = None,
        told: Told | None = None,
    ) -> None:
        self.worker = worker
        self.job_id = job_id
        self._services = services
        self._stop = stop
        self._told = told
        self._next = time.monotonic() + BEAT

    def alive(self) -> None:
        """Give a sign of life when one is due.

        Raises:
            Stopped: the worker is to end.
            LeaseLost: another worker has the job.
        """
        if self._stop is not None and self._stop.is_set():
            raise Stopped
        if time.monotonic() >= self._next:
            with self._services.database.write() as unit:
                self.renew(unit)

    def renew(self, unit: Unit) -> None:
        """Give the sign of life together with what else is written."""
        jobs.heartbeat(unit, self.job_id, self.worker, LEASE)
        self._next = time.monotonic() + BEAT

    def progress(
        self, unit: Unit, done: int, total: int | None, checkpoint: Mapping[str, Any]
    ) -> None:
        """Note how far the job has come, together with what was done."""
        jobs.progress(unit, self.job_id, self.worker, done=done, total=total, checkpoint=checkpoint)
        self.renew(unit)
        if self._told is not None:
            self._told(done, total)


def worker_name() -> str:
    """Return a name that tells host and process, and that nobody else has."""
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"


def is_gone(worker: str | None) -> bool:
    """Tell whether a worker is known to have ended: one of this host, whose process is gone."""
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


def free_orphans(services: Services) -> None:
    """Put jobs whose worker was killed back into the queue, before their lease runs out."""
    with services.database.read() as connection:
        running = jobs.page(connection, 0, 100, ["running"])
    for job in running:
        if job.worker and is_gone(job.worker):
            with services.database.write() as unit:
                jobs.orphan(unit, job.id, job.worker)


def take_job(
    services: Services, kinds: list[str], worker: str, job_id: str | None = None
) -> JobRecord | None:
    """Take the oldest job that waits, or a certain one."""
    with services.database.write() as unit:
        return jobs.claim(unit, kinds, worker, LEASE, job_id)


def run_job(
    services: Services, job: JobRecord, handlers: Mapping[str, Handler], hold: Hold
) -> None:
    """Have a job done that this worker has taken; the handler ends it when it ends well.

    What the database or the disk refuses goes back into the queue: it may go well later. Any other
    fault ends the job badly.
    """
    worker = hold.worker
    try:
        handlers[job.kind](services, job, hold)
    except Stopped:
        _release(services, job.id, worker)
    except LeaseLost:
        log.warning("job lost", job=job.id, kind=job.kind)
    except Exception as error:
        passing = isinstance(error, (SQLAlchemyError, OSError))
        if passing and not isinstance(error, FileNotFoundError):
            with suppress(SQLAlchemyError, LeaseLost):  # if this fails too, the lease runs out
                _release(services, job.id, worker)
        else:
            with services.database.write() as unit:
                jobs.fail(unit, job.id, worker, type(error).__name__)
        raise


def _release(services: Services, job_id: str, worker: str) -> None:
    with services.database.write() as unit:
        jobs.release(unit, job_id, worker)


def run_next(services: Services, handlers: Mapping[str, Handler], stop: Event) -> bool:
    """Do the oldest job that waits; tell whether there was one."""
    if not _is_waiting(services, handlers):
        return False
    worker = worker_name()
    job = take_job(services, list(handlers), worker)
    if job is not None:
        run_job(services, job, handlers, Hold(services, job.id, worker, stop))
    return job is not None


def _is_waiting(services: Services, handlers: Mapping[str, Handler]) -> bool:
    """Look before locking: SQLite has one writer, and mostly nothing waits."""
    free_orphans(services)
    with services.database.read() as connection:
        return jobs.is_waiting(connection, list(handlers))
