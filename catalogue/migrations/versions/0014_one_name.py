"""One name for one thing: objectives, levers, and withdrawn.

Revision ID: 0014
Revises: 0013
"""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")

_FIELDS = {"environmentalObjectives": "objectives", "resolve": "levers"}
_NAMED_BY_FIELD = ("link", "curated_field")
_HOLDING_FIELDS = {
    "entry_version": (("entry_pk", "version"), ("content",)),
    "candidate": (("pk",), ("content", "suggestions")),
    "candidate_step": (("candidate_pk", "version"), ("before",)),
}
"""Table -> its key, and the columns of JSON in which fields are named."""
_ROWS_AT_ONCE = 500


def upgrade() -> None:
    """Rename."""
    _rename_state("archived", "withdrawn")
    _rename_fields(_FIELDS)


def downgrade() -> None:
    """Take the earlier names again."""
    _rename_fields({new: old for old, new in _FIELDS.items()})
    _rename_state("withdrawn", "archived")


def _rename_state(old: str, new: str) -> None:
    for table in ("entry", "entry_version"):
        check = op.f(f"ck_{table}_status")
        with op.batch_alter_table(table) as batch:
            batch.drop_constraint(check, type_="check")
        rows = sa.table(table, sa.column("status", sa.String()))
        op.execute(sa.update(rows).where(rows.c.status == old).values(status=new))
        with op.batch_alter_table(table) as batch:
            states = f"'draft', 'in-review', 'published', '{new}'"
            batch.create_check_constraint(check, f"status IN ({states})")
    for what in ("at", "reason"):
        op.alter_column("entry", f"{old}_{what}", new_column_name=f"{new}_{what}")


def _rename_fields(names: Mapping[str, str]) -> None:
    for name in _NAMED_BY_FIELD:
        rows = sa.table(name, sa.column("field", sa.String()))
        for old, new in names.items():
            op.execute(sa.update(rows).where(rows.c.field == old).values(field=new))
    for name, (key, columns) in _HOLDING_FIELDS.items():
        table = sa.table(
            name, *(sa.column(each) for each in key), *(sa.column(each, _JSON) for each in columns)
        )
        for column in columns:
            _rename_within(table, key, column, names)


def _rename_within(
    table: sa.TableClause, key: tuple[str, ...], column: str, names: Mapping[str, str]
) -> None:
    connection = op.get_bind()
    cell = table.c[column]
    keys = [table.c[each] for each in key]
    text = sa.cast(cell, sa.Text())
    naming = (
        sa.select(*keys, cell)
        .where(sa.or_(*(text.contains(f'"{name}"') for name in names)))
        .order_by(*keys)
        .limit(_ROWS_AT_ONCE)
    )
    these = {f"this_{name}": table.c[name] for name in key}
    this = [each == sa.bindparam(name) for name, each in these.items()]
    change = sa.update(table).where(*this).values({column: sa.bindparam("renamed", type_=_JSON)})
    following: sa.ColumnElement[bool] = sa.true()
    while rows := connection.execute(naming.where(following)).all():
        changes = [
            {**dict(zip(these, at, strict=True)), "renamed": _renamed(before, names)}
            for *at, before in rows
        ]
        connection.execute(change, changes)
        following = sa.tuple_(*keys) > sa.tuple_(*rows[-1][:-1])


def _renamed(value: Any, names: Mapping[str, str]) -> Any:  # noqa: ANN401  any JSON
    """Return JSON with fields renamed where they are keys, and where `field` names one."""
    if isinstance(value, list):
        return [_renamed(each, names) for each in value]
    if not isinstance(value, dict):
        return value
    return {
        names.get(name, name): names.get(each, each)
        if name == "field" and isinstance(each, str)
        else _renamed(each, names)
        for name, each in value.items()
    }
