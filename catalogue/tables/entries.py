"""Entries, their versions, and what each version links and relates to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    false,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.tables.base import Base, BigKey, PublicId, one_of
from record.lists import ORIGINS, RELATION_TYPES, STATUSES

_HAS_DRAFT = "version <> published_version"
"""The status of a published entry that also has a draft."""


class Entry(Base):
    """What is true of an entry whatever its version.

    `status` is what the entry is to the public: "published" exactly while `published_version` is
    set, "withdrawn" once withdrawn, otherwise the status of its latest version.
    """

    __tablename__ = "entry"
    __table_args__ = (
        UniqueConstraint("source_system", "external_id"),
        CheckConstraint(one_of("status", STATUSES), name="status"),
        CheckConstraint(
            "(status = 'published') = (published_version IS NOT NULL)", name="published"
        ),
        Index(None, "status", "pk"),  # pages of one status in order of pk, and their count
        Index(None, "status", "updated_at", "id"),
        Index(
            "ix_entry_beside",
            "updated_at",
            "id",
            sqlite_where=text(_HAS_DRAFT),
            postgresql_where=text(_HAS_DRAFT),
        ),
    )

    pk: Mapped[int] = mapped_column(BigKey, primary_key=True)
    id: Mapped[str] = mapped_column(PublicId, unique=True)
    source_system: Mapped[str]
    external_id: Mapped[str]
    status: Mapped[str]
    version: Mapped[int]
    published_version: Mapped[int | None]
    content_hash: Mapped[str]
    created_at: Mapped[datetime]
    updated_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    withdrawn_reason: Mapped[str | None]
    replaced_by: Mapped[int | None] = mapped_column(ForeignKey("entry.pk"))
    seq: Mapped[int] = mapped_column(BigKey)


class EntryVersion(Base):
    """The text of an entry in one version; versions are added, never changed or taken away.

    `source_seen_on` is the day on which somebody last looked at the source, as `content` has it,
    and `has_objective` tells of a link to an environmental objective: `/tasks` asks that of all.
    """

    __tablename__ = "entry_version"
    __table_args__ = (
        CheckConstraint(one_of("status", STATUSES), name="status"),
        Index(None, "status", "source_seen_on", "entry_pk", "version"),
        Index(None, "status", "has_objective", "entry_pk", "version"),
    )

    entry_pk: Mapped[int] = mapped_column(BigKey, ForeignKey("entry.pk"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    status: Mapped[str]
    content: Mapped[dict[str, Any]]
    content_hash: Mapped[str]
    created_at: Mapped[datetime]
    published_at: Mapped[datetime | None]
    actor: Mapped[str]
    reason: Mapped[str | None]
    job_id: Mapped[str | None] = mapped_column(PublicId)
    source_seen_on: Mapped[str | None]
    has_objective: Mapped[bool] = mapped_column(server_default=false())


class Link(Base):
    """A concept that a version is linked to; the only place that says so.

    Stored in order of its key (SQLite: without rowid), so that a version's links lie side by side.
    """

    __tablename__ = "link"
    __table_args__ = (
        ForeignKeyConstraint(
            ["entry_pk", "version"], ["entry_version.entry_pk", "entry_version.version"]
        ),
        CheckConstraint(one_of("origin", ORIGINS), name="origin"),
        {"sqlite_with_rowid": False},
    )

    entry_pk: Mapped[int] = mapped_column(BigKey, primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    field: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    origin: Mapped[str]
    score: Mapped[float | None]
    evidence: Mapped[list[Any] | None]


class EntryGap(Base):
    """What a version lacks, by the list that it belongs in; `year` is for a list by age alone."""

    __tablename__ = "entry_gap"
    __table_args__ = (
        ForeignKeyConstraint(
            ["entry_pk", "version"], ["entry_version.entry_pk", "entry_version.version"]
        ),
        Index(None, "kind", "year", "entry_pk", "version"),
        {"sqlite_with_rowid": False},
    )

    entry_pk: Mapped[int] = mapped_column(BigKey, primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    kind: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int | None]


class TaskPause(Base):
    """Until when an entry is left out of a list: somebody has looked, and found nothing to do."""

    __tablename__ = "task_pause"
    __table_args__ = ({"sqlite_with_rowid": False},)

    entry_pk: Mapped[int] = mapped_column(BigKey, ForeignKey("entry.pk"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    until: Mapped[datetime]


class CuratedField(Base):
    """A field of an entry that a person has edited: later loads leave it as it is.

    `overwritten_by` is the id of the import that was to overwrite people's edits, until it is
    taken back.
    """

    __tablename__ = "curated_field"
    __table_args__ = ({"sqlite_with_rowid": False},)

    entry_pk: Mapped[int] = mapped_column(BigKey, ForeignKey("entry.pk"), primary_key=True)
    field: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int]
    actor: Mapped[str]
    at: Mapped[datetime]
    overwritten_by: Mapped[str | None] = mapped_column(PublicId)


class Relation(Base):
    """An entry that a version uses or is part of."""

    __tablename__ = "relation"
    __table_args__ = (
        ForeignKeyConstraint(
            ["entry_pk", "version"], ["entry_version.entry_pk", "entry_version.version"]
        ),
        CheckConstraint(one_of("type", RELATION_TYPES), name="type"),
        {"sqlite_with_rowid": False},
    )

    entry_pk: Mapped[int] = mapped_column(BigKey, primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    type: Mapped[str] = mapped_column(primary_key=True)
    target_pk: Mapped[int] = mapped_column(
        BigKey, ForeignKey("entry.pk"), primary_key=True, index=True
    )
