"""First tables: entries, ledger, vocabularies, jobs.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_ID = sa.String(36)
_JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
_TIME = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")
_STATUSES = "status IN ('draft', 'in-review', 'published', 'archived')"


def upgrade() -> None:
    """Make the tables, each after those it refers to."""
    _create_entry()
    _create_entry_version()
    _create_link()
    _create_relation()
    _create_ledger()
    _create_vocabulary()
    _create_concept()
    _create_mapping()
    _create_vocabulary_state()
    _create_job()


def downgrade() -> None:
    """Drop the tables in the opposite order."""
    for table in (
        "job",
        "vocabulary_state",
        "mapping",
        "concept",
        "vocabulary",
        "ledger",
        "relation",
        "link",
        "entry_version",
        "entry",
    ):
        op.drop_table(table)


def _create_entry() -> None:
    op.create_table(
        "entry",
        sa.Column("pk", _BIG, nullable=False),
        sa.Column("id", _ID, nullable=False),
        sa.Column("source_system", sa.String(), nullable=False),
        sa.Column("external_id", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("published_version", sa.Integer(), nullable=True),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("updated_at", _TIME, nullable=False),
        sa.Column("published_at", _TIME, nullable=True),
        sa.Column("archived_at", _TIME, nullable=True),
        sa.Column("archived_reason", sa.String(), nullable=True),
        sa.Column("replaced_by", _BIG, nullable=True),
        sa.Column("seq", _BIG, nullable=False),
        sa.CheckConstraint(_STATUSES, name=op.f("ck_entry_status")),
        sa.CheckConstraint(
            "(status = 'published') = (published_version IS NOT NULL)",
            name=op.f("ck_entry_published"),
        ),
        sa.ForeignKeyConstraint(
            ["replaced_by"], ["entry.pk"], name=op.f("fk_entry_replaced_by_entry")
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_entry")),
        sa.UniqueConstraint("id", name=op.f("uq_entry_id")),
        sa.UniqueConstraint(
            "source_system", "external_id", name=op.f("uq_entry_source_system_external_id")
        ),
    )
    op.create_index(op.f("ix_entry_status_pk"), "entry", ["status", "pk"])


def _create_entry_version() -> None:
    op.create_table(
        "entry_version",
        sa.Column("entry_pk", _BIG, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("content", _JSON, nullable=False),
        sa.Column("content_hash", sa.String(), nullable=False),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("published_at", _TIME, nullable=True),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("job_id", _ID, nullable=True),
        sa.CheckConstraint(_STATUSES, name=op.f("ck_entry_version_status")),
        sa.ForeignKeyConstraint(
            ["entry_pk"], ["entry.pk"], name=op.f("fk_entry_version_entry_pk_entry")
        ),
        sa.PrimaryKeyConstraint("entry_pk", "version", name=op.f("pk_entry_version")),
    )


def _create_link() -> None:
    op.create_table(
        "link",
        sa.Column("entry_pk", _BIG, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("evidence", _JSON, nullable=True),
        sa.CheckConstraint(
            "origin IN ('curated', 'harvested', 'suggested')", name=op.f("ck_link_origin")
        ),
        sa.ForeignKeyConstraint(
            ["entry_pk", "version"],
            ["entry_version.entry_pk", "entry_version.version"],
            name=op.f("fk_link_entry_pk_version_entry_version"),
        ),
        sa.PrimaryKeyConstraint("entry_pk", "version", "field", "value", name=op.f("pk_link")),
        sqlite_with_rowid=False,
    )


def _create_relation() -> None:
    op.create_table(
        "relation",
        sa.Column("entry_pk", _BIG, nullable=False),
        sa.Column("version", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("target_pk", _BIG, nullable=False),
        sa.CheckConstraint("type IN ('uses-method', 'part-of')", name=op.f("ck_relation_type")),
        sa.ForeignKeyConstraint(
            ["entry_pk", "version"],
            ["entry_version.entry_pk", "entry_version.version"],
            name=op.f("fk_relation_entry_pk_version_entry_version"),
        ),
        sa.ForeignKeyConstraint(
            ["target_pk"], ["entry.pk"], name=op.f("fk_relation_target_pk_entry")
        ),
        sa.PrimaryKeyConstraint(
            "entry_pk", "version", "type", "target_pk", name=op.f("pk_relation")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_relation_target_pk"), "relation", ["target_pk"])


def _create_ledger() -> None:
    op.create_table(
        "ledger",
        sa.Column("seq", _BIG, autoincrement=False, nullable=False),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("entry_pk", _BIG, nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("public", sa.Boolean(), nullable=False),
        sa.Column("job_id", _ID, nullable=True),
        sa.ForeignKeyConstraint(["entry_pk"], ["entry.pk"], name=op.f("fk_ledger_entry_pk_entry")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_ledger")),
    )
    op.create_index(op.f("ix_ledger_entry_pk"), "ledger", ["entry_pk"])


def _create_vocabulary() -> None:
    op.create_table(
        "vocabulary",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title_sv", sa.String(), nullable=False),
        sa.Column("title_en", sa.String(), nullable=False),
        sa.Column("description_sv", sa.String(), nullable=False),
        sa.Column("description_en", sa.String(), nullable=False),
        sa.Column("checked", sa.String(), nullable=False),
        sa.Column("broader_vocabulary", sa.String(), nullable=False),
        sa.Column("notes_sv", _JSON, nullable=False),
        sa.Column("attributes", _JSON, nullable=False),
        sa.Column("sources", _JSON, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vocabulary")),
    )


def _create_concept() -> None:
    op.create_table(
        "concept",
        sa.Column("vocabulary_id", sa.String(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("notation", sa.String(), nullable=True),
        sa.Column("pref_sv", sa.String(), nullable=False),
        sa.Column("pref_en", sa.String(), nullable=True),
        sa.Column("alt_sv", _JSON, nullable=False),
        sa.Column("alt_en", _JSON, nullable=False),
        sa.Column("hidden_sv", _JSON, nullable=False),
        sa.Column("broader", sa.String(), nullable=True),
        sa.Column("definition_sv", sa.String(), nullable=True),
        sa.Column("definition_en", sa.String(), nullable=True),
        sa.Column("uri", sa.String(), nullable=True),
        sa.Column("attributes", _JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["vocabulary_id"], ["vocabulary.id"], name=op.f("fk_concept_vocabulary_id_vocabulary")
        ),
        sa.PrimaryKeyConstraint("vocabulary_id", "id", name=op.f("pk_concept")),
    )


def _create_mapping() -> None:
    op.create_table(
        "mapping",
        sa.Column("from_vocabulary", sa.String(), nullable=False),
        sa.Column("from_id", sa.String(), nullable=False),
        sa.Column("to_vocabulary", sa.String(), nullable=False),
        sa.Column("to_id", sa.String(), nullable=False),
        sa.Column("relation", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("strength", sa.String(), nullable=True),
        sa.Column("editorial", sa.Boolean(), nullable=False),
        sa.Column("reason_sv", sa.String(), nullable=True),
        sa.Column("sources", _JSON, nullable=False),
        sa.Column("related_sources", _JSON, nullable=False),
        sa.Column("targets", _JSON, nullable=False),
        sa.ForeignKeyConstraint(
            ["from_vocabulary", "from_id"],
            ["concept.vocabulary_id", "concept.id"],
            name=op.f("fk_mapping_from_vocabulary_from_id_concept"),
        ),
        sa.ForeignKeyConstraint(
            ["to_vocabulary", "to_id"],
            ["concept.vocabulary_id", "concept.id"],
            name=op.f("fk_mapping_to_vocabulary_to_id_concept"),
        ),
        sa.PrimaryKeyConstraint(
            "from_vocabulary",
            "from_id",
            "to_vocabulary",
            "to_id",
            "relation",
            name=op.f("pk_mapping"),
        ),
    )


def _create_vocabulary_state() -> None:
    op.create_table(
        "vocabulary_state",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("checksum", sa.String(), nullable=False),
        sa.Column("stored_at", _TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vocabulary_state")),
    )


def _create_job() -> None:
    op.create_table(
        "job",
        sa.Column("id", _ID, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("payload", _JSON, nullable=False),
        sa.Column("checkpoint", _JSON, nullable=True),
        sa.Column("result", _JSON, nullable=True),
        sa.Column("error", sa.String(), nullable=True),
        sa.Column("worker", sa.String(), nullable=True),
        sa.Column("lease_until", _TIME, nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("created_at", _TIME, nullable=False),
        sa.Column("started_at", _TIME, nullable=True),
        sa.Column("finished_at", _TIME, nullable=True),
        sa.CheckConstraint(
            "state IN ('queued', 'running', 'finished', 'failed')", name=op.f("ck_job_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    op.create_index(op.f("ix_job_state_id"), "job", ["state", "id"])
