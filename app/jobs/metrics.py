"""How the jobs and dumps stand, for monitoring."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from app.integrity import count_known_damaged_rows
from app.jobs.registry import HANDLERS
from app.wiring import Services
from catalogue import dumps, jobs

STATES = ("queued", "running", "failed")


@dataclass(frozen=True, slots=True)
class WorkMetrics:
    """How things stand.

    Attributes:
        jobs: (kind, state) -> how many; of every kind and each of STATES.
        waiting: kind -> seconds since the oldest waiting job was queued, else 0.
        dump_age: seconds since the latest dump was begun; None while there is none.
        damaged_rows: rows of entries that hold damaged JSON, by the last look.
    """

    jobs: Mapping[tuple[str, str], int]
    waiting: Mapping[str, float]
    dump_age: float | None
    damaged_rows: int


def work_metrics(services: Services) -> WorkMetrics:
    """Return how the work stands."""
    now = datetime.now(UTC)
    with services.database.read() as connection:
        counted = {(kind, state): n for kind, state, n in jobs.count_by_state(connection)}
        since = jobs.waiting_since(connection)
        latest = next(iter(dumps.list_all(connection)), None)
    return WorkMetrics(
        jobs={
            (kind, state): counted.get((kind, state), 0) for kind in HANDLERS for state in STATES
        },
        waiting={
            kind: max(0.0, (now - since[kind]).total_seconds()) if kind in since else 0.0
            for kind in HANDLERS
        },
        dump_age=(now - latest.created_at).total_seconds() if latest else None,
        damaged_rows=count_known_damaged_rows(services.settings),
    )
