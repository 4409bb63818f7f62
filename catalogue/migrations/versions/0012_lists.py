"""Indexes for lists, and of each version what `/tasks` asks of every entry.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_INDEXES = {
    "ix_entry_status_updated_at_id": ("entry", ("status", "updated_at", "id"), None),
    "ix_entry_beside": ("entry", ("updated_at", "id"), "version <> published_version"),
    "ix_entry_version_status_source_seen_on_entry_pk_version": (
        "entry_version",
        ("status", "source_seen_on", "entry_pk", "version"),
        None,
    ),
    "ix_entry_version_status_has_objective_entry_pk_version": (
        "entry_version",
        ("status", "has_objective", "entry_pk", "version"),
        None,
    ),
    "ix_ledger_at": ("ledger", ("at",), None),
    "ix_ledger_actor_seq": ("ledger", ("actor", "seq"), None),
    "ix_ledger_action_seq": ("ledger", ("action", "seq"), None),
    "ix_ledger_job_id_seq": ("ledger", ("job_id", "seq"), "job_id IS NOT NULL"),
    "ix_ledger_subject_seq": ("ledger", ("subject", "seq"), "subject IS NOT NULL"),
    "ix_reply_state_pk": ("reply", ("state", "pk"), None),
    "ix_reply_survey_pk": ("reply", ("survey", "pk"), None),
    "ix_reply_unreviewed": (
        "reply",
        ("created_at",),
        "reviewed_at IS NULL AND forgotten_at IS NULL",
    ),
    **{
        f"ix_candidate_{name}_reply_pk_place_pk": (
            "candidate",
            (name, "reply_pk", "place", "pk"),
            None,
        )
        for name in ("state", "county", "question", "revision")
    },
}
"""Name -> table, columns, and which rows it holds (None = all)."""


def upgrade() -> None:
    """Add the columns, fill them from what is there, and make the indexes."""
    op.add_column("entry_version", sa.Column("source_seen_on", sa.String(), nullable=True))
    op.add_column(
        "entry_version",
        sa.Column("has_objective", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    _fill()
    for name, (table, columns, rows) in _INDEXES.items():
        where = sa.text(rows) if rows else None
        op.create_index(name, table, columns, sqlite_where=where, postgresql_where=where)


def downgrade() -> None:
    """Drop them."""
    for name, (table, _, _) in _INDEXES.items():
        op.drop_index(name, table)
    op.drop_column("entry_version", "has_objective")
    op.drop_column("entry_version", "source_seen_on")


def _fill() -> None:
    key = (sa.column("entry_pk", _BIG), sa.column("version", sa.Integer()))
    versions = sa.table(
        "entry_version",
        *key,
        sa.column("content", _JSON),
        sa.column("source_seen_on", sa.String()),
        sa.column("has_objective", sa.Boolean()),
    )
    links = sa.table(
        "link",
        sa.column("entry_pk", _BIG),
        sa.column("version", sa.Integer()),
        sa.column("field", sa.String()),
    )
    source = versions.c.content["source"]
    days = (source[name].as_string() for name in ("checkedOn", "retrievedOn", "receivedOn"))
    linked = sa.exists().where(
        links.c.entry_pk == versions.c.entry_pk,
        links.c.version == versions.c.version,
        links.c.field == "environmentalObjectives",
    )
    op.execute(
        sa.update(versions).values(source_seen_on=sa.func.coalesce(*days), has_objective=linked)
    )
