"""Receives the body of a request before any thread has to do with it."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

import structlog
from aiohttp import StreamReader, web
from aiohttp.http_exceptions import HttpProcessingError

from edge import refusals

NO_ROOM_FOR = 60  # seconds after which it may be tried again where there was no room
IN_MEMORY = 256 * 1024  # bytes of a body or an answer; what is larger lies in a file without a name


log = structlog.get_logger("exempelbanken")


@dataclass(frozen=True, slots=True)
class Pace:
    """How slow a client may be: so long without a byte, and then on the whole."""

    patience: float = 30.0  # seconds
    slowest: float = 16 * 1024  # bytes a second

    def allowed(self, size: int) -> float:
        """Return how many seconds so many bytes may take."""
        return self.patience + size / self.slowest


def spool(folder: Path) -> IO[bytes]:
    """Open a file that is in memory while it is small and deleted when it is closed."""
    return cast("IO[bytes]", tempfile.SpooledTemporaryFile(IN_MEMORY, dir=str(folder)))


async def receive(content: StreamReader, body: IO[bytes], largest: int, pace: Pace) -> int:
    """Write what comes to `body`, up to a little more than `largest`; returns how much it was.

    Raises:
        BodyTooSlow: it took longer than `pace` allows.
        BodyUnreadable: the chunks of it make no sense.
        NoRoom: the disk is full, or cannot be written.
    """
    size = 0
    begun = asyncio.get_running_loop().time()
    try:
        async with asyncio.timeout(pace.allowed(0)) as deadline:
            while size <= largest and (piece := await content.readany()):
                with _room():
                    size += body.write(piece)
                deadline.reschedule(begun + pace.allowed(size))
    except TimeoutError:
        raise refusals.BodyTooSlow from None
    except (web.RequestPayloadError, HttpProcessingError):
        raise refusals.BodyUnreadable from None
    with _room():
        body.seek(0)  # writes what is left
    return size


@contextmanager
def _room() -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        log.error("no room for a body", error=fault.strerror)  # noqa: TRY400  no place of ours
        raise refusals.NoRoom(retry_after=NO_ROOM_FOR) from None
