"""How often the catalogue is used.

Revision ID: 0036
Revises: 0035
"""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

KEY = ("day", "kind", "channel", "subject", "place")


def upgrade() -> None:
    """Add the table."""
    op.create_table(
        "usage_count",
        sa.Column("day", sa.Date(), nullable=False),
        *(sa.Column(name, sa.String(), nullable=False) for name in KEY[1:]),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint(*KEY, name=op.f("pk_usage_count")),
        sa.CheckConstraint(
            "kind IN ('read', 'search', 'unanswered', 'download')",
            name=op.f("ck_usage_count.kind"),
        ),
        sa.CheckConstraint("channel IN ('pages', 'api')", name=op.f("ck_usage_count.channel")),
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("usage_count")
