"""An index of the events that the public sees, however many others came after them.

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the index."""
    op.create_index(
        "ix_ledger_public",
        "ledger",
        ["seq"],
        sqlite_where=sa.text("public = 1"),
        postgresql_where=sa.text("public"),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_index("ix_ledger_public", "ledger")
