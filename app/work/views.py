"""Jobs as JSON; nothing of a worker's name is told, nor any text that a job works on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.entries.documents import timestamp
from app.errors import Message, NotFound
from app.work.jobs import fault_with
from catalogue import jobs

if TYPE_CHECKING:
    from app.wiring import Services
    from catalogue.jobs import JobRecord

NO_SUCH_JOB = Message(sv="Det finns inget sådant jobb.", en="There is no such job.")
GIVEN_UP = {
    "code": "given-up",
    "sv": "Worker avslutades mitt i varje försök, till exempel för att minnet tog slut.",
    "en": "The worker ended in the middle of each attempt, for example for want of memory.",
}


def list_jobs(services: Services, limit: int) -> list[dict[str, Any]]:
    """Return the newest jobs."""
    with services.database.read() as connection:
        return [job_view(job) for job in jobs.page(connection, 0, limit)]


def find_job(services: Services, job_id: str) -> dict[str, Any]:
    """Return a job.

    Raises:
        NotFound: there is none with this id.
    """
    with services.database.read() as connection:
        job = jobs.get(connection, job_id)
    if job is None:
        raise NotFound(NO_SUCH_JOB)
    return job_view(job)


def job_view(job: JobRecord) -> dict[str, Any]:
    """Return a job as JSON."""
    return {
        "id": job.id,
        "kind": job.kind,
        "state": job.state,
        "progress": {"done": job.done, "total": job.total},
        "importId": job.payload.get("import"),
        "replyId": job.payload.get("reply"),
        "dumpId": (job.result or {}).get("dumpId"),
        "attempts": job.attempts,
        "nextAttemptAt": timestamp(job.next_attempt_at),
        "fault": _fault(job),
        "createdAt": timestamp(job.created_at),
        "startedAt": timestamp(job.started_at),
        "finishedAt": timestamp(job.finished_at),
    }


def _fault(job: JobRecord) -> dict[str, Any] | None:
    """Return what went wrong in the latest attempt that went wrong."""
    fault = fault_with(job, GIVEN_UP) if job.state == "failed" else job.fault
    if not fault:
        return None
    message = {"sv": fault["sv"], "en": fault["en"]}
    return {"code": fault["code"], "error": job.error, "message": message}
