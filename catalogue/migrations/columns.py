"""Types of columns, and indexes of some rows, as migrations have them.

Migrations that have been released use these: a change here would change what they make.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ID = sa.String(36)
JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
TIME = sa.DateTime(timezone=True).with_variant(sa.String(32), "sqlite")


def where(condition: str) -> dict[str, Any]:
    """Return the options of an index of the rows that meet a condition."""
    return {f"{database}_where": sa.text(condition) for database in ("sqlite", "postgresql")}
