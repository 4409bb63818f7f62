"""A table of the faults that readers report.

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")
_KINDS = ("dead-source", "wrong-fact", "missing-fact", "wrong-link", "personal-data", "other")
_OPEN = sa.text("closed_at IS NULL")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "report",
        sa.Column("pk", _BIG, nullable=False),
        sa.Column("id", sa.String(36), nullable=False),
        sa.Column("entry_pk", _BIG, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("answer_to", sa.String(), nullable=True),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("closed_at", _TIME, nullable=True),
        sa.Column("closed_by", sa.String(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.CheckConstraint(
            f"kind IN ({', '.join(map(repr, _KINDS))})", name=op.f("ck_report_kind")
        ),
        sa.ForeignKeyConstraint(["entry_pk"], ["entry.pk"], name=op.f("fk_report_entry_pk_entry")),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_report")),
        sa.UniqueConstraint("id", name=op.f("uq_report_id")),
    )
    op.create_index(
        "ix_report_open",
        "report",
        ["created_at", "id"],
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )
    for column in ("created_at", "closed_at", "entry_pk"):
        op.create_index(op.f(f"ix_report_{column}"), "report", [column])


def downgrade() -> None:
    """Drop it."""
    op.drop_table("report")
