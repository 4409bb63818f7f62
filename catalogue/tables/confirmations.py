"""What people have read in an entry that looks like personal data, and let stand."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.tables.base import Base, BigKey


class Confirmation(Base):
    """Words that somebody has confirmed as read in an entry; `mark` is their hash.

    The words are not repeated here. They are forgotten when something in the entry is erased.
    """

    __tablename__ = "confirmation"
    __table_args__ = ({"sqlite_with_rowid": False},)

    entry_pk: Mapped[int] = mapped_column(BigKey, ForeignKey("entry.pk"), primary_key=True)
    mark: Mapped[str] = mapped_column(primary_key=True)
    actor: Mapped[str]
    confirmed_at: Mapped[datetime]
