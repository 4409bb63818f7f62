"""What people are called at the desk.

Revision ID: 0024
Revises: 0023
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; so far nobody has said."""
    op.add_column("account", sa.Column("name", sa.String(), nullable=True))


def downgrade() -> None:
    """Drop it."""
    op.drop_column("account", "name")
