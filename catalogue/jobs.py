"""Jobs: queued, held by one worker for the length of a lease, finished or failed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, insert, or_, select, update

from catalogue.errors import LeaseLost
from catalogue.identifiers import uuid7
from catalogue.tables import Job

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import Connection

    from catalogue.unit import Unit

MAX_ATTEMPTS = 5
"""A job that took so many workers with it is not given to another."""


@dataclass(frozen=True, slots=True)
class JobRecord:
    """A job as it stands.

    Attributes:
        state: queued, running, finished or failed.
        checkpoint: where the next attempt goes on.
        done, total: progress, in units of the job's own; total None while unknown.
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


_COLUMNS = tuple(getattr(Job, name) for name in JobRecord.__dataclass_fields__)


def create(
    unit: Unit,
    kind: str,
    payload: Mapping[str, Any],
    *,
    total: int | None = None,
    job_id: str | None = None,
) -> str:
    """Queue a job; return its id, which may be given."""
    job_id = job_id or uuid7()
    values = {"id": job_id, "kind": kind, "payload": payload, "total": total}
    state = {"state": "queued", "attempts": 0, "done": 0, "created_at": unit.now}
    unit.connection.execute(insert(Job).values(**values, **state))
    return job_id


def get(connection: Connection, job_id: str) -> JobRecord | None:
    """Return the job, if there is one."""
    row = connection.execute(select(*_COLUMNS).where(Job.id == job_id)).first()
    return JobRecord(*row) if row else None


def page(
    connection: Connection, offset: int, limit: int, states: Sequence[str] = ()
) -> list[JobRecord]:
    """Return jobs, the newest first."""
    statement = select(*_COLUMNS).order_by(Job.id.desc()).offset(offset).limit(limit)
    if states:
        statement = statement.where(Job.state.in_(states))
    return [JobRecord(*row) for row in connection.execute(statement)]


def claim(
    unit: Unit,
    kinds: Sequence[str],
    worker: str,
    lease_seconds: float,
    job_id: str | None = None,
) -> JobRecord | None:
    """Take the oldest job of these kinds that is queued or whose lease ran out, or a certain one.

    Two workers never get the same job. One that ran out of attempts fails instead.
    """
    now = datetime.now(UTC)
    expired = and_(Job.state == "running", Job.lease_until < now)
    free = or_(Job.state == "queued", expired)
    if job_id is not None:
        free = and_(free, Job.id == job_id)
    _give_up(unit.connection, expired, now)
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
            started_at=now,
        )
    )
    return get(unit.connection, job_id)


def is_waiting(connection: Connection, kinds: Sequence[str]) -> bool:
    """Tell whether there is a job to claim."""
    expired = and_(Job.state == "running", Job.lease_until < datetime.now(UTC))
    free = select(Job.id).where(Job.kind.in_(kinds), or_(Job.state == "queued", expired))
    return connection.scalar(free.limit(1)) is not None


def orphan(unit: Unit, job_id: str, worker: str) -> None:
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
    """Put the job back into the queue, for somebody else to go on with.

    Raises:
        LeaseLost: another worker has the job.
    """
    back = {"state": "queued", "worker": None, "lease_until": None}
    _change(unit, job_id, worker, {**back, "attempts": Job.attempts - 1})


def finish(unit: Unit, job_id: str, worker: str, result: Mapping[str, Any] | None = None) -> None:
    """End the job well.

    Raises:
        LeaseLost: another worker has the job.
    """
    _end(unit, job_id, worker, {"state": "finished", "result": result})


def fail(unit: Unit, job_id: str, worker: str, error: str) -> None:
    """End the job badly; `error` is for people and carries no content.

    Raises:
        LeaseLost: another worker has the job.
    """
    _end(unit, job_id, worker, {"state": "failed", "error": error})


def _give_up(connection: Connection, expired: ColumnElement[bool], now: datetime) -> None:
    connection.execute(
        update(Job)
        .where(expired, Job.attempts >= MAX_ATTEMPTS)
        .values(
            state="failed",
            error=f"given up after {MAX_ATTEMPTS} attempts",
            lease_until=None,
            finished_at=now,
        )
    )


def _end(unit: Unit, job_id: str, worker: str, values: Mapping[str, Any]) -> None:
    ended = {"lease_until": None, "finished_at": datetime.now(UTC)}
    _change(unit, job_id, worker, {**values, **ended})


def _change(unit: Unit, job_id: str, worker: str, values: Mapping[str, Any]) -> None:
    """Change a job that the worker holds; an expired lease that nobody else took still counts."""
    held = and_(Job.id == job_id, Job.worker == worker, Job.state == "running")
    if unit.connection.execute(update(Job).where(held).values(**values)).rowcount != 1:
        raise LeaseLost(f"{worker} does not hold job {job_id}")
