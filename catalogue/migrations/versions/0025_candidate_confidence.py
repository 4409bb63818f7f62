"""How sure the harvest was of a candidate, and which steps with candidates were one decision.

Revision ID: 0025
Revises: 0024
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns; of candidates so far nobody knows, and each step was one of its own."""
    op.add_column("candidate", sa.Column("confidence", sa.Double(), nullable=True))
    op.add_column("candidate_step", sa.Column("batch", sa.String(36), nullable=True))
    in_batch = sa.text("batch IS NOT NULL")
    op.create_index(
        "ix_candidate_step_batch",
        "candidate_step",
        ["batch"],
        sqlite_where=in_batch,
        postgresql_where=in_batch,
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_candidate_step_batch", "candidate_step")
    op.drop_column("candidate_step", "batch")
    op.drop_column("candidate", "confidence")
