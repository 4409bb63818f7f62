"""Calls per client address and minute, counted exactly over all web workers of a host.

The counts stand in one small file that every worker maps into memory: a table of (keyed hash of
the address, count). A file lock makes each count exact; the kernel drops it when a process dies.
The table is wiped when a new minute starts, so no trace of an address outlives its window.
"""

from __future__ import annotations

import contextlib
import hmac
import mmap
import os
import struct
import threading
import time
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_network
from typing import TYPE_CHECKING

import structlog

from edge.forwarded import parsed

try:
    from fcntl import LOCK_EX, LOCK_UN, flock
except ImportError:  # Windows serves from one process: the thread lock is enough
    flock = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from app.settings import Settings

log = structlog.get_logger("exempelbanken")

WINDOW = 60
MOST_FORMS = 3
"""Tips and reports that one address may send in a minute."""
SLOTS = 32_768  # addresses in one minute; 384 KiB
PROBES = 32  # a full neighbourhood shares its last slot: counted too strictly, never too loosely
_HEAD = struct.Struct("<Q")  # number of the minute that the table counts
_SLOT = struct.Struct("<8sI")
_EMPTY = bytes(8)
_SIZE = _HEAD.size + SLOTS * _SLOT.size


@dataclass(frozen=True, slots=True)
class Allowance:
    """What an address has left of this minute."""

    limit: int
    used: int
    seconds_left: int

    @property
    def exceeded(self) -> bool:
        """Whether this call was one too many."""
        return self.used > self.limit

    @property
    def headers(self) -> dict[str, str]:
        """RateLimit fields as draft-ietf-httpapi-ratelimit-headers spells them."""
        left = max(0, self.limit - self.used)
        return {
            "RateLimit-Policy": f'"anonymous";q={self.limit};w={WINDOW}',
            "RateLimit": f'"anonymous";r={left};t={self.seconds_left}',
        }


class CallLimit:
    """Counts calls by address; opened once in each process, after the fork."""

    def __init__(self, path: Path, secret: str, limit: int) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._limit = limit
        self._secret = secret
        self._threads = threading.Lock()
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        with self._lock():
            self._table = _map_table(self._file)

    def take(self, address: str, now: float | None = None, *, count: int = 1) -> Allowance:
        """Count calls by `address`; `now` is the time in seconds, else the clock's."""
        now = time.time() if now is None else now
        key = address_key(address, self._secret)
        with self._lock():
            self._start(int(now) // WINDOW)
            used = self._add_to_count(key, count)
        return Allowance(self._limit, used, WINDOW - int(now) % WINDOW)

    def seen(self, address: str, now: float | None = None) -> Allowance:
        """Tell what `take` has counted, and count nothing."""
        now = time.time() if now is None else now
        key = address_key(address, self._secret)
        with self._lock():
            self._start(int(now) // WINDOW)
            used = self._slot(key)[1]
        return Allowance(self._limit, used, WINDOW - int(now) % WINDOW)

    def close(self) -> None:
        """Let go of the file."""
        self._table.close()
        os.close(self._file)

    def _start(self, window: int) -> None:
        if _HEAD.unpack_from(self._table)[0] != window:
            self._table[:] = bytes(_SIZE)
            _HEAD.pack_into(self._table, 0, window)

    def _add_to_count(self, key: bytes, count: int) -> int:
        place, used = self._slot(key)
        _SLOT.pack_into(self._table, place, key, used + count)
        return used + count

    def _slot(self, key: bytes) -> tuple[int, int]:
        """Return where the key is counted, or will be, and its count."""
        home = int.from_bytes(key, "little")
        for step in range(PROBES):
            place = _HEAD.size + (home + step) % SLOTS * _SLOT.size
            held, used = _SLOT.unpack_from(self._table, place)
            if held in (key, _EMPTY):
                break
        return place, int(used)

    @contextlib.contextmanager
    def _lock(self) -> Iterator[None]:
        with self._threads:
            if flock is not None:
                flock(self._file, LOCK_EX)
            try:
                yield
            finally:
                if flock is not None:
                    flock(self._file, LOCK_UN)


def address_key(address: str, secret: str) -> bytes:
    """Hash an address; a whole IPv6 /64 is one client, as it is one subscriber."""
    read = parsed(address)
    if isinstance(read, IPv6Address):
        address = str(ip_network((read, 64), strict=False))
    return hmac.digest(secret.encode(), address.encode(), "sha256")[:8]


def _map_table(file: int) -> mmap.mmap:
    """Map the table, with room on the disk for all of it.

    The kernel kills a process that writes to a mapped page which the disk has no room for. Where
    there is none, each process counts for itself.
    """
    try:
        if os.fstat(file).st_size != _SIZE:
            os.ftruncate(file, _SIZE)
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(file, 0, _SIZE)
        return mmap.mmap(file, _SIZE)
    except OSError as fault:
        log.warning("calls counted by each process alone", error=fault.strerror)
        return mmap.mmap(-1, _SIZE)


def call_limit(settings: Settings) -> CallLimit | None:
    """Open the counter of the data folder; None when calls are not limited."""
    if not settings.rate_limit:
        return None
    path = settings.data / "run" / "calls"
    return CallLimit(path, settings.secret_key, settings.rate_limit)


def failure_limit(settings: Settings) -> CallLimit | None:
    """Open the counter of failed sign-ins; None when they are not limited."""
    if not settings.sign_in_limit:
        return None
    path = settings.data / "run" / "failed-sign-ins"
    return CallLimit(path, settings.secret_key, settings.sign_in_limit)


def form_limit(settings: Settings) -> CallLimit:
    """Open the counter of tips and reports that are sent."""
    return CallLimit(settings.data / "run" / "forms", settings.secret_key, MOST_FORMS)
