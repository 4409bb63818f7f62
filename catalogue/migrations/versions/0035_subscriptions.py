"""Searches that readers follow by e-mail.

Revision ID: 0035
Revises: 0034
"""

import sqlalchemy as sa
from alembic import op

from catalogue.migrations.columns import BIG, ID, TIME

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "subscription",
        sa.Column("pk", BIG, nullable=False),
        sa.Column("id", ID, nullable=False),
        sa.Column("address", sa.String(), nullable=True),
        sa.Column("query", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("frequency", sa.String(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("confirmed_at", TIME, nullable=True),
        sa.Column("since", TIME, nullable=False),
        sa.Column("due_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_subscription")),
        sa.UniqueConstraint("id", name=op.f("uq_subscription_id")),
        sa.CheckConstraint("frequency IN ('day', 'week')", name=op.f("ck_subscription.frequency")),
    )
    for column in ("address", "due_at", "created_at"):
        op.create_index(op.f(f"ix_subscription_{column}"), "subscription", [column])


def downgrade() -> None:
    """Drop it."""
    op.drop_table("subscription")
