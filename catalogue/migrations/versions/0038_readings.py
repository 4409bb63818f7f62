"""The readings of a reply, of which people may choose another.

Revision ID: 0038
Revises: 0037
"""

import sqlalchemy as sa
from alembic import op

from catalogue.migrations.columns import JSON

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    empty = sa.text("'[]'")
    op.add_column(
        "reply_respondent", sa.Column("readings", JSON, server_default=empty, nullable=False)
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_column("reply_respondent", "readings")
