"""Events of the ledger that are of a token, an account, an import or a reply.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_ACTIONS = (
    *("create-token", "rotate-token", "revoke-token"),
    *("create-account", "change-password", "close-account", "slow-sign-in"),
    *("submit-import", "finish-import", "commit-import", "revert-import", "submit-reply"),
)


def upgrade() -> None:
    """Let an event name what it is of, when that is no entry."""
    op.add_column("ledger", sa.Column("subject", sa.String(), nullable=True))


def downgrade() -> None:
    """Take such events away."""
    action = sa.column("action", sa.String())
    op.execute(sa.delete(sa.table("ledger", action)).where(action.in_(_ACTIONS)))
    op.drop_column("ledger", "subject")
