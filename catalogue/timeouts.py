"""Connections to PostgreSQL that wait for an answer only for so long."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from psycopg import Connection, OperationalError
from psycopg.conninfo import conninfo_to_dict
from psycopg.errors import _WaitTimeout

if TYPE_CHECKING:
    from collections.abc import Generator

    from psycopg.waiting import Ready, Wait

RV = TypeVar("RV")

CONNECT_SECONDS = 5
"""How long PostgreSQL may take to accept a connection."""
GRACE_SECONDS = 1.0
"""How much longer than PostgreSQL is told to take its answer is waited for."""
LOST = {
    "keepalives_idle": 10,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 15_000,
}
"""A connection whose other end is gone is known as lost after 25 seconds at most."""


class PatientConnection(Connection[Any]):
    """A connection whose every call ends in time, whether PostgreSQL answers or hangs.

    PostgreSQL ends a statement itself at `statement_timeout`. That it hangs or its machine is
    stopped, only the waiting side can notice: nothing comes, and the connection is given up.
    """

    seconds: float | None = None

    def wait(
        self,
        gen: Generator[Wait, Ready | int, RV],
        interval: float = 0.1,
        timeout: float | None = None,
    ) -> RV:
        """Wait for what `gen` waits for, and give up in time."""
        if timeout is None and self.seconds is not None:
            timeout = self.seconds + GRACE_SECONDS
        try:
            return super().wait(gen, interval, timeout)
        except _WaitTimeout as late:
            self.pgconn.finish()  # what it would answer later is for nobody
            raise OperationalError(f"no answer within {timeout:g} seconds") from late


def connect(seconds: float | None, *arguments: Any, **options: Any) -> PatientConnection:  # noqa: ANN401
    """Connect; with `seconds`, no statement takes longer.

    Waiting for a lock ends a little earlier, so that the error says what was waited for.
    """
    given = conninfo_to_dict(*arguments[:1])
    options = {"connect_timeout": CONNECT_SECONDS, **LOST, **options}
    if seconds is not None:
        limit = int(1000 * seconds)
        own = f"-c statement_timeout={limit} -c lock_timeout={limit * 4 // 5}"
        before = options.get("options") or given.get("options") or ""
        options["options"] = f"{own} {before}".strip()
    connection = PatientConnection.connect(*arguments, **options)
    connection.seconds = seconds
    return connection
