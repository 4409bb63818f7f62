"""How far a job that counts its work has come, stored every now and then."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.jobs.execution import JobLease
    from app.wiring import Services

REPORT_SECONDS = 2.0
"""How often a job tells how far it has come."""


class CountedProgress:
    """Gives signs of life, and tells every now and then how much of a job's total is done."""

    def __init__(self, services: Services, lease: JobLease, total: int) -> None:
        """Begin at nothing; `total` is in units of the job's own, as later counts are."""
        self._services = services
        self._lease = lease
        self._total = total
        self._done = 0
        self._reported = time.monotonic()

    def __call__(self, written: int) -> None:
        """Add what was done since the last call.

        Raises:
            LeaseLost, Stopped: the job is no longer this worker's.
        """
        self._done += written
        self._lease.renew_if_due()
        if time.monotonic() - self._reported >= REPORT_SECONDS:
            self._reported = time.monotonic()
            with self._services.database.write() as unit:
                self._lease.progress(unit, self._done, self._total)
