"""Survey replies as they came in, who answered what in them, and the candidates they gave."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, false, text
from sqlalchemy.orm import Mapped, mapped_column

from catalogue.tables.base import Base, BigKey, PublicId, one_of
from record.lists import OUTCOMES

REPLY_STATES = ("queued", "running", "harvested", "failed")
CANDIDATE_STATES = (
    "waiting",
    "accepted",
    "rejected",
    "merged",
    "split",
    "unchanged",
    "replaced",
)
REVISIONS = ("unchanged", "changed", "new")
RELATIONS = ("asked", "correction", "addition")
_UNREVIEWED = "reviewed_at IS NULL AND forgotten_at IS NULL"
_RELEASED = "released_at IS NOT NULL"
_IN_BATCH = "batch IS NOT NULL"


class Reply(Base):
    """A file with replies to a survey; `job_id` is the job that reads it, or did last.

    `content_key` is survey and hash of the file, while it is not failed: the same file is read once
    for a survey. `reviewed_at` is when somebody decided on its last candidate, or noted that they
    had gone through it, never when nothing was found; from then on the
    time that its text is kept runs, which has ended with `forgotten_at`. Since `released_at`, if it
    is set, everybody may see what it says yes and no to. `year` is that of the survey; none: in the
    questionnaire's own year. `form_id` is the form it was filled in with; none: it came as a file.
    `relation` is what it is to the county's reply before: asked, until somebody has said, where
    hardly anything of that is in it. `outcome` is one of OUTCOMES, once a curator has decided.
    `unconfirmed` names those of year, received_on and registry_number that nobody has stated: they
    are as the file tells, if it does.
    """

    __tablename__ = "reply"
    __table_args__ = (
        CheckConstraint(one_of("state", REPLY_STATES), name="state"),
        CheckConstraint(one_of("relation", RELATIONS), name="relation"),
        CheckConstraint(one_of("outcome", OUTCOMES), name="outcome"),
        Index(None, "sha256"),
        Index(None, "state", "pk"),
        Index(None, "survey", "pk"),
        Index(
            "ix_reply_released",
            "survey",
            "pk",
            sqlite_where=text(_RELEASED),
            postgresql_where=text(_RELEASED),
        ),
        Index(
            "ix_reply_unreviewed",
            "created_at",
            sqlite_where=text(_UNREVIEWED),
            postgresql_where=text(_UNREVIEWED),
        ),
    )

    pk: Mapped[int] = mapped_column(BigKey, primary_key=True)
    id: Mapped[str] = mapped_column(PublicId, unique=True)
    job_id: Mapped[str] = mapped_column(PublicId)
    state: Mapped[str]
    actor: Mapped[str]
    content_key: Mapped[str | None] = mapped_column(unique=True)
    file_name: Mapped[str | None]
    file_kind: Mapped[str | None]
    sha256: Mapped[str]
    size: Mapped[int] = mapped_column(BigKey)
    survey: Mapped[str]
    year: Mapped[int | None]
    form_id: Mapped[str | None] = mapped_column(PublicId)
    registry_number: Mapped[str | None]
    received_on: Mapped[str | None]
    fault: Mapped[dict[str, Any] | None]
    warnings: Mapped[list[Any] | None]
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    reviewed_at: Mapped[datetime | None]
    forgotten_at: Mapped[datetime | None]
    released_at: Mapped[datetime | None]
    released_by: Mapped[str | None]
    relation: Mapped[str | None]
    outcome: Mapped[str | None]
    unconfirmed: Mapped[list[Any]] = mapped_column(server_default=text("'[]'"))


class ReplyDocument(Base):
    """A document that answers stand in: the file itself, or one that was attached to it.

    `text` is the canonical text that all offsets count in, `blocks` its lines; both go when the
    reply is forgotten. `withheld` are personal data: {kind, start, end}.
    """

    __tablename__ = "reply_document"
    __table_args__ = ({"sqlite_with_rowid": False},)

    reply_pk: Mapped[int] = mapped_column(BigKey, ForeignKey("reply.pk"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    sha256: Mapped[str]
    name: Mapped[str | None]
    kind: Mapped[str]
    text: Mapped[str | None]
    blocks: Mapped[list[Any] | None]
    withheld: Mapped[list[Any]]


class ReplyRespondent(Base):
    """One who answered: a whole document, or a row or column of a table in it.

    `answers` and `sectors` are for curators only. `yes_no` is question -> "ja", "nej" or null.
    `readings` are ways to divide the text into examples, the one that was taken when it was read
    first: {key, spans, unread, sureness, taken}, without words. `has_answered` tells whether any
    question had an answer when the reply was read; it stays when the text is deleted.
    """

    __tablename__ = "reply_respondent"
    __table_args__ = (Index(None, "county"), {"sqlite_with_rowid": False})

    reply_pk: Mapped[int] = mapped_column(BigKey, ForeignKey("reply.pk"), primary_key=True)
    place: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    document: Mapped[int]
    row: Mapped[str | None]
    county: Mapped[str | None]
    organisation: Mapped[str | None]
    yes_no: Mapped[dict[str, Any]]
    answers: Mapped[list[Any]]
    sectors: Mapped[list[Any]]
    readings: Mapped[list[Any]] = mapped_column(server_default=text("'[]'"))
    has_answered: Mapped[bool] = mapped_column(server_default=false())


class AnswerCorrection(Base):
    """What a person made of an answer; the harvest's own reading stays, and is version 0.

    All versions are kept as the history. `text` is without personal data; it goes when the reply is
    forgotten.
    """

    __tablename__ = "answer_correction"
    __table_args__ = ({"sqlite_with_rowid": False},)

    reply_pk: Mapped[int] = mapped_column(BigKey, ForeignKey("reply.pk"), primary_key=True)
    respondent: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    question: Mapped[str] = mapped_column(primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    yes_no: Mapped[str | None]
    text: Mapped[str | None]
    actor: Mapped[str]
    at: Mapped[datetime]


_ASKED_BY = ("state", "county", "question", "revision")


class Candidate(Base):
    """A possible entry, found in a reply, until somebody has decided on it.

    `said` is what the reply says, with offsets, and never changes; `content` is a row of the load
    format without key, which curators edit; `quote` is what everybody may see of `said`. `revision`
    and `earlier_pk` compare it with the reply that this one corrects, and `gone_in_pk` is the later
    reply that no longer has it. `confidence` is how sure the harvest was of its bounds, and
    `kind_confidence` of its kind; none: somebody has set them. `entry_version` is the version that
    accepting it wrote. A `postponed` one waits behind the others.
    """

    __tablename__ = "candidate"
    __table_args__ = (
        CheckConstraint(one_of("state", CANDIDATE_STATES), name="state"),
        CheckConstraint(one_of("revision", REVISIONS), name="revision"),
        Index(None, "reply_pk", "place"),
        Index(None, "state", "pk"),
        *(Index(None, name, "reply_pk", "place", "pk") for name in _ASKED_BY),
        Index(None, "entry_id"),
    )

    pk: Mapped[int] = mapped_column(BigKey, primary_key=True)
    id: Mapped[str] = mapped_column(PublicId, unique=True)
    reply_pk: Mapped[int] = mapped_column(BigKey, ForeignKey("reply.pk"))
    place: Mapped[int]
    respondent: Mapped[int]
    document: Mapped[int]
    question: Mapped[str]
    county: Mapped[str | None]
    state: Mapped[str]
    version: Mapped[int]
    said: Mapped[dict[str, Any]]
    content: Mapped[dict[str, Any]]
    quote: Mapped[str | None]
    suggestions: Mapped[list[Any]]
    duplicates: Mapped[list[Any]]
    precision: Mapped[float | None]
    confidence: Mapped[float | None]
    kind_confidence: Mapped[float | None]
    revision: Mapped[str | None]
    earlier_pk: Mapped[int | None] = mapped_column(BigKey, ForeignKey("candidate.pk"))
    gone_in_pk: Mapped[int | None] = mapped_column(BigKey, ForeignKey("reply.pk"))
    merged_into_pk: Mapped[int | None] = mapped_column(BigKey, ForeignKey("candidate.pk"))
    split_from_pk: Mapped[int | None] = mapped_column(BigKey, ForeignKey("candidate.pk"))
    postponed: Mapped[bool] = mapped_column(server_default=false())
    entry_id: Mapped[str | None] = mapped_column(PublicId)
    entry_version: Mapped[int | None]
    actor: Mapped[str | None]
    reason: Mapped[str | None]
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime]


class CandidateStep(Base):
    """What was done to a candidate; `before` is what undoing it brings back.

    Steps of one `batch` were one decision on many, and are undone as one.
    """

    __tablename__ = "candidate_step"
    __table_args__ = (
        Index(
            "ix_candidate_step_batch",
            "batch",
            sqlite_where=text(_IN_BATCH),
            postgresql_where=text(_IN_BATCH),
        ),
        {"sqlite_with_rowid": False},
    )

    candidate_pk: Mapped[int] = mapped_column(BigKey, ForeignKey("candidate.pk"), primary_key=True)
    version: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    action: Mapped[str]
    actor: Mapped[str]
    reason: Mapped[str | None]
    at: Mapped[datetime]
    before: Mapped[dict[str, Any]]
    batch: Mapped[str | None] = mapped_column(PublicId)
