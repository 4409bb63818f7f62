"""Places where something was erased, to be looked at.

Revision ID: 0031
Revises: 0030
"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")
_OPEN = sa.text("looked_at IS NULL")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "erased_place",
        sa.Column("pk", _BIG, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_id", sa.String(36), nullable=False),
        sa.Column("erased_at", _TIME, nullable=False),
        sa.Column("looked_at", _TIME, nullable=True),
        sa.Column("looked_by", sa.String(), nullable=True),
        sa.CheckConstraint(
            "kind IN ('entry', 'candidate', 'reply', 'report')",
            name=op.f("ck_erased_place_kind"),
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_erased_place")),
    )
    op.create_index(
        "ix_erased_place_open",
        "erased_place",
        ["erased_at"],
        sqlite_where=_OPEN,
        postgresql_where=_OPEN,
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("erased_place")
