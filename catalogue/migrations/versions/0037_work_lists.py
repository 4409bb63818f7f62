"""Lists of entries that somebody could improve, and until when one is left out of such a list.

Revision ID: 0037
Revises: 0036
"""

import sqlalchemy as sa
from alembic import op

from catalogue.gaps import gaps_of
from catalogue.readable_json import ReadableJson
from catalogue.tables.base import BigKey, Json, UtcDateTime

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

AT_ONCE = 1_000
GAP = ("entry_pk", "version", "kind", "year")


def upgrade() -> None:
    """Add the tables, and fill the lists with latest and published versions."""
    gaps = op.create_table(
        "entry_gap",
        sa.Column("entry_pk", BigKey, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("year", sa.Integer()),
        sa.PrimaryKeyConstraint("entry_pk", "version", "kind", name=op.f("pk_entry_gap")),
        sa.ForeignKeyConstraint(
            ["entry_pk", "version"],
            ["entry_version.entry_pk", "entry_version.version"],
            name=op.f("fk_entry_gap_entry_pk_version_entry_version"),
        ),
        sa.Index(None, "kind", "year", "entry_pk", "version"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "task_pause",
        sa.Column("entry_pk", BigKey, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("entry_pk", "kind", name=op.f("pk_task_pause")),
        sa.ForeignKeyConstraint(
            ["entry_pk"], ["entry.pk"], name=op.f("fk_task_pause_entry_pk_entry")
        ),
        sqlite_with_rowid=False,
    )
    version = sa.table(
        "entry_version",
        sa.column("entry_pk"),
        sa.column("version"),
        sa.column("content", Json),
    )
    entry = sa.table("entry", sa.column("pk"), sa.column("version"), sa.column("published_version"))
    shown = sa.or_(
        version.c.version == entry.c.version, version.c.version == entry.c.published_version
    )
    content = ReadableJson(version.c.content).label("content")
    keys = (version.c.entry_pk, version.c.version)
    rows = sa.select(*keys, content).join(entry, sa.and_(entry.c.pk == version.c.entry_pk, shown))
    connection, after = op.get_bind(), (0, 0)
    while True:
        page = rows.where(sa.tuple_(*keys) > after).order_by(*keys)
        found = connection.execute(page.limit(AT_ONCE)).all()
        if not found:
            return
        values = [
            dict(zip(GAP, (each.entry_pk, each.version, *gap), strict=True))
            for each in found
            for gap in gaps_of(each.content or {})  # none: damaged
        ]
        if values:
            connection.execute(sa.insert(gaps), values)
        after = (found[-1].entry_pk, found[-1].version)


def downgrade() -> None:
    """Drop them."""
    op.drop_table("task_pause")
    op.drop_table("entry_gap")
