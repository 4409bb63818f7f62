"""Jobs as users and operators meet them: listed, looked at, begun anew, called off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.availability import reading
from app.entries.documents import timestamp
from app.errors import Conflict, Message, NotFound
from app.jobs.execution import fault_of_job
from catalogue import imports, jobs, ledger, replies

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.accounts.access import Actor
    from app.wiring import Services
    from catalogue.jobs import JobRecord
    from catalogue.unit import Unit

CANCELLED = {
    "code": "cancelled",
    "sv": "Jobbet är avbrutet av den som sköter katalogen. Fråga varför, och skicka in på nytt.",
    "en": "The job was cancelled by whoever runs the catalogue. Ask why, and send it in again.",
}
NOT_FAILED = Message(
    sv="Bara ett jobb som har misslyckats kan göras om.",
    en="Only a job that has failed can be retried.",
)
NOTHING_LEFT = Message(
    sv="Det som jobbet gällde är raderat eller har redan avslutats. Skicka in filen på nytt.",
    en="What the job works on was erased, or has ended already. Send the file in again.",
)
ENDED = Message(
    sv="Jobbet är redan avslutat.",
    en="The job has ended already.",
)


def retry_job(services: Services, job_id: str, actor: Actor) -> dict[str, Any]:
    """Queue a failed job anew, from where it had come to, and return it.

    Raises:
        NotFound: there is none with this id.
        Conflict: it has not failed, or what it works on is deleted.
    """
    with services.database.write() as unit:
        job = _job(unit, job_id)
        if job.error == jobs.ERASED or not _is_open(unit, job):
            raise Conflict(NOTHING_LEFT)
        if not jobs.retry(unit, job_id):
            raise Conflict(NOT_FAILED)
        _record(unit, ledger.RETRY_JOB, actor, job_id)
        return job_view(_job(unit, job_id))


def cancel_job(services: Services, job_id: str, actor: Actor) -> dict[str, Any]:
    """End a job badly, whether it waits or runs, and return it.

    A worker that has it notices at its next sign of life; what it has done stays.

    Raises:
        NotFound: there is none with this id.
        Conflict: it has ended.
    """
    with services.database.write() as unit:
        _job(unit, job_id)
        if not jobs.cancel(unit, job_id, jobs.CANCELLED, CANCELLED):
            raise Conflict(ENDED)
        _record(unit, ledger.CANCEL_JOB, actor, job_id)
        return job_view(_job(unit, job_id))


def _record(unit: Unit, action: str, actor: Actor, job_id: str) -> None:
    unit.record(ledger.event_without_entry(action, actor.name, f"job:{job_id}"))


def _job(unit: Unit, job_id: str) -> JobRecord:
    job = jobs.get(unit.connection, job_id)
    if job is None:
        raise NotFound(NO_SUCH_JOB)
    return job


def _is_open(unit: Unit, job: JobRecord) -> bool:
    """Return whether what a job works on still waits for it."""
    import_id, reply_id = job.payload.get("import"), job.payload.get("reply")
    worked_on = (
        imports.get(unit.connection, import_id)
        if import_id
        else replies.get(unit.connection, reply_id)
        if reply_id
        else None
    )
    return worked_on is None or (worked_on.job_id, worked_on.state) in {
        (job.id, state) for state in jobs.UNDER_WAY
    }


NO_SUCH_JOB = Message(sv="Det finns inget sådant jobb.", en="There is no such job.")
GIVEN_UP = {
    "code": "given-up",
    "sv": "Worker avslutades mitt i varje försök, till exempel för att minnet tog slut.",
    "en": "The worker ended in the middle of each attempt, for example for want of memory.",
}


def list_jobs(services: Services, limit: int, states: Sequence[str] = ()) -> list[dict[str, Any]]:
    """Return the newest jobs; those in `states`, if any are named."""
    with reading(services.database) as connection:
        return [job_view(job) for job in jobs.page(connection, 0, limit, states)]


def get_job(services: Services, job_id: str) -> dict[str, Any]:
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
        "fault": _latest_fault(job),
        "createdAt": timestamp(job.created_at),
        "startedAt": timestamp(job.started_at),
        "finishedAt": timestamp(job.finished_at),
    }


def _latest_fault(job: JobRecord) -> dict[str, Any] | None:
    """Return what went wrong in the latest attempt that went wrong."""
    fault = fault_of_job(job, GIVEN_UP) if job.state == "failed" else job.fault
    if not fault:
        return None
    return {"code": fault["code"], "error": job.error, "message": Message.of(fault)}
