"""Places where something was erased, to be checked: the text around may name the same person."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.tables.base import Base, BigKey, PublicId, one_of

PLACE_KINDS = ("entry", "candidate", "reply", "report")
_OPEN = "looked_at IS NULL"


class ErasedPlace(Base):
    """Something in which a text was erased, by its kind and id, until somebody has looked at it."""

    __tablename__ = "erased_place"
    __table_args__ = (
        CheckConstraint(one_of("kind", PLACE_KINDS), name="kind"),
        Index(
            "ix_erased_place_open",
            "erased_at",
            sqlite_where=text(_OPEN),
            postgresql_where=text(_OPEN),
        ),
    )

    pk: Mapped[int] = mapped_column(BigKey, primary_key=True)
    kind: Mapped[str]
    subject_id: Mapped[str] = mapped_column(PublicId)
    erased_at: Mapped[datetime]
    looked_at: Mapped[datetime | None]
    looked_by: Mapped[str | None]
