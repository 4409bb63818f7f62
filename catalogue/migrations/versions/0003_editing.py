"""Tables of curation: which fields a person has edited, and why a change was made.

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "curated_field",
        sa.Column("entry_pk", _BIG, nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_pk"], ["entry.pk"], name=op.f("fk_curated_field_entry_pk_entry")
        ),
        sa.PrimaryKeyConstraint("entry_pk", "field", name=op.f("pk_curated_field")),
        sqlite_with_rowid=False,
    )
    op.add_column("ledger", sa.Column("reason", sa.String(), nullable=True))


def downgrade() -> None:
    """Drop the tables in the opposite order."""
    op.drop_column("ledger", "reason")
    op.drop_table("curated_field")
