"""Tables of entries, the ledger, jobs, accounts and reports.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

from catalogue.migrations.columns import BIG, ID, JSON, TIME, where

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Create the tables, each after those that it refers to."""
    _create_entries()
    _create_ledger()
    _create_jobs()
    _create_accounts()
    _create_reviews()


def downgrade() -> None:
    """Drop the tables in the opposite order."""
    for table in (
        "source_check",
        "confirmation",
        "report",
        "token",
        "failed_sign_in",
        "password_reset",
        "session",
        "account",
        "creation",
        "job",
        "dump",
        "ledger",
        "curated_field",
        "relation",
        "link",
        "entry_version",
        "entry",
    ):
        op.drop_table(table)


def _create_entries() -> None:
    op.create_table(
        "entry",
        sa.Column("pk", BIG, primary_key=True),
        sa.Column("id", ID, nullable=False, unique=True),
        sa.Column("source_system", sa.String(), nullable=False),
        sa.Column("external_id", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("published_version", sa.Integer()),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("updated_at", TIME, nullable=False),
        sa.Column("published_at", TIME),
        sa.Column("withdrawn_at", TIME),
        sa.Column("withdrawn_reason", sa.String()),
        sa.Column("replaced_by", BIG, sa.ForeignKey("entry.pk")),
        sa.Column("seq", BIG, nullable=False),
        sa.CheckConstraint(
            "(status = 'published') = (published_version IS NOT NULL)", name="published"
        ),
        sa.CheckConstraint(
            "status IN ('draft', 'in-review', 'published', 'withdrawn')", name="status"
        ),
        sa.UniqueConstraint("source_system", "external_id"),
        sa.Index("ix_entry_beside", "updated_at", "id", **where("version <> published_version")),
        sa.Index(None, "status", "pk"),
        sa.Index(None, "status", "updated_at", "id"),
    )
    op.create_table(
        "entry_version",
        sa.Column("entry_pk", BIG, sa.ForeignKey("entry.pk"), primary_key=True),
        sa.Column("version", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("content", JSON, nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("published_at", TIME),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("reason", sa.String()),
        sa.Column("job_id", ID),
        sa.Column("source_seen_on", sa.String()),
        sa.Column("has_objective", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.CheckConstraint(
            "status IN ('draft', 'in-review', 'published', 'withdrawn')", name="status"
        ),
        sa.Index(None, "status", "has_objective", "entry_pk", "version"),
        sa.Index(None, "status", "source_seen_on", "entry_pk", "version"),
    )
    op.create_table(
        "link",
        sa.Column("entry_pk", BIG, primary_key=True),
        sa.Column("version", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("field", sa.String(), primary_key=True),
        sa.Column("value", sa.String(), primary_key=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("score", sa.Double()),
        sa.Column("evidence", JSON),
        sa.CheckConstraint("origin IN ('curated', 'harvested', 'suggested')", name="origin"),
        sa.ForeignKeyConstraint(
            ["entry_pk", "version"], ["entry_version.entry_pk", "entry_version.version"]
        ),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "relation",
        sa.Column("entry_pk", BIG, primary_key=True),
        sa.Column("version", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("type", sa.String(), primary_key=True),
        sa.Column("target_pk", BIG, sa.ForeignKey("entry.pk"), primary_key=True),
        sa.CheckConstraint("type IN ('uses-method', 'part-of')", name="type"),
        sa.ForeignKeyConstraint(
            ["entry_pk", "version"], ["entry_version.entry_pk", "entry_version.version"]
        ),
        sa.Index(None, "target_pk"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "curated_field",
        sa.Column("entry_pk", BIG, sa.ForeignKey("entry.pk"), primary_key=True),
        sa.Column("field", sa.String(), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("overwritten_by", ID),
        sqlite_with_rowid=False,
    )


def _create_ledger() -> None:
    op.create_table(
        "ledger",
        sa.Column("seq", BIG, primary_key=True, autoincrement=False),
        sa.Column("at", TIME, nullable=False),
        sa.Column("entry_pk", BIG, sa.ForeignKey("entry.pk")),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("version", sa.Integer()),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("job_id", ID),
        sa.Column("reason", sa.String()),
        sa.Column("subject", sa.String()),
        sa.Index(None, "action", "seq"),
        sa.Index(None, "actor", "seq"),
        sa.Index(None, "at"),
        sa.Index(None, "entry_pk"),
        sa.Index(None, "job_id", "seq", **where("job_id IS NOT NULL")),
        sa.Index(
            "ix_ledger_public",
            "seq",
            sqlite_where=sa.text("public = 1"),
            postgresql_where=sa.text("public"),
        ),
        sa.Index(None, "subject", "seq", **where("subject IS NOT NULL")),
    )
    op.create_table(
        "dump",
        sa.Column("id", ID, primary_key=True),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("seq", BIG, nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("entries", sa.Integer(), nullable=False),
        sa.Column("schema_version", sa.String(), nullable=False),
        sa.Column("files", JSON, nullable=False),
    )


def _create_jobs() -> None:
    op.create_table(
        "job",
        sa.Column("id", ID, primary_key=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("payload", JSON, nullable=False),
        sa.Column("checkpoint", JSON),
        sa.Column("result", JSON),
        sa.Column("error", sa.String()),
        sa.Column("worker", sa.String()),
        sa.Column("lease_until", TIME),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer()),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("started_at", TIME),
        sa.Column("finished_at", TIME),
        sa.Column("lane", sa.String(), nullable=False, server_default="long"),
        sa.Column("next_attempt_at", TIME),
        sa.Column("fault", JSON),
        sa.CheckConstraint("lane IN ('short', 'long')", name="lane"),
        sa.CheckConstraint("state IN ('queued', 'running', 'finished', 'failed')", name="state"),
        sa.Index(None, "state", "id"),
    )
    op.create_table(
        "creation",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("content", sa.String(64), nullable=False),
        sa.Column("created_id", ID, nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Index(None, "created_at"),
    )


def _create_accounts() -> None:
    op.create_table(
        "account",
        sa.Column("id", ID, primary_key=True),
        sa.Column("address", sa.String(), nullable=False, unique=True),
        sa.Column("name", sa.String()),
        sa.Column("password_hash", sa.String()),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("county", sa.String()),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("disabled_at", TIME),
        sa.CheckConstraint("(role = 'contributor') = (county IS NOT NULL)", name="county"),
        sa.CheckConstraint("role IN ('contributor', 'curator', 'admin')", name="role"),
    )
    op.create_table(
        "session",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("account_id", ID, sa.ForeignKey("account.id"), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.Column("last_used_at", TIME),
        sa.Column("revoked_at", TIME),
        sa.Index(None, "account_id"),
        sa.Index(None, "expires_at"),
    )
    op.create_table(
        "password_reset",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("account_id", ID, sa.ForeignKey("account.id"), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("expires_at", TIME, nullable=False),
        sa.Column("used_at", TIME),
        sa.Index(None, "account_id"),
    )
    op.create_table(
        "failed_sign_in",
        sa.Column("key", sa.String(64), primary_key=True),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("last_at", TIME, nullable=False),
        sa.Index(None, "last_at"),
    )
    op.create_table(
        "token",
        sa.Column("id", sa.String(16), primary_key=True),
        sa.Column("hash", sa.String(64), nullable=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("scopes", JSON, nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("created_by", sa.String(), nullable=False),
        sa.Column("expires_at", TIME),
        sa.Column("last_used_at", TIME),
        sa.Column("revoked_at", TIME),
        sa.Column("replaces", sa.String(16), sa.ForeignKey("token.id")),
    )


def _create_reviews() -> None:
    op.create_table(
        "report",
        sa.Column("pk", BIG, primary_key=True),
        sa.Column("id", ID, nullable=False, unique=True),
        sa.Column("entry_pk", BIG, sa.ForeignKey("entry.pk"), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("answer_to", sa.String()),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("closed_at", TIME),
        sa.Column("closed_by", sa.String()),
        sa.Column("reason", sa.String()),
        sa.CheckConstraint(
            "kind IN ('dead-source', 'wrong-fact', 'missing-fact',"
            " 'wrong-link', 'personal-data', 'other')",
            name="kind",
        ),
        sa.Index(None, "closed_at"),
        sa.Index(None, "created_at"),
        sa.Index(None, "entry_pk"),
        sa.Index("ix_report_open", "created_at", "id", **where("closed_at IS NULL")),
    )
    op.create_table(
        "confirmation",
        sa.Column("entry_pk", BIG, sa.ForeignKey("entry.pk"), primary_key=True),
        sa.Column("mark", sa.String(), primary_key=True),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("confirmed_at", TIME, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "source_check",
        sa.Column("entry_pk", BIG, sa.ForeignKey("entry.pk"), primary_key=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("checked_at", TIME, nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("http_status", sa.Integer()),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failing_since", TIME),
        sa.Index("ix_source_check_failing", "failing_since", "entry_pk", **where("failures >= 2")),
    )
