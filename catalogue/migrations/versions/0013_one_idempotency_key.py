"""One table for the keys of all calls that create something, as hashes.

Keys of imports and replies stood in their rows as they were sent. They are forgotten, for want of
the secret that hashes are made with; a file of a call that is sent again is a new import.

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_TABLES = ("import", "reply")


def upgrade() -> None:
    """Drop the columns, and have a key stand for anything."""
    for table in _TABLES:
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(op.f(f"uq_{table}_actor_idempotency_key"), type_="unique")
            batch.drop_column("idempotency_key")
    op.alter_column("creation", "entry_id", new_column_name="created_id")


def downgrade() -> None:
    """Add the columns, empty, and keep the keys of entries."""
    for table in _TABLES:
        with op.batch_alter_table(table) as batch:
            batch.add_column(sa.Column("idempotency_key", sa.String(), nullable=True))
            name = op.f(f"uq_{table}_actor_idempotency_key")
            batch.create_unique_constraint(name, ["actor", "idempotency_key"])
    op.alter_column("creation", "created_id", new_column_name="entry_id")
