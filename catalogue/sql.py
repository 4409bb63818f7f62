"""Many rows in one statement: selected by a list of values, joined with one, or inserted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import ARRAY, any_, column, exists, func, insert, literal, or_

from catalogue.tables.base import Json

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy import ColumnElement, Connection
    from sqlalchemy.engine import Dialect
    from sqlalchemy.orm import InstrumentedAttribute
    from sqlalchemy.types import TypeEngine

    from catalogue.tables.base import Base

Value = TypeVar("Value", int, str)


def in_array(
    connection: Connection,
    column: InstrumentedAttribute[Value] | InstrumentedAttribute[Value | None],
    values: Iterable[Value],
) -> ColumnElement[bool]:
    """Return the condition that `column` holds one of `values`.

    PostgreSQL gets them as one array: for 500 parameters of their own, the plan that it keeps for
    a statement run often compares every row with every value (measured: 100 ms instead of 5).
    """
    if connection.dialect.name == "postgresql":
        return column == any_(literal(list(values), ARRAY(column.type)))
    return column.in_(values)


def in_rows(connection: Connection, values: Sequence[Sequence[int]]) -> ColumnElement[Any]:
    """Return a column with one value in each row, as JSON: to be joined with, however many."""
    is_embedded = connection.dialect.name == "sqlite"
    elements = func.json_each if is_embedded else func.jsonb_array_elements
    each: ColumnElement[Any] = (
        elements(literal(values, Json)).table_valued(column("value", Json)).c.value
    )
    return each


def has_member(
    connection: Connection,
    column_: InstrumentedAttribute[list[Any] | None],
    name: str,
    values: Iterable[str],
) -> ColumnElement[bool]:
    """Return the condition that an object in a list of them has one of `values` as its `name`."""
    if connection.dialect.name == "postgresql":
        return or_(*(column_.op("@>")(literal([{name: value}], Json)) for value in values))
    each = func.json_each(column_).table_valued(column("value", Json))
    return exists().select_from(each).where(each.c.value[name].as_string().in_(list(values)))


def insert_rows(
    connection: Connection, model: type[Base], rows: Sequence[Sequence[object]]
) -> None:
    """Insert rows that hold a value for each column, in the order of the table.

    SQLAlchemy writes the statement and turns the values into the driver's; what it would do anew
    for each row, which takes three times as long, is done once.
    """
    if not rows:
        return
    columns, dialect = model.__table__.columns, connection.dialect
    values = [
        _as_column_values(column.type, dialect, each)
        for column, each in zip(columns, zip(*rows, strict=True), strict=True)
    ]
    statement = insert(model).compile(dialect=dialect)
    parameters: list[Any] = list(zip(*values, strict=True))
    if not statement.positional:
        parameters = [dict(zip(columns.keys(), row, strict=True)) for row in parameters]
    connection.exec_driver_sql(statement.string, parameters)


def _as_column_values(
    kind: TypeEngine[Any], dialect: Dialect, values: Sequence[object]
) -> Sequence[object]:
    process = kind.dialect_impl(dialect).bind_processor(dialect)
    return list(map(process, values)) if process else values
