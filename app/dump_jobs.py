"""Dumps as work behind a request, and by the clock."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from app.dumps import make_dump
from catalogue import dumps, entries, jobs, ledger
from catalogue.locks import Lock, lock_until_commit

if TYPE_CHECKING:
    from app.wiring import Services
    from catalogue.dumps import DumpRecord
    from catalogue.jobs import JobRecord
    from catalogue.unit import Unit

KIND = "dump"
RETRY = timedelta(hours=1)
"""How long the clock waits after a request, so that dumps that fail do not follow each other."""
LEASE_SECONDS = 60.0
TELL_SECONDS = 2.0
"""How often a running dump tells how far it has come, and holds on to its job."""


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
        latest = next(iter(dumps.listed(connection)), None)
        last_seq = ledger.last_seq(connection)
        requested = dumps.last_requested(connection, KIND)
    if requested and datetime.now(UTC) - requested < RETRY:
        return
    if _is_due(latest, last_seq, timedelta(hours=hours)):
        request_dump(services)


def run_dump_job(services: Services, job: JobRecord, worker: str) -> None:
    """Do what a claimed job asks for.

    Raises:
        LeaseLost: another worker has taken the job.
    """
    with services.database.read() as connection:
        total = entries.count_published(connection)
    teller = _Teller(services, job.id, worker, total)
    made = make_dump(services, teller)
    with services.database.write() as unit:
        jobs.finish(unit, job.id, worker, {"dumpId": made.id, "seq": made.seq})


class _Teller:
    """Tells the rows how far a dump has come, every now and then."""

    def __init__(self, services: Services, job_id: str, worker: str, total: int) -> None:
        self._services = services
        self._job_id = job_id
        self._worker = worker
        self._total = total
        self._done = 0
        self._told = time.monotonic()

    def __call__(self, written: int) -> None:
        self._done += written
        if time.monotonic() - self._told < TELL_SECONDS:
            return
        self._told = time.monotonic()
        with self._services.database.write() as unit:
            jobs.progress(unit, self._job_id, self._worker, done=self._done, total=self._total)
            jobs.heartbeat(unit, self._job_id, self._worker, LEASE_SECONDS)


def _is_due(latest: DumpRecord | None, last_seq: int, age: timedelta) -> bool:
    if latest is None:
        return last_seq > 0
    return latest.seq < last_seq and datetime.now(UTC) - latest.created_at >= age


def _request(unit: Unit) -> str:
    lock_until_commit(unit.connection, Lock.DUMP_REQUEST)
    return dumps.pending_job(unit.connection, KIND) or jobs.create(unit, KIND, {})
