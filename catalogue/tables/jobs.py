"""Work that goes on behind a request: imports, rebuilds, dumps."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.tables.base import Base, PublicId, one_of

STATES = ("queued", "running", "finished", "failed")
LANES = ("short", "long")
"""A worker does one job of each lane at a time, so that a long one holds up no short one."""


class Job(Base):
    """One piece of work; `worker` holds it until `lease_until`.

    `error` is the kind of what went wrong in the last attempt, `fault` tells it to people.
    """

    __tablename__ = "job"
    __table_args__ = (
        CheckConstraint(one_of("state", STATES), name="state"),
        CheckConstraint(one_of("lane", LANES), name="lane"),
        Index(None, "state", "id"),
    )

    id: Mapped[str] = mapped_column(PublicId, primary_key=True)
    kind: Mapped[str]
    state: Mapped[str]
    payload: Mapped[dict[str, Any]]
    checkpoint: Mapped[dict[str, Any] | None]
    result: Mapped[dict[str, Any] | None]
    error: Mapped[str | None]
    worker: Mapped[str | None]
    lease_until: Mapped[datetime | None]
    attempts: Mapped[int]
    done: Mapped[int]
    total: Mapped[int | None]
    created_at: Mapped[datetime]
    started_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    lane: Mapped[str] = mapped_column(server_default="long")
    next_attempt_at: Mapped[datetime | None]
    fault: Mapped[dict[str, Any] | None]
