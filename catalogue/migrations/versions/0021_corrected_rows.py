"""Rows of imports as somebody has corrected them.

Revision ID: 0021
Revises: 0020
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

_JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")


def upgrade() -> None:
    """Add the column; nothing has been corrected yet."""
    op.add_column("import_row", sa.Column("corrected", _JSON, nullable=True))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("import_row", "corrected")
