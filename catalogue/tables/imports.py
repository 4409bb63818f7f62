"""Imports, and what became of each of their rows."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.tables.base import Base, BigKey, PublicId, one_of

STATES = ("queued", "running", "checked", "loaded", "aborted", "failed", "reverted")
ACTIONS = ("created", "updated", "withdrawn", "unchanged", "rejected")


class Import(Base):
    """A file that was handed in to be loaded; `job_id` is the job that works on it, or did last.

    `id` is what ledger and versions carry as their job. `sha256` tells the file again, `options`
    hold how to load it, `columns` the fields of a sheet's columns. `kept` and `personal` count rows
    by their warnings: of a person's edit that stays, and of what may tell of a person.
    """

    __tablename__ = "import"
    __table_args__ = (
        CheckConstraint(one_of("state", STATES), name="state"),
        Index(None, "sha256"),
    )

    pk: Mapped[int] = mapped_column(BigKey, primary_key=True)
    id: Mapped[str] = mapped_column(PublicId, unique=True)
    job_id: Mapped[str] = mapped_column(PublicId)
    state: Mapped[str]
    actor: Mapped[str]
    file_name: Mapped[str | None]
    file_kind: Mapped[str | None]
    sha256: Mapped[str]
    size: Mapped[int] = mapped_column(BigKey)
    options: Mapped[dict[str, Any]]
    columns: Mapped[list[Any] | None]
    total: Mapped[int | None]
    created: Mapped[int]
    updated: Mapped[int]
    withdrawn: Mapped[int]
    unchanged: Mapped[int]
    rejected: Mapped[int]
    kept: Mapped[int] = mapped_column(server_default=text("0"))
    personal: Mapped[int] = mapped_column(server_default=text("0"))
    fault: Mapped[dict[str, Any] | None]
    seq: Mapped[int] = mapped_column(BigKey)
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    file_removed_at: Mapped[datetime | None]


class ImportRow(Base):
    """What became of one row.

    `place` is its order in the file and `row` the number that the admin sees; `position` is where
    it stands in the file of rows, in bytes. The versions are the entry's latest and its public one,
    before the row was loaded and after. `reverted` is None until the import is reverted.
    `corrected` is what somebody wrote in its place: {"row": ..., "ofSheet": whether of cells}.
    `confirmed_by` has read those words on persons that its warnings name as confirmed.
    """

    __tablename__ = "import_row"
    __table_args__ = (
        CheckConstraint(one_of("action", ACTIONS), name="action"),
        Index(None, "import_pk", "action", "place"),
        Index(
            "ix_import_row_warned",
            "import_pk",
            "place",
            sqlite_where=text("warnings IS NOT NULL"),
            postgresql_where=text("warnings IS NOT NULL"),
        ),
        Index(
            "ix_import_row_confirmed",
            "source_system",
            "external_id",
            sqlite_where=text("confirmed_by IS NOT NULL"),
            postgresql_where=text("confirmed_by IS NOT NULL"),
        ),
        {"sqlite_with_rowid": False},
    )

    import_pk: Mapped[int] = mapped_column(BigKey, ForeignKey("import.pk"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    row: Mapped[int]
    position: Mapped[int] = mapped_column(BigKey)
    source_system: Mapped[str | None]
    external_id: Mapped[str | None]
    action: Mapped[str]
    entry_id: Mapped[str | None] = mapped_column(PublicId)
    version_before: Mapped[int | None]
    public_before: Mapped[int | None]
    version: Mapped[int | None]
    public_version: Mapped[int | None]
    errors: Mapped[list[Any] | None]
    warnings: Mapped[list[Any] | None]
    reverted: Mapped[bool | None]
    corrected: Mapped[dict[str, Any] | None]
    confirmed_by: Mapped[str | None]
    confirmed_at: Mapped[datetime | None]
