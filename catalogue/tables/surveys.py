"""Surveys that are answered by form: when, by which counties, and what these have filled in."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.tables.accounts import CredentialId, KeyedHash
from catalogue.tables.base import Base, BigKey, PublicId


class Survey(Base):
    """A questionnaire as it is sent out in a year; `closes_on` is the last day for answers.

    `closed_at` is when somebody closed it before that. With `forgotten_at` what was filled in is
    deleted.
    """

    __tablename__ = "survey"
    __table_args__ = (UniqueConstraint("questionnaire", "year"),)

    pk: Mapped[int] = mapped_column(BigKey, primary_key=True)
    id: Mapped[str] = mapped_column(PublicId, unique=True)
    questionnaire: Mapped[str]
    year: Mapped[int]
    closes_on: Mapped[str]
    opened_by: Mapped[str]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    forgotten_at: Mapped[datetime | None]


class AnswerForm(Base):
    """A county's form; the link to it, of which a keyed hash is kept, can be made anew.

    `sent_mark` is the hash of what was sent last, and `reply_id` the reply that it became.
    """

    __tablename__ = "answer_form"
    __table_args__ = (UniqueConstraint("survey_pk", "county"),)

    pk: Mapped[int] = mapped_column(BigKey, primary_key=True)
    id: Mapped[str] = mapped_column(PublicId, unique=True)
    survey_pk: Mapped[int] = mapped_column(BigKey, ForeignKey("survey.pk"))
    county: Mapped[str]
    link_id: Mapped[str | None] = mapped_column(CredentialId, unique=True)
    link_hash: Mapped[str | None] = mapped_column(KeyedHash)
    link_made_at: Mapped[datetime | None]
    link_made_by: Mapped[str | None]
    sent_at: Mapped[datetime | None]
    sent_mark: Mapped[str | None]
    reply_id: Mapped[str | None] = mapped_column(PublicId)


class FormAnswer(Base):
    """What is filled in for a question; `version` grows by one each time that it is saved."""

    __tablename__ = "form_answer"
    __table_args__ = ({"sqlite_with_rowid": False},)

    form_pk: Mapped[int] = mapped_column(BigKey, ForeignKey("answer_form.pk"), primary_key=True)
    question: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int]
    content: Mapped[dict[str, Any]]
    saved_at: Mapped[datetime]
    saved_by: Mapped[str]
