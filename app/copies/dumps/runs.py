"""Dumps as work behind a request, and by the clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from app.copies.dumps.service import make_dump, published
from app.jobs.progress import CountedProgress
from catalogue import dumps, jobs, ledger
from catalogue.locks import Lock, lock_until_commit

if TYPE_CHECKING:
    from app.jobs.execution import JobLease
    from app.wiring import Services
    from catalogue.dumps import DumpRecord
    from catalogue.jobs import JobRecord
    from catalogue.unit import Unit

log = structlog.get_logger("exempelbanken")

KIND = "dump"
RETRY = timedelta(hours=1)
"""How long the clock waits after a request, so that dumps that fail do not follow each other."""
WAIT_SECONDS = 2.0
"""How long a job waits for a dump that is being written before it waits for its next attempt."""


def request_dump(services: Services) -> str:
    """Queue a dump and return its job's id: that of the one that waits or runs, if one does."""
    with services.database.write() as unit:
        return _request(unit)


def request_due_dump(services: Services) -> None:
    """Queue a dump when the latest one is too old and something has happened since."""
    hours = services.settings.dump_hours
    if not hours:
        return
    with services.database.read() as connection:
        latest = next(iter(dumps.list_all(connection)), None)
        last_public = ledger.last_public_seq(connection)
        requested = jobs.latest(connection, KIND)
    if requested and _distance(requested.created_at) < RETRY:
        return
    if _is_due(latest, last_public, timedelta(hours=hours)):
        request_dump(services)


def run_dump_job(services: Services, job: JobRecord, lease: JobLease) -> None:
    """Do what a job that was taken asks for.

    Raises:
        LeaseLost, Stopped: the job is no longer this worker's; no dump is made known.
        LockTimeout: another dump is being written all the while.
    """
    progress = CountedProgress(services, lease, published(services))
    dump = make_dump(services, progress, WAIT_SECONDS)
    with services.database.write() as unit:
        jobs.finish(unit, job.id, lease.worker, {"dumpId": dump.id, "seq": dump.seq})
    log.info("dump written", dump=dump.id, entries=dump.entries, seq=dump.seq)


def _is_due(latest: DumpRecord | None, last_public: int, age: timedelta) -> bool:
    if latest is None:
        return last_public > 0
    return latest.seq < last_public and _distance(latest.created_at) >= age


def _distance(moment: datetime) -> timedelta:
    """Return how far off a moment is, also one that a clock ahead of time has written."""
    return abs(datetime.now(UTC) - moment)


def _request(unit: Unit) -> str:
    lock_until_commit(unit.connection, Lock.DUMP_REQUEST)
    return jobs.pending(unit.connection, KIND) or jobs.create(unit, KIND, {})
