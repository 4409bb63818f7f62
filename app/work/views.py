"""Jobs as JSON; nothing of a worker's name or of what broke inside is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.entries.documents import timestamp
from app.errors import Message, NotFound
from catalogue import jobs

if TYPE_CHECKING:
    from app.wiring import Services
    from catalogue.jobs import JobRecord


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
        raise NotFound(Message(sv="Det finns inget sådant jobb.", en="There is no such job."))
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
        "createdAt": timestamp(job.created_at),
        "startedAt": timestamp(job.started_at),
        "finishedAt": timestamp(job.finished_at),
    }
