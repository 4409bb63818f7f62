"""What an operator does about jobs: begins a failed one anew, or calls one off."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.errors import Conflict, Message, NotFound
from app.work.views import NO_SUCH_JOB, job_view
from catalogue import imports, jobs, replies

if TYPE_CHECKING:
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


def retry_job(services: Services, job_id: str) -> dict[str, Any]:
    """Queue a failed job anew, from where it had come to, and return it.

    Raises:
        NotFound: there is none with this id.
        Conflict: it has not failed, or what it works on is gone.
    """
    with services.database.write() as unit:
        job = _job(unit, job_id)
        if job.error == jobs.ERASED or not _is_open(unit, job):
            raise Conflict(NOTHING_LEFT)
        if not jobs.retry(unit, job_id):
            raise Conflict(NOT_FAILED)
        return job_view(_job(unit, job_id))


def cancel_job(services: Services, job_id: str) -> dict[str, Any]:
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
        return job_view(_job(unit, job_id))


def _job(unit: Unit, job_id: str) -> JobRecord:
    job = jobs.get(unit.connection, job_id)
    if job is None:
        raise NotFound(NO_SUCH_JOB)
    return job


def _is_open(unit: Unit, job: JobRecord) -> bool:
    """Tell whether what a job works on still waits for it."""
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
