"""Fair shares: expensive requests that run at once, of a process and of an address.

An operation that is expensive whatever its parameters are is declared so (`expensive`); a long
search text makes any operation expensive. The rest are refused at once, so that threads stay free
for plain searches.
"""

from __future__ import annotations

import os
import threading
from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from edge import refusals
from edge.limits import address_key

try:
    from fcntl import LOCK_EX, LOCK_NB, LOCK_UN, lockf
except ImportError:  # Windows serves from one process, which counts by itself
    lockf = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from app.settings import Settings

    View = TypeVar("View", bound=Callable[..., object])

MOST_OF_PROCESS = 2
"""Expensive requests that a process works on at once; its other threads answer plain ones."""
MOST_OF_ADDRESS = 1
LONG_TEXT = 150
"""Characters of a search text; of 500, mostly misspelt, a search costs 20 plain ones."""
RETRY_AFTER = 5
"""Seconds; a workbook of 10,000 rows takes about two of processor time."""
_HIGHEST = 2**62
"""Bytes that can be locked in a file, which need not be there."""


def expensive(view: View) -> View:
    """Declare that a view, or a method of one, is expensive whatever its parameters are."""
    view.is_expensive = True  # type: ignore[attr-defined]  # the edge asks for it
    return view


class FairShares:
    """Counts the expensive requests that run; opened once in each process, after the fork.

    Processes of a host exclude an address by locking a byte of one file, whose place is a keyed
    hash of the address. The kernel drops the locks of a process that dies.
    """

    def __init__(self, path: Path, secret: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        self._secret = secret
        self._lock = threading.Lock()
        self._running: Counter[int | None] = Counter()

    def admit(self, address: str | None) -> Callable[[], None]:
        """Count a request; returns what is called at its end.

        Args:
            address: whose share it takes; None for a caller that is known, who takes only the
                process's.

        Raises:
            ProcessBusy: the process works on as many as it may.
            AddressBusy: the address has one that runs, here or in another process of the host.
        """
        place = None if address is None else _place(address_key(address, self._secret))
        with self._lock:
            if place is not None and self._running[place] >= MOST_OF_ADDRESS:
                raise refusals.AddressBusy(retry_after=RETRY_AFTER)
            if self._running.total() >= MOST_OF_PROCESS:
                raise refusals.ProcessBusy(retry_after=RETRY_AFTER)
            if place is not None and not self._locks(place):
                raise refusals.AddressBusy(retry_after=RETRY_AFTER)
            self._running[place] += 1
        return lambda: self._leave(place)

    def close(self) -> None:
        """Let go of the file, and with it of all locks."""
        os.close(self._file)

    def _leave(self, place: int | None) -> None:
        with self._lock:
            self._running -= Counter([place])
            if place is not None and lockf is not None:
                lockf(self._file, LOCK_UN, 1, place)

    def _locks(self, place: int) -> bool:
        """Lock a byte, unless another process has; this process's own locks do not count."""
        try:
            if lockf is not None:
                lockf(self._file, LOCK_EX | LOCK_NB, 1, place)
        except (BlockingIOError, PermissionError):  # POSIX lets it be either
            return False
        return True


def _place(key: bytes) -> int:
    return int.from_bytes(key, "little") % _HIGHEST


def fair_shares(settings: Settings) -> FairShares:
    """Open the shares of the data folder."""
    return FairShares(settings.data / "run" / "expensive", settings.secret_key)
