"""Rows of imports counted and found by their warnings, and confirmed as read.

Revision ID: 0029
Revises: 0028
"""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

_CONFIRMED = sa.text("confirmed_by IS NOT NULL")
_TIME = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")
_WARNED = sa.text("warnings IS NOT NULL")
_CODES = {"kept": "kept", "personal": "personal-data"}
_ROWS = """(
    SELECT count(*) FROM import_row WHERE import_row.import_pk = import.pk
    AND CAST(import_row.warnings AS TEXT) LIKE '%"{code}"%'
)"""


def upgrade() -> None:
    """Add the columns and count the rows that there are."""
    for name, code in _CODES.items():
        column = sa.Column(name, sa.Integer(), nullable=False, server_default=sa.text("0"))
        op.add_column("import", column)
        op.execute(f"UPDATE import SET {name} = {_ROWS.format(code=code)}")  # noqa: S608  no input
    op.create_index(
        "ix_import_row_warned",
        "import_row",
        ["import_pk", "place"],
        sqlite_where=_WARNED,
        postgresql_where=_WARNED,
    )
    op.add_column("import_row", sa.Column("confirmed_by", sa.String(), nullable=True))
    op.add_column("import_row", sa.Column("confirmed_at", _TIME, nullable=True))
    op.create_index(
        "ix_import_row_confirmed",
        "import_row",
        ["source_system", "external_id"],
        sqlite_where=_CONFIRMED,
        postgresql_where=_CONFIRMED,
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_index("ix_import_row_confirmed", "import_row")
    op.drop_column("import_row", "confirmed_at")
    op.drop_column("import_row", "confirmed_by")
    op.drop_index("ix_import_row_warned", "import_row")
    for name in _CODES:
        op.drop_column("import", name)
