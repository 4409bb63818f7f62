"""Tables of survey replies and of candidates.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_ID = sa.String(36)
_JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
_TIME = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    _create_reply()
    _create_reply_document()
    _create_reply_respondent()
    _create_candidate()
    _create_candidate_step()


def downgrade() -> None:
    """Drop the tables in the opposite order."""
    for name in ("candidate_step", "candidate", "reply_respondent", "reply_document", "reply"):
        op.drop_table(name)


def _create_reply() -> None:
    op.create_table(
        "reply",
        sa.Column("pk", _BIG, nullable=False),
        sa.Column("id", _ID, nullable=False),
        sa.Column("job_id", _ID, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("idempotency_key", sa.String(), nullable=True),
        sa.Column("content_key", sa.String(), nullable=True),
        sa.Column("file_name", sa.String(), nullable=True),
        sa.Column("file_kind", sa.String(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", _BIG, nullable=False),
        sa.Column("survey", sa.String(), nullable=False),
        sa.Column("registry_number", sa.String(), nullable=True),
        sa.Column("received_on", sa.String(), nullable=True),
        sa.Column("fault", _JSON, nullable=True),
        sa.Column("warnings", _JSON, nullable=True),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("finished_at", _TIME, nullable=True),
        sa.Column("reviewed_at", _TIME, nullable=True),
        sa.Column("forgotten_at", _TIME, nullable=True),
        sa.CheckConstraint(
            "state IN ('queued', 'running', 'harvested', 'failed')", name=op.f("ck_reply_state")
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_reply")),
        sa.UniqueConstraint("id", name=op.f("uq_reply_id")),
        sa.UniqueConstraint("content_key", name=op.f("uq_reply_content_key")),
        sa.UniqueConstraint(
            "actor", "idempotency_key", name=op.f("uq_reply_actor_idempotency_key")
        ),
    )
    op.create_index(op.f("ix_reply_sha256"), "reply", ["sha256"])


def _create_reply_document() -> None:
    op.create_table(
        "reply_document",
        sa.Column("reply_pk", _BIG, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("blocks", _JSON, nullable=True),
        sa.Column("withheld", _JSON, nullable=False),
        _to("reply_document", "reply_pk", "reply"),
        sa.PrimaryKeyConstraint("reply_pk", "place", name=op.f("pk_reply_document")),
        sqlite_with_rowid=False,
    )


def _create_reply_respondent() -> None:
    op.create_table(
        "reply_respondent",
        sa.Column("reply_pk", _BIG, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("row", sa.String(), nullable=True),
        sa.Column("county", sa.String(), nullable=True),
        sa.Column("organisation", sa.String(), nullable=True),
        sa.Column("yes_no", _JSON, nullable=False),
        sa.Column("answers", _JSON, nullable=False),
        sa.Column("sectors", _JSON, nullable=False),
        _to("reply_respondent", "reply_pk", "reply"),
        sa.PrimaryKeyConstraint("reply_pk", "place", name=op.f("pk_reply_respondent")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_reply_respondent_county"), "reply_respondent", ["county"])


def _create_candidate() -> None:
    op.create_table(
        "candidate",
        sa.Column("pk", _BIG, nullable=False),
        sa.Column("id", _ID, nullable=False),
        sa.Column("reply_pk", _BIG, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("respondent", sa.Integer(), nullable=False),
        sa.Column("document", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("county", sa.String(), nullable=True),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("said", _JSON, nullable=False),
        sa.Column("content", _JSON, nullable=False),
        sa.Column("quote", sa.String(), nullable=True),
        sa.Column("suggestions", _JSON, nullable=False),
        sa.Column("duplicates", _JSON, nullable=False),
        sa.Column("precision", sa.Double(), nullable=True),
        sa.Column("revision", sa.String(), nullable=True),
        sa.Column("earlier_pk", _BIG, nullable=True),
        sa.Column("gone_in_pk", _BIG, nullable=True),
        sa.Column("merged_into_pk", _BIG, nullable=True),
        sa.Column("split_from_pk", _BIG, nullable=True),
        sa.Column("entry_id", _ID, nullable=True),
        sa.Column("entry_version", sa.Integer(), nullable=True),
        sa.Column("actor", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("changed_at", _TIME, nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'accepted', 'rejected', 'merged', 'split', 'unchanged',"
            " 'replaced')",
            name=op.f("ck_candidate_state"),
        ),
        sa.CheckConstraint(
            "revision IN ('unchanged', 'changed', 'new')", name=op.f("ck_candidate_revision")
        ),
        _to("candidate", "reply_pk", "reply"),
        _to("candidate", "earlier_pk", "candidate"),
        _to("candidate", "gone_in_pk", "reply"),
        _to("candidate", "merged_into_pk", "candidate"),
        _to("candidate", "split_from_pk", "candidate"),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_candidate")),
        sa.UniqueConstraint("id", name=op.f("uq_candidate_id")),
    )
    for columns in (["reply_pk", "place"], ["state", "pk"], ["entry_id"]):
        op.create_index(op.f(f"ix_candidate_{'_'.join(columns)}"), "candidate", columns)


def _create_candidate_step() -> None:
    op.create_table(
        "candidate_step",
        sa.Column("candidate_pk", _BIG, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("before", _JSON, nullable=False),
        _to("candidate_step", "candidate_pk", "candidate"),
        sa.PrimaryKeyConstraint("candidate_pk", "version", name=op.f("pk_candidate_step")),
        sqlite_with_rowid=False,
    )


def _to(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{other}.pk"], name=op.f(f"fk_{table}_{column}_{other}")
    )
