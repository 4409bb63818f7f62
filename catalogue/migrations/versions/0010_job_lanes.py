"""What a job waits for, in which lane, and why it failed.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
_TIME = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")


def upgrade() -> None:
    """Add the columns; a job of the release before, which names no lane, may be a long one."""
    with op.batch_alter_table("job") as table:
        table.add_column(sa.Column("lane", sa.String(), nullable=False, server_default="long"))
        table.add_column(sa.Column("next_attempt_at", _TIME, nullable=True))
        table.add_column(sa.Column("fault", _JSON, nullable=True))
        table.create_check_constraint(op.f("ck_job_lane"), "lane IN ('short', 'long')")


def downgrade() -> None:
    """Drop them."""
    with op.batch_alter_table("job") as table:
        table.drop_constraint(op.f("ck_job_lane"), type_="check")
        table.drop_column("fault")
        table.drop_column("next_attempt_at")
        table.drop_column("lane")
