"""Who may do what: tokens, accounts of people, their sessions, one-time links, failed sign-ins.

No secret is kept: of tokens, sessions and links a keyed hash, of passwords an argon2id hash.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.tables.base import Base, PublicId, one_of

ROLES = ("contributor", "curator", "admin")
CredentialId = String(16)
KeyedHash = String(64)
"""HMAC-SHA256 in hex."""


class Token(Base):
    """A token of a program; `replaces` is the one it was made to take the place of."""

    __tablename__ = "token"

    id: Mapped[str] = mapped_column(CredentialId, primary_key=True)
    hash: Mapped[str] = mapped_column(KeyedHash)
    label: Mapped[str]
    scopes: Mapped[list[Any]]
    created_at: Mapped[datetime]
    created_by: Mapped[str]
    expires_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    replaces: Mapped[str | None] = mapped_column(ForeignKey("token.id"))


class Account(Base):
    """A person who may sign in; one without a password does through OpenID Connect, or sets one.

    `county` is the only one that a contributor works with; nobody else has one. `name` is what
    colleagues read at the desk, if the person has one there.
    """

    __tablename__ = "account"
    __table_args__ = (
        CheckConstraint(one_of("role", ROLES), name="role"),
        CheckConstraint("(role = 'contributor') = (county IS NOT NULL)", name="county"),
    )

    id: Mapped[str] = mapped_column(PublicId, primary_key=True)
    address: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str | None]
    password_hash: Mapped[str | None]
    role: Mapped[str]
    county: Mapped[str | None]
    created_at: Mapped[datetime]
    disabled_at: Mapped[datetime | None]


class Session(Base):
    """The time between a sign-in and its end."""

    __tablename__ = "session"

    id: Mapped[str] = mapped_column(CredentialId, primary_key=True)
    hash: Mapped[str] = mapped_column(KeyedHash)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime] = mapped_column(index=True)
    last_used_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class PasswordReset(Base):
    """A link with which somebody sets a password, once."""

    __tablename__ = "password_reset"

    id: Mapped[str] = mapped_column(CredentialId, primary_key=True)
    hash: Mapped[str] = mapped_column(KeyedHash)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), index=True)
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class FailedSignIn(Base):
    """How often in a row an address has failed to sign in, whether or not it has an account."""

    __tablename__ = "failed_sign_in"

    key: Mapped[str] = mapped_column(KeyedHash, primary_key=True)
    count: Mapped[int]
    last_at: Mapped[datetime] = mapped_column(index=True)
