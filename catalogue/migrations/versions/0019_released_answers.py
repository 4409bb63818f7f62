"""Whether the yes and no of a reply are public, since when and by whom.

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

_TIME = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")
_RELEASED = sa.text("released_at IS NOT NULL")


def upgrade() -> None:
    """Add the columns; nothing has been released yet."""
    op.add_column("reply", sa.Column("released_at", _TIME, nullable=True))
    op.add_column("reply", sa.Column("released_by", sa.String(), nullable=True))
    op.create_index(
        "ix_reply_released",
        "reply",
        ["survey", "pk"],
        sqlite_where=_RELEASED,
        postgresql_where=_RELEASED,
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_reply_released", "reply")
    op.drop_column("reply", "released_by")
    op.drop_column("reply", "released_at")
