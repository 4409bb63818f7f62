"""Building the index anew, and comparing it with the rows, as work behind a request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, NamedTuple

from app.availability import reading
from app.indexing import rebuild_index, verify_index
from app.jobs.execution import JobLease
from app.jobs.progress import CountedProgress
from app.jobs.service import job_view
from app.wiring import Services
from catalogue import entries, jobs
from catalogue.jobs import JobRecord
from indexer.engine import DamagedIndex

Task = Literal["rebuild", "verify"]


KIND = "index"
MOST_NAMED = 10
"""Entries that the result of a comparison names of each kind; all are counted."""
DIFFERENCES = ("missing", "surplus", "stale", "unreadable")


class IndexJob(NamedTuple):
    """The latest such job: what it was to do, how it stands, and what it came to."""

    task: str
    view: Mapping[str, Any]
    result: Mapping[str, Any]


def request_index_job(services: Services, task: Task) -> str:
    """Queue a job and return its id: that of the one that waits or runs, if one does."""
    with services.database.write() as unit:
        return jobs.pending(unit.connection, KIND) or jobs.create(unit, KIND, {"task": task})


def latest_index_job(services: Services) -> IndexJob | None:
    """Return the job that was queued last, if any."""
    with reading(services.database) as connection:
        job = jobs.latest(connection, KIND)
    return IndexJob(job.payload["task"], job_view(job), job.result or {}) if job else None


def run_index_job(services: Services, job: JobRecord, lease: JobLease) -> None:
    """Do what a job that was taken asks for.

    Raises:
        LeaseLost, Stopped: the job is no longer this worker's; the live index stays.
        LockTimeout: another process writes to the index all the while.
    """
    if job.payload["task"] == "verify":
        result = _compare(services)
    else:
        with services.database.read() as connection:
            total = entries.count_published(connection)
        result = {"index": rebuild_index(services, CountedProgress(services, lease, total))}
    with services.database.write() as unit:
        jobs.finish(unit, job.id, lease.worker, result)


def _compare(services: Services) -> dict[str, Any]:
    try:
        found = verify_index(services)
    except DamagedIndex:
        return {"damaged": True}
    ids = {name: getattr(found, name) for name in DIFFERENCES}
    return {
        name: {"count": len(each), "first": list(each[:MOST_NAMED])} for name, each in ids.items()
    }
