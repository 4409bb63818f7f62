"""How sure the harvest was of the kind of a candidate.

Revision ID: 0026
Revises: 0025
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of candidates so far nobody knows."""
    op.add_column("candidate", sa.Column("kind_confidence", sa.Double(), nullable=True))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("candidate", "kind_confidence")
