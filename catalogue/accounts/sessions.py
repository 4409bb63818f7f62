"""Sessions and failed sign-ins among the rows; both are swept as new ones come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select, update

from catalogue.locks import Lock, lock_until_commit
from catalogue.tables.accounts import Account, FailedSignIn, Session

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from catalogue.unit import Unit

FORGOTTEN_AFTER = timedelta(days=1)
"""How long a row of failures counts, and an ended session is kept."""
IDLE = timedelta(hours=2)
"""How long a session lasts that nobody uses: a meeting, or lunch."""


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """A session as it stands, with what its account may do.

    Attributes:
        used_at: when it was last used, to the minute; at first when it began.
    """

    id: str
    hash: str
    account_id: str
    role: str
    county: str | None
    expires_at: datetime
    used_at: datetime
    ended: bool

    def valid(self, now: datetime) -> bool:
        """Return whether somebody is signed in with it."""
        return not self.ended and now < min(self.expires_at, self.used_at + IDLE)


def create(unit: Unit, session_id: str, keyed_hash: str, account_id: str, ends: datetime) -> None:
    """Keep a new session, and forget those that ended long ago."""
    values = {"id": session_id, "hash": keyed_hash, "account_id": account_id}
    unit.connection.execute(insert(Session).values(**values, created_at=unit.now, expires_at=ends))
    unit.connection.execute(delete(Session).where(Session.expires_at < unit.now - FORGOTTEN_AFTER))


def get(connection: Connection, session_id: str) -> SessionRecord | None:
    """Return the session with this public id; that of a disabled account has ended."""
    row = connection.execute(
        select(
            Session.id,
            Session.hash,
            Session.account_id,
            Account.role,
            Account.county,
            Session.expires_at,
            func.coalesce(Session.last_used_at, Session.created_at),
            Session.revoked_at,
            Account.disabled_at,
        )
        .join(Account, Account.id == Session.account_id)
        .where(Session.id == session_id)
    ).first()
    return SessionRecord(*row[:7], ended=bool(row[7] or row[8])) if row else None


def note_use(unit: Unit, session_id: str) -> None:
    """Note that the session was used now."""
    used = update(Session).where(Session.id == session_id).values(last_used_at=unit.now)
    unit.connection.execute(used)


def revoke(unit: Unit, session_id: str) -> None:
    """End the session."""
    unit.connection.execute(
        update(Session)
        .where(Session.id == session_id, Session.revoked_at.is_(None))
        .values(revoked_at=unit.now)
    )


def failures(unit: Unit, key: str) -> tuple[int, datetime]:
    """Return how often the holder of `key` has failed in a row, and when it last did.

    Nobody else counts until the unit ends, so that no failure is lost among many at once.
    """
    lock_until_commit(unit.connection, Lock.SIGN_IN)
    row = unit.connection.execute(
        select(FailedSignIn.count, FailedSignIn.last_at).where(
            FailedSignIn.key == key, FailedSignIn.last_at > unit.now - FORGOTTEN_AFTER
        )
    ).first()
    return (row[0], row[1]) if row else (0, unit.now)


def note_failure(unit: Unit, key: str, count: int) -> None:
    """Keep the number of failures, and forget old ones of everybody."""
    forget_failures(unit, key)
    unit.connection.execute(insert(FailedSignIn).values(key=key, count=count, last_at=unit.now))
    unit.connection.execute(
        delete(FailedSignIn).where(FailedSignIn.last_at < unit.now - FORGOTTEN_AFTER)
    )


def forget_failures(unit: Unit, key: str) -> None:
    """Start anew: the holder of `key` has signed in."""
    unit.connection.execute(delete(FailedSignIn).where(FailedSignIn.key == key))
