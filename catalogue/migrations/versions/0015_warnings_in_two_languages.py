"""Warnings of replies in Swedish and English.

Those that were kept before stay in Swedish, under both languages.

Revision ID: 0015
Revises: 0014
"""

from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

_REPLY = sa.table("reply", sa.column("pk", sa.BigInteger), sa.column("warnings", sa.JSON))


def upgrade() -> None:
    """Make an object of each sentence."""
    _rewrite(lambda sentence: {"sv": sentence, "en": sentence})


def downgrade() -> None:
    """Keep the Swedish sentences."""
    _rewrite(lambda warning: warning["sv"])


def _rewrite(changed: Callable[[Any], Any]) -> None:
    connection = op.get_bind()
    found = connection.execute(sa.select(_REPLY.c.pk, _REPLY.c.warnings)).all()
    for pk, warnings in found:
        if warnings:
            values = {"warnings": [changed(each) for each in warnings]}
            connection.execute(sa.update(_REPLY).where(_REPLY.c.pk == pk).values(values))
