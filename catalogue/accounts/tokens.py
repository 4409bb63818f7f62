"""Tokens among the rows: made, found by public id, used, revoked, replaced."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from catalogue.tables.accounts import Token

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from catalogue.unit import Unit


@dataclass(frozen=True, slots=True)
class TokenRecord:
    """A token as it stands.

    Attributes:
        hash: keyed hash of the secret, in hex.
        created_by: name of an actor.
        replaces: id of the token that this one takes the place of.
    """

    id: str
    hash: str
    label: str
    scopes: list[str]
    created_at: datetime
    created_by: str
    expires_at: datetime | None
    last_used_at: datetime | None
    revoked_at: datetime | None
    replaces: str | None

    def valid(self, now: datetime) -> bool:
        """Return whether the token opens anything."""
        return self.revoked_at is None and (self.expires_at is None or now < self.expires_at)


_COLUMNS = tuple(getattr(Token, name) for name in TokenRecord.__dataclass_fields__)


def create(unit: Unit, token: TokenRecord) -> None:
    """Keep a new token."""
    values = {name: getattr(token, name) for name in TokenRecord.__dataclass_fields__}
    unit.connection.execute(insert(Token).values(**values))


def get(connection: Connection, token_id: str) -> TokenRecord | None:
    """Return the token with this public id."""
    row = connection.execute(select(*_COLUMNS).where(Token.id == token_id)).first()
    return TokenRecord(*row) if row else None


def get_for_update(unit: Unit, token_id: str) -> TokenRecord | None:
    """Return the token, which nobody else changes or replaces until the unit ends."""
    statement = select(*_COLUMNS).where(Token.id == token_id).with_for_update()
    row = unit.connection.execute(statement).first()
    return TokenRecord(*row) if row else None


def successors(connection: Connection, token_id: str) -> list[TokenRecord]:
    """Return the tokens that were made to take the place of this one."""
    rows = connection.execute(select(*_COLUMNS).where(Token.replaces == token_id))
    return [TokenRecord(*row) for row in rows]


def list_all(connection: Connection) -> list[TokenRecord]:
    """Return all tokens, latest first."""
    rows = connection.execute(select(*_COLUMNS).order_by(Token.created_at.desc(), Token.id))
    return [TokenRecord(*row) for row in rows]


def note_use(unit: Unit, token_id: str, keyed_hash: str) -> None:
    """Note that the token was used now, and keep its hash under the key of today."""
    unit.connection.execute(
        update(Token).where(Token.id == token_id).values(last_used_at=unit.now, hash=keyed_hash)
    )


def expire(unit: Unit, token_id: str, at: datetime) -> None:
    """Let the token be valid until `at`."""
    unit.connection.execute(update(Token).where(Token.id == token_id).values(expires_at=at))


def revoke(unit: Unit, token_id: str) -> None:
    """End the token now; one that has been revoked keeps the time when it was."""
    unit.connection.execute(
        update(Token)
        .where(Token.id == token_id, Token.revoked_at.is_(None))
        .values(revoked_at=unit.now)
    )
