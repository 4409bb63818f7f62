"""For the desk: contributors of a county, idle sessions, one-time links, postponed candidates.

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_ID = sa.String(36)
_CREDENTIAL = sa.String(16)
_HASH = sa.String(64)
_TIME = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")
_ROLE, _COUNTY = "ck_account_role", "ck_account_county"


def upgrade() -> None:
    """Add them; nobody is a contributor yet, and nothing is postponed."""
    with op.batch_alter_table("account") as table:
        table.drop_constraint(op.f(_ROLE), type_="check")
        table.add_column(sa.Column("county", sa.String(), nullable=True))
    with op.batch_alter_table("account") as table:
        table.create_check_constraint(op.f(_ROLE), "role IN ('contributor', 'curator', 'admin')")
        table.create_check_constraint(
            op.f(_COUNTY), "(role = 'contributor') = (county IS NOT NULL)"
        )
    op.add_column("session", sa.Column("last_used_at", _TIME, nullable=True))
    op.add_column(
        "candidate",
        sa.Column("postponed", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.create_table(
        "password_reset",
        sa.Column("id", _CREDENTIAL, nullable=False),
        sa.Column("hash", _HASH, nullable=False),
        sa.Column("account_id", _ID, nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("expires_at", _TIME, nullable=False),
        sa.Column("used_at", _TIME, nullable=True),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_password_reset_account_id_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_password_reset")),
    )
    op.create_index(op.f("ix_password_reset_account_id"), "password_reset", ["account_id"])


def downgrade() -> None:
    """Drop them; contributors and their sessions go, as there is no role for them."""
    account = sa.table("account", sa.column("id", _ID), sa.column("role", sa.String()))
    session = sa.table("session", sa.column("account_id", _ID))
    op.drop_table("password_reset")
    op.drop_column("candidate", "postponed")
    op.drop_column("session", "last_used_at")
    gone = sa.select(account.c.id).where(account.c.role == "contributor")
    op.execute(sa.delete(session).where(session.c.account_id.in_(gone)))
    op.execute(sa.delete(account).where(account.c.role == "contributor"))
    with op.batch_alter_table("account") as table:
        table.drop_constraint(op.f(_COUNTY), type_="check")
        table.drop_constraint(op.f(_ROLE), type_="check")
    with op.batch_alter_table("account") as table:
        table.drop_column("county")
        table.create_check_constraint(op.f(_ROLE), "role IN ('curator', 'admin')")
