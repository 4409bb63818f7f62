"""What of a reply nobody has stated or confirmed: year, day of receipt and registry number.

Revision ID: 0039
Revises: 0038
"""

import sqlalchemy as sa
from alembic import op

from catalogue.migrations.columns import JSON

revision = "0039"
down_revision = "0038"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column."""
    empty = sa.text("'[]'")
    op.add_column("reply", sa.Column("unconfirmed", JSON, server_default=empty, nullable=False))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("reply", "unconfirmed")
