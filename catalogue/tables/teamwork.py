"""What an editorial team does together: assigns, comments, gets notices, sees who is editing."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.tables.base import Base, BigKey, PublicId, one_of

SUBJECT_KINDS = ("entry", "candidate", "reply", "report")
NOTICE_KINDS = ("assigned", "comment")
_UNREAD, _UNSENT = "read_at IS NULL", "mailed_at IS NULL"


class Assignment(Base):
    """Who is to see to something, by its kind and id; `actor` has assigned it."""

    __tablename__ = "assignment"
    __table_args__ = (
        CheckConstraint(one_of("kind", SUBJECT_KINDS), name="kind"),
        {"sqlite_with_rowid": False},
    )

    kind: Mapped[str] = mapped_column(primary_key=True)
    subject_id: Mapped[str] = mapped_column(PublicId, primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), index=True)
    actor: Mapped[str]
    assigned_at: Mapped[datetime]


class Comment(Base):
    """What somebody has written to colleagues about something; readers never see it."""

    __tablename__ = "comment"
    __table_args__ = (
        CheckConstraint(one_of("kind", SUBJECT_KINDS), name="kind"),
        Index(None, "kind", "subject_id"),
        Index(None, "created_at"),
    )

    pk: Mapped[int] = mapped_column(BigKey, primary_key=True)
    kind: Mapped[str]
    subject_id: Mapped[str] = mapped_column(PublicId)
    actor: Mapped[str]
    text: Mapped[str]
    created_at: Mapped[datetime]


class Notice(Base):
    """That something was assigned to somebody, or commented where they take part.

    `mailed_at` is when a mail about it was sent, or when it was decided to send none.
    """

    __tablename__ = "notice"
    __table_args__ = (
        CheckConstraint(one_of("kind", SUBJECT_KINDS), name="kind"),
        CheckConstraint(one_of("about", NOTICE_KINDS), name="about"),
        Index(
            "ix_notice_unread",
            "account_id",
            sqlite_where=text(_UNREAD),
            postgresql_where=text(_UNREAD),
        ),
        Index("ix_notice_unsent", "pk", sqlite_where=text(_UNSENT), postgresql_where=text(_UNSENT)),
    )

    pk: Mapped[int] = mapped_column(BigKey, primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"))
    about: Mapped[str]
    kind: Mapped[str]
    subject_id: Mapped[str] = mapped_column(PublicId)
    actor: Mapped[str]
    created_at: Mapped[datetime]
    read_at: Mapped[datetime | None]
    mailed_at: Mapped[datetime | None]


class Presence(Base):
    """Who has something open in a form, and when their page last reported it."""

    __tablename__ = "presence"
    __table_args__ = (
        CheckConstraint(one_of("kind", SUBJECT_KINDS), name="kind"),
        Index(None, "seen_at"),
        {"sqlite_with_rowid": False},
    )

    kind: Mapped[str] = mapped_column(primary_key=True)
    subject_id: Mapped[str] = mapped_column(PublicId, primary_key=True)
    account_id: Mapped[str] = mapped_column(ForeignKey("account.id"), primary_key=True)
    since: Mapped[datetime]
    seen_at: Mapped[datetime]
