"""Edits that an import has overwritten, so that they count again when it is taken back.

Revision ID: 0027
Revises: 0026
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; edits that were overwritten so far are gone."""
    op.add_column("curated_field", sa.Column("overwritten_by", sa.String(36), nullable=True))


def downgrade() -> None:
    """Drop it, and the edits that count no more."""
    op.execute("DELETE FROM curated_field WHERE overwritten_by IS NOT NULL")
    op.drop_column("curated_field", "overwritten_by")
