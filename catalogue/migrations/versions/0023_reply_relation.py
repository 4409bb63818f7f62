"""What a reply is to the one that its county sent in before: a correction, an addition, or asked.

Revision ID: 0023
Revises: 0022
"""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of replies so far nobody was asked."""
    with op.batch_alter_table("reply") as reply:
        reply.add_column(sa.Column("relation", sa.String(), nullable=True))
        reply.create_check_constraint(
            op.f("ck_reply_relation"), "relation IN ('asked', 'correction', 'addition')"
        )


def downgrade() -> None:
    """Drop it."""
    with op.batch_alter_table("reply") as reply:
        reply.drop_constraint(op.f("ck_reply_relation"), type_="check")
        reply.drop_column("relation")
