"""A clock that is set, by hand or after a wrong start, moves otherwise than time does."""

from __future__ import annotations

import time
from collections.abc import Callable

LEAST = 3600.0
"""Seconds; smaller steps are those of keeping a clock right."""


def clock_ahead_of_time() -> float:
    """Return the clock in seconds, less what has passed since the machine started."""
    return time.time() - time.monotonic()


class ClockJumps:
    """Notices jumps; a suspended machine counts as one."""

    def __init__(self, read: Callable[[], float] = clock_ahead_of_time) -> None:
        self._read = read
        self._latest = read()

    def seconds(self) -> float:
        """Return how far the clock has jumped since the last call; 0 for less than an hour."""
        before, self._latest = self._latest, self._read()
        jump = self._latest - before
        return jump if abs(jump) >= LEAST else 0.0
