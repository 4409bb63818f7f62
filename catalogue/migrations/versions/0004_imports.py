"""Tables of imports.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_ID = sa.String(36)
_JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
_TIME = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    _create_import()
    _create_import_row()


def downgrade() -> None:
    """Drop the tables in the opposite order."""
    op.drop_table("import_row")
    op.drop_table("import")


def _create_import() -> None:
    op.create_table(
        "import",
        sa.Column("pk", _BIG, nullable=False),
        sa.Column("id", _ID, nullable=False),
        sa.Column("job_id", _ID, nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("idempotency_key", sa.String(), nullable=True),
        sa.Column("file_name", sa.String(), nullable=True),
        sa.Column("file_kind", sa.String(), nullable=True),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("size", _BIG, nullable=False),
        sa.Column("options", _JSON, nullable=False),
        sa.Column("columns", _JSON, nullable=True),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("created", sa.Integer(), nullable=False),
        sa.Column("updated", sa.Integer(), nullable=False),
        sa.Column("withdrawn", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.Column("fault", _JSON, nullable=True),
        sa.Column("seq", _BIG, nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("finished_at", _TIME, nullable=True),
        sa.Column("file_removed_at", _TIME, nullable=True),
        sa.CheckConstraint(
            "state IN ('queued', 'running', 'checked', 'loaded', 'aborted', 'failed', 'reverted')",
            name=op.f("ck_import_state"),
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_import")),
        sa.UniqueConstraint("id", name=op.f("uq_import_id")),
        sa.UniqueConstraint(
            "actor", "idempotency_key", name=op.f("uq_import_actor_idempotency_key")
        ),
    )
    op.create_index(op.f("ix_import_sha256"), "import", ["sha256"])


def _create_import_row() -> None:
    op.create_table(
        "import_row",
        sa.Column("import_pk", _BIG, nullable=False),
        sa.Column("place", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("position", _BIG, nullable=False),
        sa.Column("source_system", sa.String(), nullable=True),
        sa.Column("external_id", sa.String(), nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("entry_id", _ID, nullable=True),
        sa.Column("version_before", sa.Integer(), nullable=True),
        sa.Column("public_before", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("public_version", sa.Integer(), nullable=True),
        sa.Column("errors", _JSON, nullable=True),
        sa.Column("warnings", _JSON, nullable=True),
        sa.Column("reverted", sa.Boolean(), nullable=True),
        sa.CheckConstraint(
            "action IN ('created', 'updated', 'withdrawn', 'unchanged', 'rejected')",
            name=op.f("ck_import_row_action"),
        ),
        sa.ForeignKeyConstraint(
            ["import_pk"], ["import.pk"], name=op.f("fk_import_row_import_pk_import")
        ),
        sa.PrimaryKeyConstraint("import_pk", "place", name=op.f("pk_import_row")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_import_row_import_pk_action_place"),
        "import_row",
        ["import_pk", "action", "place"],
    )
