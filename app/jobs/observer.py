"""What a worker tells of its work: counted by whoever measures, heard by nobody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.wiring import Services


class WorkerObserver:
    """Receives what a worker does; this one ignores it."""

    def started(self, services: Services) -> None:
        """Take note of a worker that begins, and of what it works with."""

    def beat(self, loop: str) -> None:
        """Take a sign of life of one of the worker's threads."""

    def attempt(self, kind: str, outcome: str, seconds: float) -> None:
        """Take note of an attempt at a job that has ended, however it did."""

    def periodic_task(self, name: str, *, well: bool) -> None:
        """Take note of what was done by the clock, or was tried."""

    def expired(self, kind: str, count: int) -> None:
        """Take note of what was deleted after its time."""
