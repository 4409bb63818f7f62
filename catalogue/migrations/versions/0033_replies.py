"""Tables of imports, surveys, replies and candidates.

Numbered as the last of 33 migrations that were made before any release: a database at that number
has the same tables.

Revision ID: 0033
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

from catalogue.migrations.columns import BIG, ID, JSON, TIME, where

revision = "0033"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables, each after those that it refers to."""
    _create_imports()
    _create_surveys()
    _create_replies()
    _create_candidates()
    _create_erasures()


def downgrade() -> None:
    """Drop the tables in the opposite order."""
    for table in (
        "erased_place",
        "candidate_step",
        "candidate",
        "answer_correction",
        "reply_respondent",
        "reply_document",
        "reply",
        "form_answer",
        "answer_form",
        "survey",
        "import_row",
        "import",
    ):
        op.drop_table(table)


def _create_imports() -> None:
    op.create_table(
        "import",
        sa.Column("pk", BIG, primary_key=True),
        sa.Column("id", ID, nullable=False, unique=True),
        sa.Column("job_id", ID, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("file_name", sa.String()),
        sa.Column("file_kind", sa.String()),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", BIG, nullable=False),
        sa.Column("options", JSON, nullable=False),
        sa.Column("columns", JSON),
        sa.Column("total", sa.Integer()),
        sa.Column("created", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False, server_default=sa.text("0")),
        sa.Column("personal", sa.Integer(), nullable=False, server_default=sa.text("0")),
        sa.Column("fault", JSON),
        sa.Column("seq", BIG, nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("finished_at", TIME),
        sa.Column("file_removed_at", TIME),
        sa.CheckConstraint(
            "state IN ('queued', 'running', 'checked', 'loaded', 'aborted', 'failed', 'reverted')",
            name="state",
        ),
        sa.Index(None, "sha256"),
    )
    op.create_table(
        "import_row",
        sa.Column("import_pk", BIG, sa.ForeignKey("import.pk"), primary_key=True),
        sa.Column("place", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("position", BIG, nullable=False),
        sa.Column("source_system", sa.String()),
        sa.Column("external_id", sa.String()),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("entry_id", ID),
        sa.Column("version_before", sa.Integer()),
        sa.Column("public_before", sa.Integer()),
        sa.Column("version", sa.Integer()),
        sa.Column("public_version", sa.Integer()),
        sa.Column("errors", JSON),
        sa.Column("warnings", JSON),
        sa.Column("reverted", sa.Boolean()),
        sa.Column("corrected", JSON),
        sa.Column("confirmed_by", sa.String()),
        sa.Column("confirmed_at", TIME),
        sa.CheckConstraint(
            "action IN ('created', 'updated', 'withdrawn', 'unchanged', 'rejected')", name="action"
        ),
        sa.Index(
            "ix_import_row_confirmed",
            "source_system",
            "external_id",
            **where("confirmed_by IS NOT NULL"),
        ),
        sa.Index(None, "import_pk", "action", "place"),
        sa.Index("ix_import_row_warned", "import_pk", "place", **where("warnings IS NOT NULL")),
        sqlite_with_rowid=False,
    )


def _create_surveys() -> None:
    op.create_table(
        "survey",
        sa.Column("pk", BIG, primary_key=True),
        sa.Column("id", ID, nullable=False, unique=True),
        sa.Column("questionnaire", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("closes_on", sa.String(), nullable=False),
        sa.Column("opened_by", sa.String(), nullable=False),
        sa.Column("opened_at", TIME, nullable=False),
        sa.Column("closed_at", TIME),
        sa.Column("forgotten_at", TIME),
        sa.UniqueConstraint("questionnaire", "year"),
    )
    op.create_table(
        "answer_form",
        sa.Column("pk", BIG, primary_key=True),
        sa.Column("id", ID, nullable=False, unique=True),
        sa.Column("survey_pk", BIG, sa.ForeignKey("survey.pk"), nullable=False),
        sa.Column("county", sa.String(), nullable=False),
        sa.Column("link_id", sa.String(16), unique=True),
        sa.Column("link_hash", sa.String(64)),
        sa.Column("link_made_at", TIME),
        sa.Column("link_made_by", sa.String()),
        sa.Column("sent_at", TIME),
        sa.Column("sent_mark", sa.String()),
        sa.Column("reply_id", ID),
        sa.UniqueConstraint("survey_pk", "county"),
    )
    op.create_table(
        "form_answer",
        sa.Column("form_pk", BIG, sa.ForeignKey("answer_form.pk"), primary_key=True),
        sa.Column("question", sa.String(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", JSON, nullable=False),
        sa.Column("saved_at", TIME, nullable=False),
        sa.Column("saved_by", sa.String(), nullable=False),
        sqlite_with_rowid=False,
    )


def _create_replies() -> None:
    op.create_table(
        "reply",
        sa.Column("pk", BIG, primary_key=True),
        sa.Column("id", ID, nullable=False, unique=True),
        sa.Column("job_id", ID, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("content_key", sa.String(), unique=True),
        sa.Column("file_name", sa.String()),
        sa.Column("file_kind", sa.String()),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", BIG, nullable=False),
        sa.Column("survey", sa.String(), nullable=False),
        sa.Column("year", sa.Integer()),
        sa.Column("form_id", ID),
        sa.Column("registry_number", sa.String()),
        sa.Column("received_on", sa.String()),
        sa.Column("fault", JSON),
        sa.Column("warnings", JSON),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("finished_at", TIME),
        sa.Column("reviewed_at", TIME),
        sa.Column("forgotten_at", TIME),
        sa.Column("released_at", TIME),
        sa.Column("released_by", sa.String()),
        sa.Column("relation", sa.String()),
        sa.Column("outcome", sa.String()),
        sa.CheckConstraint(
            "outcome IN ('nothing-to-share', 'comes-later', 'by-hand')", name="outcome"
        ),
        sa.CheckConstraint("relation IN ('asked', 'correction', 'addition')", name="relation"),
        sa.CheckConstraint("state IN ('queued', 'running', 'harvested', 'failed')", name="state"),
        sa.Index("ix_reply_released", "survey", "pk", **where("released_at IS NOT NULL")),
        sa.Index(None, "sha256"),
        sa.Index(None, "state", "pk"),
        sa.Index(None, "survey", "pk"),
        sa.Index(
            "ix_reply_unreviewed",
            "created_at",
            **where("reviewed_at IS NULL AND forgotten_at IS NULL"),
        ),
    )
    op.create_table(
        "reply_document",
        sa.Column("reply_pk", BIG, sa.ForeignKey("reply.pk"), primary_key=True),
        sa.Column("place", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String()),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String()),
        sa.Column("blocks", JSON),
        sa.Column("withheld", JSON, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "reply_respondent",
        sa.Column("reply_pk", BIG, sa.ForeignKey("reply.pk"), primary_key=True),
        sa.Column("place", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("row", sa.String()),
        sa.Column("county", sa.String()),
        sa.Column("organisation", sa.String()),
        sa.Column("yes_no", JSON, nullable=False),
        sa.Column("answers", JSON, nullable=False),
        sa.Column("sectors", JSON, nullable=False),
        sa.Column("has_answered", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Index(None, "county"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "answer_correction",
        sa.Column("reply_pk", BIG, sa.ForeignKey("reply.pk"), primary_key=True),
        sa.Column("respondent", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("question", sa.String(), primary_key=True),
        sa.Column("version", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("yes_no", sa.String()),
        sa.Column("text", sa.String()),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sqlite_with_rowid=False,
    )


def _create_candidates() -> None:
    op.create_table(
        "candidate",
        sa.Column("pk", BIG, primary_key=True),
        sa.Column("id", ID, nullable=False, unique=True),
        sa.Column("reply_pk", BIG, sa.ForeignKey("reply.pk"), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("respondent", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("county", sa.String()),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("said", JSON, nullable=False),
        sa.Column("content", JSON, nullable=False),
        sa.Column("quote", sa.String()),
        sa.Column("suggestions", JSON, nullable=False),
        sa.Column("duplicates", JSON, nullable=False),
        sa.Column("precision", sa.Double()),
        sa.Column("confidence", sa.Double()),
        sa.Column("kind_confidence", sa.Double()),
        sa.Column("revision", sa.String()),
        sa.Column("earlier_pk", BIG, sa.ForeignKey("candidate.pk")),
        sa.Column("gone_in_pk", BIG, sa.ForeignKey("reply.pk")),
        sa.Column("merged_into_pk", BIG, sa.ForeignKey("candidate.pk")),
        sa.Column("split_from_pk", BIG, sa.ForeignKey("candidate.pk")),
        sa.Column("postponed", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("entry_id", ID),
        sa.Column("entry_version", sa.Integer()),
        sa.Column("actor", sa.String()),
        sa.Column("reason", sa.String()),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("changed_at", TIME, nullable=False),
        sa.CheckConstraint("revision IN ('unchanged', 'changed', 'new')", name="revision"),
        sa.CheckConstraint(
            "state IN ('waiting', 'accepted', 'rejected', 'merged', 'split', 'unchanged',"
            " 'replaced')",
            name="state",
        ),
        sa.Index(None, "county", "reply_pk", "place", "pk"),
        sa.Index(None, "entry_id"),
        sa.Index(None, "question", "reply_pk", "place", "pk"),
        sa.Index(None, "reply_pk", "place"),
        sa.Index(None, "revision", "reply_pk", "place", "pk"),
        sa.Index(None, "state", "pk"),
        sa.Index(None, "state", "reply_pk", "place", "pk"),
    )
    op.create_table(
        "candidate_step",
        sa.Column("candidate_pk", BIG, sa.ForeignKey("candidate.pk"), primary_key=True),
        sa.Column("version", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("reason", sa.String()),
        sa.Column("at", TIME, nullable=False),
        sa.Column("before", JSON, nullable=False),
        sa.Column("batch", ID),
        sa.Index(None, "batch", **where("batch IS NOT NULL")),
        sqlite_with_rowid=False,
    )


def _create_erasures() -> None:
    op.create_table(
        "erased_place",
        sa.Column("pk", BIG, primary_key=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("erased_at", TIME, nullable=False),
        sa.Column("looked_at", TIME),
        sa.Column("looked_by", sa.String()),
        sa.CheckConstraint("kind IN ('entry', 'candidate', 'reply', 'report')", name="kind"),
        sa.Index("ix_erased_place_open", "erased_at", **where("looked_at IS NULL")),
    )
