"""Who has answered in a reply, and what a curator decided on a reply without candidates.

Revision ID: 0028
Revises: 0027
"""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

_RESPONDENT = sa.table(
    "reply_respondent",
    sa.column("reply_pk", sa.BigInteger()),
    sa.column("yes_no", sa.String()),
    sa.column("answers", sa.String()),
    sa.column("has_answered", sa.Boolean()),
)
_FORGOTTEN = sa.text("reply_pk IN (SELECT pk FROM reply WHERE forgotten_at IS NOT NULL)")


def upgrade() -> None:
    """Add the columns; of a reply whose text is deleted, all respondents count as having answered.

    They counted before, and nothing tells any more which questions they answered.
    """
    with op.batch_alter_table("reply") as reply:
        reply.add_column(sa.Column("outcome", sa.String(), nullable=True))
        reply.create_check_constraint(
            op.f("ck_reply_outcome"), "outcome IN ('nothing-to-share', 'comes-later', 'by-hand')"
        )
    op.add_column(
        "reply_respondent",
        sa.Column("has_answered", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    answered = sa.or_(
        sa.cast(_RESPONDENT.c.yes_no, sa.String()) != "{}",
        sa.cast(_RESPONDENT.c.answers, sa.String()) != "[]",
        _FORGOTTEN,
    )
    op.execute(sa.update(_RESPONDENT).where(answered).values(has_answered=True))


def downgrade() -> None:
    """Drop them."""
    op.drop_column("reply_respondent", "has_answered")
    with op.batch_alter_table("reply") as reply:
        reply.drop_constraint(op.f("ck_reply_outcome"), type_="check")
        reply.drop_column("outcome")
