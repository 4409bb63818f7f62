"""Jobs counted: how many wait, run and have failed, and since when the oldest waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from catalogue.jobs import UNDER_WAY
from catalogue.tables import Job

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection


def counts(connection: Connection) -> list[tuple[str, str, int]]:
    """Return (kind, state, how many) of the jobs that have not ended well."""
    statement = (
        select(Job.kind, Job.state, func.count())
        .where(Job.state.in_((*UNDER_WAY, "failed")))
        .group_by(Job.kind, Job.state)
    )
    return [(kind, state, count) for kind, state, count in connection.execute(statement)]


def waiting_since(connection: Connection) -> dict[str, datetime]:
    """Return kind -> when the oldest job that nobody has begun was asked for."""
    statement = (
        select(Job.kind, func.min(Job.created_at, type_=Job.created_at.type))
        .where(Job.state == "queued")
        .group_by(Job.kind)
    )
    return {row[0]: row[1] for row in connection.execute(statement)}
