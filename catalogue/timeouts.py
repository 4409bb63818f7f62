"""Connections to PostgreSQL that wait for an answer only for so long."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from psycopg import Connection, OperationalError
from psycopg.conninfo import conninfo_to_dict
from psycopg.errors import _WaitTimeout

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from psycopg.waiting import Ready, Wait

RV = TypeVar("RV")

CONNECT_SECONDS = 5
"""How long PostgreSQL may take to accept a connection."""
GRACE_SECONDS = 1.0
"""How much longer its answer is waited for than PostgreSQL may take."""
LOST = {
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
"""A connection whose other end is gone is known as lost after 25 seconds at most."""


class Door:
    """While PostgreSQL does not answer, lets one thread at a time try it.

    The others are refused at once: they have readers of other things to answer.
    """

    def __init__(self) -> None:
        self._one = threading.Lock()
        self._is_shut = False

    def shut(self) -> None:
        """Note that PostgreSQL does not answer."""
        self._is_shut = True

    @contextmanager
    def trying(self) -> Iterator[None]:
        """Wrap an attempt to connect.

        Raises:
            OperationalError: it does not answer, and another thread is trying already.
        """
        if not self._is_shut:
            with self._noting():
                yield
        elif self._one.acquire(blocking=False):
            try:
                with self._noting():
                    yield
            finally:
                self._one.release()
        else:
            raise OperationalError("no answer, and another thread is trying already")

    @contextmanager
    def _noting(self) -> Iterator[None]:
        try:
            yield
        except OperationalError:
            self._is_shut = True
            raise
        self._is_shut = False


class PatientConnection(Connection[Any]):
    """A connection whose every call ends in time, whether PostgreSQL answers or hangs.

    PostgreSQL ends a statement itself at `statement_timeout`. That it hangs or its machine is
    stopped, only the waiting side can notice: nothing comes, and the connection is given up.
    """

    seconds: float | None = None
    door: Door | None = None
    is_idle = False
    """In the pool: a check before it leaves takes no longer than making a new one."""

    def wait(
        self,
        gen: Generator[Wait, Ready | int, RV],
        interval: float = 0.1,
        timeout: float | None = None,
    ) -> RV:
        """Wait for what `gen` waits for, and give up in time."""
        if timeout is None and self.seconds is not None:
            timeout = self.seconds + GRACE_SECONDS
            if self.is_idle:
                timeout = min(timeout, CONNECT_SECONDS)
        try:
            return super().wait(gen, interval, timeout)
        except _WaitTimeout as late:
            self.pgconn.finish()  # what it would answer later is for nobody
            if self.door is not None:
                self.door.shut()
            raise OperationalError(f"no answer within {timeout:g} seconds") from late


def connect(
    seconds: float | None,
    door: Door,
    *arguments: Any,  # noqa: ANN401  whatever SQLAlchemy tells the driver
    **options: Any,  # noqa: ANN401
) -> PatientConnection:
    """Connect; with `seconds`, no statement takes longer.

    Waiting for a lock ends a little earlier, so that the error says what was waited for.
    """
    options = {"connect_timeout": CONNECT_SECONDS, **LOST, **options}
    if seconds is None:
        return PatientConnection.connect(*arguments, **options)
    limit = int(1000 * seconds)
    own = f"-c statement_timeout={limit} -c lock_timeout={limit * 4 // 5}"
    before = options.get("options") or conninfo_to_dict(*arguments[:1]).get("options") or ""
    options["options"] = f"{own} {before}".strip()
    with door.trying():
        connection = PatientConnection.connect(*arguments, **options)
    connection.seconds, connection.door = seconds, door
    return connection
