"""Jobs: queued, held by one worker for the length of a lease, finished or failed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, func, insert, or_, select, update

from catalogue.errors import LeaseLost
from catalogue.identifiers import uuid7
from catalogue.sql import in_array
from catalogue.tables import Job

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy import Connection
    from sqlalchemy.orm import InstrumentedAttribute

    from catalogue.unit import Unit

PAUSES = (5.0, 30.0, 180.0, 1080.0)
"""Seconds before the second attempt, the third and so on: six times as long each time."""
FARTHEST = timedelta(seconds=PAUSES[-1]) + timedelta(minutes=1)
"""Neither an attempt nor the end of a lease is farther off."""
MAX_ATTEMPTS = len(PAUSES) + 1
"""A job that failed so often, or took so many workers with it, is not begun again."""
UNDER_WAY = ("queued", "running")
CANCELLED = "cancelled"
ERASED = "erased"
"""Errors of jobs that people have ended."""


@dataclass(frozen=True, slots=True)
class JobRecord:
    """A job as it stands.

    Attributes:
        state: queued, running, finished or failed.
        checkpoint: where the next attempt goes on.
        done, total: progress, in units of the job's own; total None while unknown.
        lane: short or long; see `catalogue.tables.jobs`.
        next_attempt_at: of a queued job that failed before, not to be begun earlier.
        error, fault: what went wrong in the last attempt: its kind, and {code, sv, en} for people.
    """

    id: str
    kind: str
    state: str
    payload: Mapping[str, Any]
    checkpoint: Mapping[str, Any] | None
    result: Mapping[str, Any] | None
    error: str | None
    worker: str | None
    lease_until: datetime | None
    attempts: int
    done: int
    total: int | None
    created_at: datetime
    started_at: datetime | None
    finished_at: datetime | None
    lane: str
    next_attempt_at: datetime | None
    fault: Mapping[str, str] | None


_COLUMNS = tuple(getattr(Job, name) for name in JobRecord.__dataclass_fields__)


def create(  # noqa: PLR0913  the columns that a new job is given
    unit: Unit,
    kind: str,
    payload: Mapping[str, Any],
    *,
    lane: str = "long",
    total: int | None = None,
    job_id: str | None = None,
) -> str:
    """Queue a job; return its id, which may be given."""
    job_id = job_id or uuid7()
    values = {"id": job_id, "kind": kind, "payload": payload, "lane": lane, "total": total}
    state = {"state": "queued", "attempts": 0, "done": 0, "created_at": unit.now}
    unit.connection.execute(insert(Job).values(**values, **state))
    return job_id


def get(connection: Connection, job_id: str) -> JobRecord | None:
    """Return the job, if there is one."""
    return get_many(connection, [job_id]).get(job_id)


def get_many(connection: Connection, job_ids: Iterable[str]) -> dict[str, JobRecord]:
    """Return jobs by id; those that there are."""
    rows = connection.execute(select(*_COLUMNS).where(in_array(connection, Job.id, job_ids)))
    return {row.id: JobRecord(*row) for row in rows}


def page(
    connection: Connection, offset: int, limit: int, states: Sequence[str] = ()
) -> list[JobRecord]:
    """Return jobs, the newest first."""
    statement = select(*_COLUMNS).order_by(Job.id.desc()).offset(offset).limit(limit)
    if states:
        statement = statement.where(Job.state.in_(states))
    return [JobRecord(*row) for row in connection.execute(statement)]


def latest(connection: Connection, kind: str) -> JobRecord | None:
    """Return the newest job of a kind, if there is one."""
    statement = select(*_COLUMNS).where(Job.kind == kind).order_by(Job.id.desc()).limit(1)
    row = connection.execute(statement).first()
    return JobRecord(*row) if row else None


def pending(connection: Connection, kind: str) -> str | None:
    """Return the id of the job of a kind that waits or runs, if there is one."""
    statement = select(Job.id).where(Job.kind == kind, Job.state.in_(UNDER_WAY)).limit(1)
    return connection.scalar(statement)


def claim(  # noqa: PLR0913  who takes which job, for how long
    unit: Unit,
    kinds: Sequence[str],
    worker: str,
    lease_seconds: float,
    job_id: str | None = None,
    *,
    lane: str | None = None,
) -> JobRecord | None:
    """Take the oldest job of these kinds that may be begun, or a certain one, due or not.

    Two workers never get the same job. One that ran out of attempts fails instead.
    """
    now = datetime.now(UTC)
    free = _of_lane(_free(now), lane) if job_id is None else _with_id(job_id, now)
    _give_up(unit.connection, now)
    job_id = unit.connection.scalar(
        select(Job.id)
        .where(Job.kind.in_(kinds), free)
        .order_by(Job.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )
    if job_id is None:
        return None
    unit.connection.execute(
        update(Job)
        .where(Job.id == job_id)
        .values(
            state="running",
            worker=worker,
            lease_until=now + timedelta(seconds=lease_seconds),
            attempts=Job.attempts + 1,
            next_attempt_at=None,
            started_at=now,
        )
    )
    return get(unit.connection, job_id)


def is_waiting(connection: Connection, kinds: Sequence[str], lane: str | None = None) -> bool:
    """Return whether there is a job to claim."""
    free = _of_lane(_free(datetime.now(UTC)), lane)
    return connection.scalar(select(Job.id).where(Job.kind.in_(kinds), free).limit(1)) is not None


def _free(now: datetime) -> ColumnElement[bool]:
    """Return the condition of a job that is queued and due, or whose lease ran out."""
    due = or_(Job.next_attempt_at.is_(None), _is_past(Job.next_attempt_at, now))
    return or_(and_(Job.state == "queued", due), _lease_expired(now))


def _with_id(job_id: str, now: datetime) -> ColumnElement[bool]:
    return and_(Job.id == job_id, or_(Job.state == "queued", _lease_expired(now)))


def _of_lane(free: ColumnElement[bool], lane: str | None) -> ColumnElement[bool]:
    return free if lane is None else and_(Job.lane == lane, free)


def _lease_expired(now: datetime) -> ColumnElement[bool]:
    return and_(Job.state == "running", _is_past(Job.lease_until, now))


def _is_past(moment: InstrumentedAttribute[datetime | None], now: datetime) -> ColumnElement[bool]:
    """Return the condition of a moment that is past, or so far off that a wrong clock wrote it."""
    return or_(moment <= now, moment > now + FARTHEST)


def requeue_orphan(unit: Unit, job_id: str, worker: str) -> None:
    """End the lease of a worker that is known to be gone, if it still has the job."""
    held = and_(Job.id == job_id, Job.worker == worker, Job.state == "running")
    unit.connection.execute(update(Job).where(held).values(lease_until=datetime.now(UTC)))


def progress(  # noqa: PLR0913  the columns of progress
    unit: Unit,
    job_id: str,
    worker: str,
    *,
    done: int,
    total: int | None = None,
    checkpoint: Mapping[str, Any] | None = None,
) -> None:
    """Note how far the job has come, in the same transaction as what was done.

    Whoever goes on from a new checkpoint has all attempts before them again.

    Raises:
        LeaseLost: another worker has the job; the transaction must not be committed.
    """
    values = {"done": done, "total": total, "checkpoint": checkpoint}
    known: dict[str, Any] = {name: value for name, value in values.items() if value is not None}
    if checkpoint is not None:
        known["attempts"] = 1
    _change(unit, job_id, worker, known)


def heartbeat(unit: Unit, job_id: str, worker: str, lease_seconds: float) -> None:
    """Make the lease last `lease_seconds` from now.

    Raises:
        LeaseLost: another worker has the job.
    """
    until = datetime.now(UTC) + timedelta(seconds=lease_seconds)
    _change(unit, job_id, worker, {"lease_until": until})


def release(unit: Unit, job_id: str, worker: str) -> None:
    """Put the job back into the queue, for somebody else to go on with; no attempt is spent.

    Raises:
        LeaseLost: another worker has the job.
    """
    _change(unit, job_id, worker, {**_QUEUED, "attempts": Job.attempts - 1})


def finish(unit: Unit, job_id: str, worker: str, result: Mapping[str, Any] | None = None) -> None:
    """End the job well.

    Raises:
        LeaseLost: another worker has the job.
    """
    ended = {"state": "finished", "result": result, "error": None, "fault": None}
    _end_job(unit, job_id, worker, ended)


def fail(
    unit: Unit, job_id: str, worker: str, error: str, fault: Mapping[str, str] | None = None
) -> None:
    """End the job badly; `error` and `fault` are for people and carry no content.

    Raises:
        LeaseLost: another worker has the job.
    """
    _end_job(unit, job_id, worker, {"state": "failed", "error": error, "fault": fault})


def fail_attempt(
    unit: Unit, job_id: str, worker: str, error: str, fault: Mapping[str, str]
) -> datetime | None:
    """End an attempt badly; return when the next one is due, or None when it was the last.

    Raises:
        LeaseLost: another worker has the job.
    """
    job = get(unit.connection, job_id)
    if job is None or job.attempts >= MAX_ATTEMPTS:
        fail(unit, job_id, worker, error, fault)
        return None
    due = datetime.now(UTC) + timedelta(seconds=PAUSES[max(job.attempts, 1) - 1])
    noted = {"error": error, "fault": fault, "next_attempt_at": due}
    _change(unit, job_id, worker, {**_QUEUED, **noted})
    return due


def retry(unit: Unit, job_id: str) -> bool:
    """Queue a failed job anew, with all attempts before it; return whether it had failed."""
    anew = {"attempts": 0, "next_attempt_at": None, "finished_at": None}
    anew |= {"error": None, "fault": None}
    failed = and_(Job.id == job_id, Job.state == "failed")
    statement = update(Job).where(failed).values(**_QUEUED, **anew)
    return unit.connection.execute(statement).rowcount == 1


def cancel(unit: Unit, job_id: str, error: str, fault: Mapping[str, str] | None = None) -> bool:
    """End a job badly, whoever holds it: that worker notices at its next sign of life.

    Returns whether it had not ended yet.
    """
    under_way = and_(Job.id == job_id, Job.state.in_(UNDER_WAY))
    ended = {"state": "failed", "error": error, "fault": fault, **_over()}
    return unit.connection.execute(update(Job).where(under_way).values(**ended)).rowcount == 1


_QUEUED = {"state": "queued", "worker": None, "lease_until": None}


def _over() -> dict[str, Any]:
    return {"lease_until": None, "next_attempt_at": None, "finished_at": datetime.now(UTC)}


def _give_up(connection: Connection, now: datetime) -> None:
    connection.execute(
        update(Job)
        .where(_lease_expired(now), Job.attempts >= MAX_ATTEMPTS)
        .values(state="failed", error=f"given up after {MAX_ATTEMPTS} attempts", **_over())
    )


def _end_job(unit: Unit, job_id: str, worker: str, values: Mapping[str, Any]) -> None:
    _change(unit, job_id, worker, {**values, **_over()})


def _change(unit: Unit, job_id: str, worker: str, values: Mapping[str, Any]) -> None:
    """Change a job that the worker holds; an expired lease that nobody else took still counts."""
    held = and_(Job.id == job_id, Job.worker == worker, Job.state == "running")
    if unit.connection.execute(update(Job).where(held).values(**values)).rowcount != 1:
        raise LeaseLost(f"{worker} does not hold job {job_id}")


def count_by_state(connection: Connection) -> list[tuple[str, str, int]]:
    """Return (kind, state, how many) of the jobs that have not ended well."""
    statement = (
        select(Job.kind, Job.state, func.count())
        .where(Job.state.in_((*UNDER_WAY, "failed")))
        .group_by(Job.kind, Job.state)
    )
    return [(kind, state, count) for kind, state, count in connection.execute(statement)]


def waiting_since(connection: Connection) -> dict[str, datetime]:
    """Return kind -> when the oldest job that nobody has begun was queued."""
    statement = (
        select(Job.kind, func.min(Job.created_at, type_=Job.created_at.type))
        .where(Job.state == "queued")
        .group_by(Job.kind)
    )
    return {row[0]: row[1] for row in connection.execute(statement)}
