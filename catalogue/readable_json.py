"""What SQL reads of a JSON column, so that one damaged row does not keep others from being read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from catalogue.tables.base import Json

if TYPE_CHECKING:
    from sqlalchemy.sql.compiler import SQLCompiler


class ReadableJson(FunctionElement[Any]):
    """What a JSON column holds; null where that is no JSON, for which SQLite refuses the answer.

    PostgreSQL keeps nothing else in such a column.
    """

    type = Json
    inherit_cache = True


@compiles(ReadableJson)
def _compile(element: ReadableJson, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401  as SQLAlchemy
    return compiler.process(element.clauses, **options)


@compiles(ReadableJson, "sqlite")
def _compile_for_sqlite(element: ReadableJson, compiler: SQLCompiler, **options: Any) -> str:  # noqa: ANN401  as SQLAlchemy
    column = _compile(element, compiler, **options)
    return f"CASE WHEN json_valid({column}) THEN {column} END"
