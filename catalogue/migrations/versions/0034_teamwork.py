"""What an editorial team does together: assignments, comments, notices, who is editing.

Revision ID: 0034
Revises: 0033
"""

import sqlalchemy as sa
from alembic import op

from catalogue.migrations.columns import BIG, ID, TIME

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

_KINDS = "kind IN ('entry', 'candidate', 'reply', 'report')"


def upgrade() -> None:
    """Add the tables."""
    op.create_table(
        "assignment",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("assigned_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("kind", "subject_id", name=op.f("pk_assignment")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_assignment_account_id_account")
        ),
        sa.CheckConstraint(_KINDS, name=op.f("ck_assignment_kind")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_assignment_account_id"), "assignment", ["account_id"])
    op.create_table(
        "comment",
        sa.Column("pk", BIG, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_comment")),
        sa.CheckConstraint(_KINDS, name=op.f("ck_comment_kind")),
    )
    op.create_index(op.f("ix_comment_kind_subject_id"), "comment", ["kind", "subject_id"])
    op.create_index(op.f("ix_comment_created_at"), "comment", ["created_at"])
    op.create_table(
        "notice",
        sa.Column("pk", BIG, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("about", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("created_at", TIME, nullable=False),
        sa.Column("read_at", TIME, nullable=True),
        sa.Column("mailed_at", TIME, nullable=True),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_notice")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_notice_account_id_account")
        ),
        sa.CheckConstraint(_KINDS, name=op.f("ck_notice_kind")),
        sa.CheckConstraint("about IN ('assigned', 'comment')", name=op.f("ck_notice_about")),
    )
    for name, column, condition in (
        ("ix_notice_unread", "account_id", "read_at IS NULL"),
        ("ix_notice_unsent", "pk", "mailed_at IS NULL"),
    ):
        op.create_index(
            name,
            "notice",
            [column],
            sqlite_where=sa.text(condition),
            postgresql_where=sa.text(condition),
        )
    op.create_table(
        "presence",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_id", ID, nullable=False),
        sa.Column("account_id", ID, nullable=False),
        sa.Column("since", TIME, nullable=False),
        sa.Column("seen_at", TIME, nullable=False),
        sa.PrimaryKeyConstraint("kind", "subject_id", "account_id", name=op.f("pk_presence")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_presence_account_id_account")
        ),
        sa.CheckConstraint(_KINDS, name=op.f("ck_presence_kind")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_presence_seen_at"), "presence", ["seen_at"])


def downgrade() -> None:
    """Drop them."""
    for name in ("presence", "notice", "comment", "assignment"):
        op.drop_table(name)
