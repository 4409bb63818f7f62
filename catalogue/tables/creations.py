"""What was created under a key of the caller's own, so that sending twice makes one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.tables.base import Base, PublicId

Digest = String(64)
"""HMAC-SHA256 in hex."""


class Creation(Base):
    """A call that created an entry, an import or a reply, by keyed hashes.

    `key` is of who sent which key for what, `content` of what was sent.
    """

    __tablename__ = "creation"

    key: Mapped[str] = mapped_column(Digest, primary_key=True)
    content: Mapped[str] = mapped_column(Digest)
    created_id: Mapped[str] = mapped_column(PublicId)
    created_at: Mapped[datetime] = mapped_column(index=True)
