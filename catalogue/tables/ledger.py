"""The ledger: every change of an entry and what else was done, in commit order."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.tables.base import Base, BigKey, PublicId

_OF_JOB, _OF_SUBJECT = "job_id IS NOT NULL", "subject IS NOT NULL"


class LedgerEvent(Base):
    """One change; `seq` is given out by `catalogue.ledger`, without gaps.

    What is of no single entry (erasing a text, a token, an import) has neither entry nor version;
    `subject` names it: "token:<id>", "user:<id>" (an account), "reply:<id>", "report:<id>".
    """

    __tablename__ = "ledger"
    __table_args__ = (
        Index(None, "at"),
        Index(None, "actor", "seq"),
        Index(None, "action", "seq"),
        Index(
            "ix_ledger_public",
            "seq",
            sqlite_where=text("public = 1"),
            postgresql_where=text("public"),
        ),
        Index(
            None,
            "job_id",
            "seq",
            sqlite_where=text(_OF_JOB),
            postgresql_where=text(_OF_JOB),
        ),
        Index(
            None,
            "subject",
            "seq",
            sqlite_where=text(_OF_SUBJECT),
            postgresql_where=text(_OF_SUBJECT),
        ),
    )

    seq: Mapped[int] = mapped_column(BigKey, primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    entry_pk: Mapped[int | None] = mapped_column(BigKey, ForeignKey("entry.pk"), index=True)
    action: Mapped[str]
    version: Mapped[int | None]
    actor: Mapped[str]
    public: Mapped[bool]
    job_id: Mapped[str | None] = mapped_column(PublicId)
    reason: Mapped[str | None]
    subject: Mapped[str | None]
