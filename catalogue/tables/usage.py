"""How often the catalogue is used."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, Date
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.tables.base import Base, one_of
from record.usage import CHANNELS, KINDS


class UsageCount(Base):
    """How often something was done on a day (UTC); nothing about who did it, and no text.

    `subject` is the id of the entry that was read, the format that was downloaded, or a subject of
    searches as `filter:id`; `place` is the county of searches, by code. A search is counted once
    with both empty, once for each subject and once for each place; an unanswered one once for each
    pair of them, either of which may be empty.
    """

    __tablename__ = "usage_count"
    __table_args__ = (
        CheckConstraint(one_of("kind", KINDS), name="kind"),
        CheckConstraint(one_of("channel", CHANNELS), name="channel"),
    )

    day: Mapped[date] = mapped_column(Date, primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    channel: Mapped[str] = mapped_column(primary_key=True)
    subject: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
