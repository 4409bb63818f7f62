"""Answers of replies as people correct them.

Revision ID: 0032
Revises: 0031
"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

_PK = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")


def upgrade() -> None:
    """Add the table; so far nobody has corrected any."""
    op.create_table(
        "answer_correction",
        sa.Column("reply_pk", _PK, nullable=False),
        sa.Column("respondent", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("yes_no", sa.String(), nullable=True),
        sa.Column("text", sa.String(), nullable=True),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint(
            "reply_pk", "respondent", "question", "version", name=op.f("pk_answer_correction")
        ),
        sa.ForeignKeyConstraint(
            ["reply_pk"], ["reply.pk"], name=op.f("fk_answer_correction_reply_pk_reply")
        ),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("answer_correction")
