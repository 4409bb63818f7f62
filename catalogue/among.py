"""Asking for many rows by a list of values."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import ARRAY, any_, literal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import ColumnElement, Connection
    from sqlalchemy.orm import InstrumentedAttribute

Value = TypeVar("Value", int, str)


def among(
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
