"""Searches that readers follow by e-mail."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.tables.base import Base, BigKey, PublicId, one_of

FREQUENCIES = ("day", "week")


class Subscription(Base):
    """A search that somebody follows; until `confirmed_at` nothing but a question is sent.

    `address` is None once it is erased. `since` is when the search was last looked at, `due_at`
    when the next mail is to be sent: None while an answer to the question is awaited.
    """

    __tablename__ = "subscription"
    __table_args__ = (
        CheckConstraint(one_of("frequency", FREQUENCIES), name="frequency"),
        Index(None, "address"),
        Index(None, "due_at"),
        Index(None, "created_at"),
    )

    pk: Mapped[int] = mapped_column(BigKey, primary_key=True)
    id: Mapped[str] = mapped_column(PublicId, unique=True)
    address: Mapped[str | None]
    query: Mapped[str]
    language: Mapped[str]
    frequency: Mapped[str]
    created_at: Mapped[datetime]
    confirmed_at: Mapped[datetime | None]
    since: Mapped[datetime]
    due_at: Mapped[datetime | None]
