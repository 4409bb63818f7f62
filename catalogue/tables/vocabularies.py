"""Vocabularies as they were last stored: concepts, mappings and a checksum of it all."""

from __future__ import annotations

from datetime import datetime  # noqa: TC003  SQLAlchemy reads the annotations
from typing import Any

from sqlalchemy import ForeignKey, ForeignKeyConstraint
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.tables.base import Base


class Vocabulary(Base):
    """A concept scheme; its concepts' `broader` are concepts of `broader_vocabulary`."""

    __tablename__ = "vocabulary"

    id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    title_sv: Mapped[str]
    title_en: Mapped[str]
    description_sv: Mapped[str]
    description_en: Mapped[str]
    checked: Mapped[str]
    broader_vocabulary: Mapped[str]
    notes_sv: Mapped[list[Any]]
    attributes: Mapped[dict[str, Any]]
    sources: Mapped[list[Any]]


class Concept(Base):
    """A concept; `broader` is the id of one in its vocabulary's `broader_vocabulary`."""

    __tablename__ = "concept"

    vocabulary_id: Mapped[str] = mapped_column(ForeignKey("vocabulary.id"), primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    notation: Mapped[str | None]
    pref_sv: Mapped[str]
    pref_en: Mapped[str | None]
    alt_sv: Mapped[list[Any]]
    alt_en: Mapped[list[Any]]
    hidden_sv: Mapped[list[Any]]
    broader: Mapped[str | None]
    definition_sv: Mapped[str | None]
    definition_en: Mapped[str | None]
    uri: Mapped[str | None]
    attributes: Mapped[dict[str, Any]]


class Mapping(Base):
    """A mapping relation from a concept to a concept of another vocabulary."""

    __tablename__ = "mapping"
    __table_args__ = (
        ForeignKeyConstraint(
            ["from_vocabulary", "from_id"], ["concept.vocabulary_id", "concept.id"]
        ),
        ForeignKeyConstraint(["to_vocabulary", "to_id"], ["concept.vocabulary_id", "concept.id"]),
    )

    from_vocabulary: Mapped[str] = mapped_column(primary_key=True)
    from_id: Mapped[str] = mapped_column(primary_key=True)
    to_vocabulary: Mapped[str] = mapped_column(primary_key=True)
    to_id: Mapped[str] = mapped_column(primary_key=True)
    relation: Mapped[str] = mapped_column(primary_key=True)
    position: Mapped[int]
    strength: Mapped[str | None]
    editorial: Mapped[bool]
    reason_sv: Mapped[str | None]
    sources: Mapped[list[Any]]
    related_sources: Mapped[list[Any]]
    targets: Mapped[list[Any]]


class VocabularyState(Base):
    """One row: the checksum of what is stored, and since when."""

    __tablename__ = "vocabulary_state"

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    checksum: Mapped[str]
    stored_at: Mapped[datetime]
