"""What people have read in an entry that looks like personal data, and let stand.

Revision ID: 0030
Revises: 0029
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "confirmation",
        sa.Column("entry_pk", _BIG, nullable=False),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("confirmed_at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_pk"], ["entry.pk"], name=op.f("fk_confirmation_entry_pk_entry")
        ),
        sa.PrimaryKeyConstraint("entry_pk", "mark", name=op.f("pk_confirmation")),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("confirmation")
