"""Column types and the naming of constraints, the same on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, BigInteger, DateTime, Integer, MetaData, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.engine import Dialect
    from sqlalchemy.types import TypeEngine

NAMING_CONVENTION = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

MOMENTS = 1_024
"""Cached conversions of times: rows written together share them."""


class UtcDateTime(TypeDecorator[datetime]):
    """An aware datetime in UTC; SQLite, which has no such type, keeps ISO text in order of time."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Take text on SQLite."""
        in_text = dialect.name == "sqlite"
        return dialect.type_descriptor(String(32) if in_text else DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | str | None:
        """Turn the value to UTC."""
        if value is None:
            return None
        return _to_text(value) if dialect.name == "sqlite" else value.astimezone(UTC)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ANN401  text or a datetime
        """Give the value back as aware UTC."""
        del dialect
        if isinstance(value, str):
            return _from_text(value)
        moment: datetime | None = value
        return moment.astimezone(UTC) if moment else None


@lru_cache(maxsize=MOMENTS)
def _to_text(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(" ", "microseconds")


@lru_cache(maxsize=MOMENTS)
def _from_text(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


BigKey = BigInteger().with_variant(Integer(), "sqlite")  # SQLite's rowid must be an INTEGER
Json = JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql")
PublicId = String(36)


class Base(DeclarativeBase):
    """Holds the metadata that migrations are compared with."""

    metadata = MetaData(naming_convention=NAMING_CONVENTION)
    type_annotation_map = {  # noqa: RUF012  SQLAlchemy reads this attribute as it stands
        datetime: UtcDateTime(),
        dict[str, Any]: Json,
        list[Any]: Json,
    }


def one_of(column: str, values: Iterable[str]) -> str:
    """Return the SQL of a check that `column` holds one of `values`."""
    return f"{column} IN ({', '.join(repr(value) for value in values)})"
