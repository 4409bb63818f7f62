"""One-time links with which somebody sets a password, among the rows; swept as new ones come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select, update

from catalogue.tables.accounts import PasswordReset
from catalogue.unit import Unit


@dataclass(frozen=True, slots=True)
class ResetRecord:
    """A link as it stands; `hash` is the keyed one of its secret, in hex."""

    id: str
    hash: str
    account_id: str
    expires_at: datetime
    used_at: datetime | None

    def valid(self, now: datetime) -> bool:
        """Return whether a password can be set with it."""
        return self.used_at is None and now < self.expires_at


_COLUMNS = tuple(getattr(PasswordReset, name) for name in ResetRecord.__dataclass_fields__)


def create(unit: Unit, reset_id: str, keyed_hash: str, account_id: str, ends: datetime) -> None:
    """Keep a new link in place of all others of the account, and forget those that have ended."""
    others = (PasswordReset.account_id == account_id) | (PasswordReset.expires_at < unit.now)
    unit.connection.execute(delete(PasswordReset).where(others))
    values = {"id": reset_id, "hash": keyed_hash, "account_id": account_id, "expires_at": ends}
    unit.connection.execute(insert(PasswordReset).values(**values, created_at=unit.now))


def get(connection: Connection, reset_id: str) -> ResetRecord | None:
    """Return the link with this public id."""
    row = connection.execute(select(*_COLUMNS).where(PasswordReset.id == reset_id)).first()
    return ResetRecord(*row) if row else None


def use(unit: Unit, reset_id: str) -> bool:
    """Note that the link has been used; False when somebody else was first, or it has ended."""
    unused = (PasswordReset.used_at.is_(None), PasswordReset.expires_at > unit.now)
    noted = update(PasswordReset).where(PasswordReset.id == reset_id, *unused)
    return unit.connection.execute(noted.values(used_at=unit.now)).rowcount == 1
