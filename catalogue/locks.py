"""PostgreSQL advisory locks held until the transaction ends; SQLite has one writer anyway.

The order is the same everywhere, or two who wait for each other would fail: who changes entries or
candidates takes LOAD before a lock of any row of theirs, and LEDGER is the last of all.
"""

from __future__ import annotations

from enum import IntEnum

from sqlalchemy import Connection, func, select


class Lock(IntEnum):
    """Keys of the advisory locks; a random block of numbers, so that no other user has them."""

    MIGRATION = 7_310_440_001
    LEDGER = 7_310_440_002
    LOAD = 7_310_440_003
    INDEX_WRITER = 7_310_440_005
    DUMP_WRITER = 7_310_440_006
    DUMP_REQUEST = 7_310_440_007
    SIGN_IN = 7_310_440_010


def lock_until_commit(connection: Connection, lock: Lock) -> None:
    """Wait for `lock` and hold it to the end of the transaction."""
    if connection.dialect.name == "postgresql":
        connection.execute(select(func.pg_advisory_xact_lock(int(lock))))
