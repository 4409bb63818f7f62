"""Events of the ledger that are of no single entry: what was erased, what has expired.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Let an event be of no entry, and of no version."""
    _require(nullable=True)


def downgrade() -> None:
    """Take such events away, and require an entry again."""
    op.execute("DELETE FROM ledger WHERE entry_pk IS NULL")
    _require(nullable=False)


def _require(*, nullable: bool) -> None:
    with op.batch_alter_table("ledger") as table:
        table.alter_column("entry_pk", existing_type=_BIG, nullable=nullable)
        table.alter_column("version", existing_type=sa.Integer(), nullable=nullable)
