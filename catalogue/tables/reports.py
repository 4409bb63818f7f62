"""What readers report about entries, for curators."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.tables.base import Base, BigKey, PublicId, one_of
from record.lists import REPORT_KINDS

_OPEN = "closed_at IS NULL"


class Report(Base):
    """A fault of an entry that somebody reported; it is open until a curator closes it.

    `answer_to` is where the sender wants an answer, and goes as the report is closed.
    """

    __tablename__ = "report"
    __table_args__ = (
        CheckConstraint(one_of("kind", REPORT_KINDS), name="kind"),
        Index(
            "ix_report_open",
            "created_at",
            "id",
            sqlite_where=text(_OPEN),
            postgresql_where=text(_OPEN),
        ),
        Index(None, "created_at"),
        Index(None, "closed_at"),
    )

    pk: Mapped[int] = mapped_column(BigKey, primary_key=True)
    id: Mapped[str] = mapped_column(PublicId, unique=True)
    entry_pk: Mapped[int] = mapped_column(BigKey, ForeignKey("entry.pk"), index=True)
    kind: Mapped[str]
    text: Mapped[str]
    answer_to: Mapped[str | None]
    created_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str | None]
    reason: Mapped[str | None]
