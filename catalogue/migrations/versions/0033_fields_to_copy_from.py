"""Obstacles, preconditions and period in the fields that replace them.

Names of business models, which entries are no longer linked to, become keywords.

Revision ID: 0033
Revises: 0032
"""

import json
from collections.abc import Callable, Iterable
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0033"
down_revision = "0032"
branch_labels = None
depends_on = None

_JSON = sa.JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
_ROWS_AT_ONCE = 500
_VERSION_KEY = ("entry_pk", "version")
_HOLDING_FIELDS = {
    ("entry_version", "content"): _VERSION_KEY,
    ("candidate", "content"): ("pk",),
    ("candidate_step", "before"): ("candidate_pk", "version"),
    ("import_row", "corrected"): ("import_pk", "place"),
}
"""Table and column of JSON -> the key of the table."""
_WITHIN = {"candidate_step": "content", "import_row": "row"}
"""Table -> the member of its JSON that holds the fields of an entry."""
_NAMES = {"obstacles": "lessons", "preconditions": "transfer", "period": "state"}
_MODELS = "businessModels"
_MODEL_NAMES = {
    "cirkulara-insatsvaror": "Cirkulära insatsvaror",
    "resursatervinning": "Resursåtervinning",
    "forlangd-livslangd": "Förlängd livslängd",
    "delning": "Delningsplattform",
    "funktion-som-tjanst": "Produkt som tjänst",
}
_ADDED = ("steps", "resultBasis", "stateAsOf", "resources", "documents", "english")

_LINK = sa.table(
    "link",
    *(sa.column(each) for each in _VERSION_KEY),
    sa.column("field", sa.String()),
    sa.column("value", sa.String()),
)
_EDITED = sa.table("curated_field", sa.column("field", sa.String()))


def upgrade() -> None:
    """Move what the fields hold."""
    _rewrite(_moved)
    _link_names_to_keywords()
    op.execute(sa.delete(_EDITED).where(_EDITED.c.field == _MODELS))
    _rename_edited(_NAMES.items())


def downgrade() -> None:
    """Move it back; what the earlier fields cannot hold goes."""
    _rewrite(_moved_back)
    op.execute(sa.delete(_EDITED).where(_EDITED.c.field.in_(_ADDED)))
    _rename_edited((new, old) for old, new in _NAMES.items())


def _moved(fields: dict[str, Any]) -> dict[str, Any]:
    moved: dict[str, Any] = {}
    for name, value in fields.items():
        if name == "obstacles":
            lines = (value or "").splitlines()
            moved["lessons"] = [{"obstacle": line.strip()} for line in lines if line.strip()]
        elif name == "preconditions":
            moved["transfer"] = {"requires": value} if value else None
        elif name == "period":
            status = (value or {}).get("status") or "unknown"
            moved["state"] = "completed" if status == "ended" else status
        elif name != _MODELS:
            moved[name] = value
    return _with_keywords(moved, fields.get(_MODELS) or ())


def _moved_back(fields: dict[str, Any]) -> dict[str, Any]:
    moved: dict[str, Any] = {}
    for name, value in fields.items():
        if name == "lessons":
            texts = [part for each in value or () for part in each.values() if part]
            moved["obstacles"] = "\n".join(texts) or None
        elif name == "transfer":
            moved["preconditions"] = "\n\n".join(filter(None, (value or {}).values())) or None
        elif name == "state":
            moved["period"] = {"status": "ended" if value == "completed" else value}
        elif name not in _ADDED:
            moved[name] = value
    return moved


def _with_keywords(fields: dict[str, Any], models: Iterable[str]) -> dict[str, Any]:
    names = [_MODEL_NAMES.get(each, each) for each in models]
    if not names:
        return fields
    return {**fields, "keywords": list(dict.fromkeys([*(fields.get("keywords") or ()), *names]))}


def _rewrite(changed: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    connection = op.get_bind()
    for (name, column), key in _HOLDING_FIELDS.items():
        table = sa.table(name, *(sa.column(each) for each in key), sa.column(column, _JSON))
        keys = [table.c[each] for each in key]
        within = _WITHIN.get(name)
        following: sa.ColumnElement[bool] = table.c[column].is_not(None)
        found = (
            sa.select(*keys, sa.cast(table.c[column], sa.Text()))
            .order_by(*keys)
            .limit(_ROWS_AT_ONCE)
        )
        change = sa.update(table).where(
            *(table.c[each] == sa.bindparam(f"at_{each}") for each in key)
        )
        change = change.values({column: sa.bindparam("changed", type_=_JSON)})
        while rows := connection.execute(found.where(following)).all():
            changes = [
                {
                    **{f"at_{each}": at for each, at in zip(key, place, strict=True)},
                    "changed": after,
                }
                for *place, text in rows
                if (after := _within(before := _read(text), within, changed)) != before
            ]
            if changes:
                connection.execute(change, changes)
            following = sa.and_(
                table.c[column].is_not(None), sa.tuple_(*keys) > sa.tuple_(*rows[-1][:-1])
            )


def _read(text: str) -> Any:  # noqa: ANN401  any JSON
    """Return what a cell holds; a damaged one is left as it is."""
    try:
        return json.loads(text)
    except ValueError:
        return None


def _within(
    value: Any,  # noqa: ANN401  any JSON
    member: str | None,
    changed: Callable[[dict[str, Any]], dict[str, Any]],
) -> Any:  # noqa: ANN401
    fields = value.get(member) if member and isinstance(value, dict) else value
    if not isinstance(fields, dict):
        return value
    return {**value, member: changed(fields)} if member else changed(fields)


def _link_names_to_keywords() -> None:
    connection = op.get_bind()
    models: dict[tuple[int, int], list[str]] = {}
    linked = sa.select(_LINK.c.entry_pk, _LINK.c.version, _LINK.c.value)
    for *place, value in connection.execute(linked.where(_LINK.c.field == _MODELS)):
        models.setdefault((place[0], place[1]), []).append(value)
    versions = sa.table(
        "entry_version", *(sa.column(each) for each in _VERSION_KEY), sa.column("content", _JSON)
    )
    for (entry_pk, version), values in models.items():
        this = (versions.c.entry_pk == entry_pk, versions.c.version == version)
        content = connection.execute(sa.select(versions.c.content).where(*this)).scalar_one()
        if isinstance(content, dict):
            content = _with_keywords(content, values)
            connection.execute(sa.update(versions).where(*this).values(content=content))
    op.execute(sa.delete(_LINK).where(_LINK.c.field == _MODELS))


def _rename_edited(names: Iterable[tuple[str, str]]) -> None:
    for old, new in names:
        op.execute(sa.update(_EDITED).where(_EDITED.c.field == old).values(field=new))
