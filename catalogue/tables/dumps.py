"""Dumps: what has been written out for others to copy; the files lie in the data folder."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from catalogue.tables.base import Base, BigKey, PublicId


class Dump(Base):
    """A dump whose files are complete; the row is written after them and goes before them."""

    __tablename__ = "dump"

    id: Mapped[str] = mapped_column(PublicId, primary_key=True)
    created_at: Mapped[datetime]
    seq: Mapped[int] = mapped_column(BigKey)
    mark: Mapped[str]
    entries: Mapped[int]
    schema_version: Mapped[str]
    files: Mapped[list[Any]]
