"""Accounts of people among the rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, select, update

from catalogue.identifiers import uuid7
from catalogue.tables.accounts import Account, PasswordReset, Session

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from catalogue.unit import Unit


@dataclass(frozen=True, slots=True)
class AccountRecord:
    """An account as it stands; without a password hash it signs in through OpenID Connect."""

    id: str
    address: str
    password_hash: str | None
    role: str
    county: str | None
    created_at: datetime
    disabled_at: datetime | None
    name: str | None = None


_COLUMNS = tuple(getattr(Account, name) for name in AccountRecord.__dataclass_fields__)


def create(
    unit: Unit, address: str, role: str, password_hash: str | None, county: str | None = None
) -> AccountRecord:
    """Make an account; the address must be in lower case, and of no other account.

    A contributor has a county, nobody else has.
    """
    account = AccountRecord(uuid7(), address, password_hash, role, county, unit.now, None)
    values = {name: getattr(account, name) for name in AccountRecord.__dataclass_fields__}
    unit.connection.execute(insert(Account).values(**values))
    return account


def by_address(connection: Connection, address: str) -> AccountRecord | None:
    """Return the account with this address, in lower case."""
    row = connection.execute(select(*_COLUMNS).where(Account.address == address)).first()
    return AccountRecord(*row) if row else None


def get(connection: Connection, account_id: str) -> AccountRecord | None:
    """Return the account with this id."""
    row = connection.execute(select(*_COLUMNS).where(Account.id == account_id)).first()
    return AccountRecord(*row) if row else None


def list_all(connection: Connection) -> list[AccountRecord]:
    """Return all accounts by address."""
    rows = connection.execute(select(*_COLUMNS).order_by(Account.address))
    return [AccountRecord(*row) for row in rows]


def set_password(unit: Unit, account_id: str, password_hash: str) -> None:
    """Give the account another password; whoever is signed in with the old one is signed out."""
    rehash(unit, account_id, password_hash)
    sign_out(unit, account_id)


def rehash(unit: Unit, account_id: str, password_hash: str) -> None:
    """Keep the same password under stronger parameters."""
    unit.connection.execute(
        update(Account).where(Account.id == account_id).values(password_hash=password_hash)
    )


def call(unit: Unit, account_id: str, name: str | None) -> None:
    """Keep what colleagues read at the desk."""
    unit.connection.execute(update(Account).where(Account.id == account_id).values(name=name))


def assign(unit: Unit, account_id: str, role: str, county: str | None) -> None:
    """Give the account another role or county, and sign it out."""
    given = update(Account).where(Account.id == account_id)
    unit.connection.execute(given.values(role=role, county=county))
    sign_out(unit, account_id)


def open_admins(unit: Unit) -> list[str]:
    """Return the ids of all admins whose accounts are open; nobody else changes them meanwhile."""
    admins = select(Account.id).where(Account.role == "admin", Account.disabled_at.is_(None))
    return list(unit.connection.scalars(admins.order_by(Account.id).with_for_update()))


def reopen(unit: Unit, account_id: str) -> None:
    """Open a closed account again; it has no password until somebody sets one."""
    opened = {"disabled_at": None, "password_hash": None}
    unit.connection.execute(update(Account).where(Account.id == account_id).values(**opened))


def disable(unit: Unit, account_id: str) -> None:
    """Close the account, sign it out, and let no link set its password."""
    unit.connection.execute(
        update(Account)
        .where(Account.id == account_id, Account.disabled_at.is_(None))
        .values(disabled_at=unit.now)
    )
    unit.connection.execute(delete(PasswordReset).where(PasswordReset.account_id == account_id))
    sign_out(unit, account_id)


def sign_out(unit: Unit, account_id: str) -> None:
    """End all sessions of the account."""
    unit.connection.execute(
        update(Session)
        .where(Session.account_id == account_id, Session.revoked_at.is_(None))
        .values(revoked_at=unit.now)
    )
