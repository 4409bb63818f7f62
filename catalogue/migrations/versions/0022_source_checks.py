"""A table of what looking at the addresses of sources found.

Revision ID: 0022
Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")
_FAILING = sa.text("failures >= 2")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "source_check",
        sa.Column("entry_pk", _BIG, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("checked_at", _TIME, nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("http_status", sa.Integer(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("failing_since", _TIME, nullable=True),
        sa.ForeignKeyConstraint(
            ["entry_pk"], ["entry.pk"], name=op.f("fk_source_check_entry_pk_entry")
        ),
        sa.PrimaryKeyConstraint("entry_pk", name=op.f("pk_source_check")),
    )
    op.create_index(
        "ix_source_check_failing",
        "source_check",
        ["failing_since", "entry_pk"],
        sqlite_where=_FAILING,
        postgresql_where=_FAILING,
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("source_check")
