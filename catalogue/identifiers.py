"""Public identifiers: UUID version 7 (RFC 9562), in order of time."""

from __future__ import annotations

import os
import threading
import time
from uuid import UUID

_COUNTER_BITS = 42
_TAIL_BITS = 32
_VERSION_AND_VARIANT = (7 << 76) | (0b10 << 62)


class _Clock:
    """Gives out (milliseconds, counter) pairs that only grow (RFC 9562, section 6.2, method 1)."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = (0, 0)

    def next(self) -> tuple[int, int]:
        now = time.time_ns() // 1_000_000
        with self._lock:
            milliseconds, counter = self._last
            if now > milliseconds:
                self._last = (now, _random_bits(_COUNTER_BITS - 1))  # leaves half of it to count in
            elif counter + 1 < 1 << _COUNTER_BITS:
                self._last = (milliseconds, counter + 1)
            else:
                self._last = (milliseconds + 1, _random_bits(_COUNTER_BITS - 1))
            return self._last


def _random_bits(count: int) -> int:
    return int.from_bytes(os.urandom(8)) >> (64 - count)


_clock = _Clock()


def _start_over() -> None:
    """Give a forked child a clock, and a lock, of its own."""
    global _clock  # noqa: PLW0603  one clock for each process
    _clock = _Clock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_start_over)


def uuid7() -> str:
    """Return a new UUIDv7 as text; within a process each is greater than the one before."""
    milliseconds, counter = _clock.next()
    high, low = counter >> 30, counter & ((1 << 30) - 1)
    value = milliseconds << 80 | high << 64 | low << _TAIL_BITS | _random_bits(_TAIL_BITS)
    return str(UUID(int=value | _VERSION_AND_VARIANT))
