"""Whether the addresses of sources answer."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.tables.base import Base, BigKey

FAILING = "failures >= 2"
"""An address that was silent once is not reported: it may have been the network."""


class SourceCheck(Base):
    """What the last look at the address of an entry's source found, in its public version then.

    The address itself is not repeated here, so that erasing has nothing to do.
    """

    __tablename__ = "source_check"
    __table_args__ = (
        Index(
            "ix_source_check_failing",
            "failing_since",
            "entry_pk",
            sqlite_where=text(FAILING),
            postgresql_where=text(FAILING),
        ),
    )

    entry_pk: Mapped[int] = mapped_column(BigKey, ForeignKey("entry.pk"), primary_key=True)
    version: Mapped[int]
    checked_at: Mapped[datetime]
    outcome: Mapped[str]
    http_status: Mapped[int | None]
    failures: Mapped[int]
    failing_since: Mapped[datetime | None]
