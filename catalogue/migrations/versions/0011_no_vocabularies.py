"""Vocabularies come with the release, and nobody read them from rows.

Revision ID: 0011
Revises: 0010
"""

from importlib import import_module

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_TABLES = ("vocabulary", "concept", "mapping", "vocabulary_state")


def upgrade() -> None:
    """Drop the tables in the opposite order."""
    for table in reversed(_TABLES):
        op.drop_table(table)


def downgrade() -> None:
    """Make them as the first migration did, each after those it refers to.

    They are empty: `seed` of the release before fills them.
    """
    first = import_module("catalogue.migrations.versions.0001_first_tables")
    for table in _TABLES:
        getattr(first, f"_create_{table}")()
