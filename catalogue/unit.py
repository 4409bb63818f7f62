"""A unit of work: one writing transaction, whose events are entered last."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection

from catalogue import ledger
from catalogue.ledger import Change


class Unit:
    """What is written together.

    Attributes:
        connection: for statements; it also sees what the unit itself has written.
        now: the time that the unit's rows carry.
        seq: after the commit, the ledger's position: that of the unit's own last event or, when
            it recorded none, the last one of the ledger.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.now = datetime.now(UTC)
        self.seq = 0
        self._changes: list[Change] = []

    def record(self, change: Change) -> None:
        """Keep a change for the ledger."""
        self._changes.append(change)

    def enter_in_ledger(self) -> None:
        """Write the events; `Database.write` calls this right before it commits."""
        self.seq = ledger.append(self.connection, self._changes)
