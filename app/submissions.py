"""Files that are handed in for a job: kept, queued, and worked off for whoever waits for them."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

from sqlalchemy.exc import IntegrityError

from app.availability import reading, writing
from app.jobs.execution import LEASE, JobLease, requeue_orphaned_jobs, run_job, take_job
from catalogue import jobs
from catalogue.identifiers import uuid7

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from sqlalchemy import Connection

    from app.idempotency import KeyedCall
    from app.jobs.execution import Handler, Progress
    from app.uploads import Upload
    from app.wiring import Services
    from catalogue.unit import Unit

LONGEST_NAME = 200
TICK = 0.5
"""Seconds between two looks at a job that another process works on."""
_UNFIT = re.compile(r"[^\w .,()+-]")


def clean_name(name: str | None) -> str | None:
    """Keep what people know a file by, and nothing that could be taken for a path."""
    cleaned = _UNFIT.sub("", (name or "").replace("\\", "/").rpartition("/")[2])
    return cleaned[:LONGEST_NAME].strip() or None


def hand_in(  # noqa: PLR0913  what is sent, and who takes the job
    services: Services,
    upload: Upload,
    path_of: Callable[[str], Path],
    create: Callable[[Unit, str], None],
    *,
    kind: str,
    worker: str | None,
    call: KeyedCall | None,
    known: Callable[[Connection], str | None] = lambda _connection: None,
) -> tuple[str, bool]:
    """Keep a file and queue its first job, of the same id, or give that to a worker.

    `path_of` tells where the file of an id is kept, `create` writes rows and job of a new id, and
    `known` finds what needs no job again. Returns the id, and whether it is new.

    Raises:
        Conflict: the key of the call was sent with something else.
    """
    for last in (False, True):
        with reading(services.database) as connection:
            if found := (call and call.result(connection)) or known(connection):
                return found, False
        new_id = uuid7()
        path = path_of(new_id)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            with writing(services.database) as unit:
                create(unit, new_id)
                if call:
                    call.keep(unit, new_id)
                if worker:
                    jobs.claim(unit, [kind], worker, LEASE, new_id)
                upload.path.rename(path)
        except IntegrityError:  # the same file or key, sent twice at the same moment
            if last:
                raise
        else:
            return new_id, True
    raise AssertionError("the second turn returns or raises")


def work_off(
    services: Services,
    job_id: str,
    handlers: Mapping[str, Handler],
    worker: str,
    progress: Progress | None = None,
) -> None:
    """Do a job, or wait while another process does it."""
    while True:
        with reading(services.database) as connection:
            job = jobs.get(connection, job_id)
        if job is None or job.state in ("finished", "failed"):
            return
        if job.worker == worker:
            lease = JobLease(services, job.id, worker, on_progress=progress)
            attempt = run_job(services, job, handlers, lease)
            if attempt.error:
                raise attempt.error
            continue  # the job has ended, or somebody else goes on with it
        if progress:
            progress(job.done, job.total)
        time.sleep(TICK)
        requeue_orphaned_jobs(services)
        take_job(services, list(handlers), worker, job_id)
