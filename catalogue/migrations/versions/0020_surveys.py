"""Surveys that are answered by form, and the year and form of a reply.

Revision ID: 0020
Revises: 0019
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

_BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")
_JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
_ID = sa.String(36)


def upgrade() -> None:
    """Make the tables; replies so far came as files, in the year of their questionnaire."""
    op.create_table(
        "survey",
        sa.Column("pk", _BIG, nullable=False),
        sa.Column("id", _ID, nullable=False),
        sa.Column("questionnaire", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("closes_on", sa.String(), nullable=False),
        sa.Column("opened_by", sa.String(), nullable=False),
        sa.Column("opened_at", _TIME, nullable=False),
        sa.Column("closed_at", _TIME, nullable=True),
        sa.Column("forgotten_at", _TIME, nullable=True),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_survey")),
        sa.UniqueConstraint("id", name=op.f("uq_survey_id")),
        sa.UniqueConstraint("questionnaire", "year", name=op.f("uq_survey_questionnaire_year")),
    )
    op.create_table(
        "answer_form",
        sa.Column("pk", _BIG, nullable=False),
        sa.Column("id", _ID, nullable=False),
        sa.Column("survey_pk", _BIG, nullable=False),
        sa.Column("county", sa.String(), nullable=False),
        sa.Column("link_id", sa.String(16), nullable=True),
        sa.Column("link_hash", sa.String(64), nullable=True),
        sa.Column("link_made_at", _TIME, nullable=True),
        sa.Column("link_made_by", sa.String(), nullable=True),
        sa.Column("sent_at", _TIME, nullable=True),
        sa.Column("sent_mark", sa.String(), nullable=True),
        sa.Column("reply_id", _ID, nullable=True),
        sa.ForeignKeyConstraint(
            ["survey_pk"], ["survey.pk"], name=op.f("fk_answer_form_survey_pk_survey")
        ),
        sa.PrimaryKeyConstraint("pk", name=op.f("pk_answer_form")),
        sa.UniqueConstraint("id", name=op.f("uq_answer_form_id")),
        sa.UniqueConstraint("link_id", name=op.f("uq_answer_form_link_id")),
        sa.UniqueConstraint("survey_pk", "county", name=op.f("uq_answer_form_survey_pk_county")),
    )
    op.create_table(
        "form_answer",
        sa.Column("form_pk", _BIG, nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", _JSON, nullable=False),
        sa.Column("saved_at", _TIME, nullable=False),
        sa.Column("saved_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["form_pk"], ["answer_form.pk"], name=op.f("fk_form_answer_form_pk_answer_form")
        ),
        sa.PrimaryKeyConstraint("form_pk", "question", name=op.f("pk_form_answer")),
        sqlite_with_rowid=False,
    )
    op.add_column("reply", sa.Column("year", sa.Integer(), nullable=True))
    op.add_column("reply", sa.Column("form_id", _ID, nullable=True))


def downgrade() -> None:
    """Drop them; what was sent stays as replies."""
    op.drop_column("reply", "form_id")
    op.drop_column("reply", "year")
    for table in ("form_answer", "answer_form", "survey"):
        op.drop_table(table)
