"""Erasing at the desk: looked for first, then erased, both as work behind a request.

What is to be erased lies in a file of its own until that is done: the row of the job would hold the
very text, and would be overwritten halfway.
"""

from __future__ import annotations

import json
import time
from contextlib import contextmanager, suppress
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, NamedTuple

from app.availability import reading
from app.erasing.requests import ErasureRequest, check, parts_of
from app.erasing.service import DATABASE, OVERWRITING, Findings, erase, preview
from app.errors import Conflict, Message, NotFound
from app.jobs.progress import REPORT_SECONDS
from app.jobs.service import NO_SUCH_JOB, job_view
from catalogue import jobs
from catalogue.identifiers import uuid7

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from app.jobs.execution import JobLease
    from app.settings import Settings
    from app.wiring import Services
    from catalogue.jobs import JobRecord

KIND = "erasure"
PREVIEW, ERASE = "preview", "erase"
A_DAY = 86_400
WRITING = (OVERWRITING, DATABASE)
"""Stages in which nobody else can write: not even how far they have come."""
REQUEST_LOST = Message(
    sv="Uppgiften är för gammal eller redan utförd. Skriv på nytt vad som ska raderas.",
    en="The request is too old, or done already. Write anew what is to be erased.",
)


class ErasureJob(NamedTuple):
    """A job of an erasure.

    Attributes:
        task: preview or erase.
        view: how the job stands, as the API has it.
        found: where it stands, or of an erasure what is left; None until the job has ended.
        wish: what is to be erased, as an `ErasureRequest`; None once that is forgotten.
    """

    task: str
    view: Mapping[str, Any]
    stage: str
    found: Mapping[str, Any] | None
    wish: ErasureRequest | None


def request_erasure(services: Services, request: ErasureRequest) -> str:
    """Have something to be erased looked for; return the job's id.

    Raises:
        InvalidErasure, NotFound: it cannot be erased, or is not there.
    """
    check(request)
    with reading(services.database) as connection:
        parts_of(connection, request)
    erasure_id = uuid7()
    path = _path(services.settings, erasure_id)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600)
    path.write_text(json.dumps(asdict(request)), encoding="utf-8")
    return _queue(services, PREVIEW, erasure_id)


def confirm_erasure(services: Services, job_id: str, actor: str) -> str:
    """Erase what was looked for; return the job's id.

    Raises:
        NotFound: there is no such job.
        Conflict: it is no preview that has ended, or it is not known any more what to erase.
    """
    job = _job(services, job_id)
    path = _path(services.settings, job.payload["erasure"])
    if job.payload["task"] != PREVIEW or job.state != "finished" or not path.exists():
        raise Conflict(REQUEST_LOST)
    path.write_text(json.dumps({**_read(path), "actor": actor}), encoding="utf-8")
    return _queue(services, ERASE, job.payload["erasure"])


def get_erasure(services: Services, job_id: str) -> ErasureJob:
    """Return a job of an erasure.

    Raises:
        NotFound: there is none.
    """
    job = _job(services, job_id)
    stage = (job.checkpoint or {}).get("phase", "")
    path = _path(services.settings, job.payload["erasure"])
    wish = ErasureRequest(**_read(path)) if path.exists() else None
    return ErasureJob(job.payload["task"], job_view(job), stage, job.result, wish)


def run_erasure_job(services: Services, job: JobRecord, lease: JobLease) -> None:
    """Do what a job that was taken asks for; what was cut off is done again from the beginning.

    Raises:
        LeaseLost, Stopped: the job is no longer this worker's.
        FileNotFoundError: it is not known any more what is to be erased.
    """
    path = _path(services.settings, job.payload["erasure"])
    request = ErasureRequest(**_read(path))
    act = preview if job.payload["task"] == PREVIEW else erase
    found = act(services, request, _Stages(services, lease))
    with services.database.write() as unit:
        jobs.finish(unit, job.id, lease.worker, _result_view(found))
    if act is erase:
        path.unlink(missing_ok=True)


def sweep_erasures(services: Services) -> None:
    """Forget what was to be erased and was not, a day later."""
    for path in _path(services.settings, "").parent.glob("*.json"):
        with suppress(FileNotFoundError):  # another worker was faster
            if time.time() - path.stat().st_mtime > A_DAY:
                path.unlink()


class _Stages:
    """Tells of each stage how far it has come, where somebody can write meanwhile."""

    def __init__(self, services: Services, lease: JobLease) -> None:
        self._services = services
        self._lease = lease

    @contextmanager
    def __call__(self, name: str, total: int | None) -> Iterator[Callable[[int], None]]:
        done, last_report = 0, time.monotonic()
        self._tell(name, 0, total)

        def advance(steps: int) -> None:
            nonlocal done, last_report
            done += steps
            if name not in WRITING and time.monotonic() - last_report >= REPORT_SECONDS:
                last_report = time.monotonic()
                self._tell(name, done, total)

        yield advance

    def _tell(self, name: str, done: int, total: int | None) -> None:
        self._lease.renew_if_due()
        with self._services.database.write() as unit:
            self._lease.progress(unit, done, total, {"phase": name})


def _result_view(found: Findings) -> dict[str, Any]:
    return {
        "rows": found.rows,
        "entries": list(found.entry_ids),
        "files": found.files,
        "dumps": found.dumps,
        "release": list(found.release),
        "places": [list(each) for each in found.places],
        "inUse": found.in_use,
    }


def _queue(services: Services, task: str, erasure_id: str) -> str:
    with services.database.write() as unit:
        return jobs.create(unit, KIND, {"task": task, "erasure": erasure_id})


def _job(services: Services, job_id: str) -> JobRecord:
    with reading(services.database) as connection:
        job = jobs.get(connection, job_id)
    if job is None or job.kind != KIND:
        raise NotFound(NO_SUCH_JOB)
    return job


def _path(settings: Settings, erasure_id: str) -> Path:
    return settings.data / "erasures" / f"{erasure_id}.json"


def _read(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return found
