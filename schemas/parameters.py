"""Fields of query strings: each knows its check and how it is documented."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING, Any
from uuid import UUID

from marshmallow import ValidationError, fields, missing

from schemas import checks
from schemas.checks import clean
from schemas.faults import nearest_or_all, refuse

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LONGEST_MOMENT = 40
LONGEST_NUMBER = 12
"""Digits; longer numbers are no page, year or limit."""
LONGEST_FRACTION = 40
_NUMBER = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of value: how one is read from the query string, and its JSON Schema."""

    read: Callable[[str], Any]
    schema: Mapping[str, Any]


class Parameter(fields.Field[Any]):
    """A parameter that is given at most once."""

    def __init__(self, kind: Kind, description: str, *, default: object = missing) -> None:
        super().__init__(load_default=default, metadata={**kind.schema, "description": description})
        self.kind = kind

    def _deserialize(
        self, value: list[str], attr: str | None, data: Mapping[str, Any] | None, **_: object
    ) -> object:
        del attr, data
        if len(value) > 1:
            raise refuse("repeated", value[-1])
        return self.kind.read(value[0])


class Parameters(fields.Field[Any]):
    """A parameter that may be repeated, once for each value."""

    def __init__(self, kind: Kind, description: str, *, most: int) -> None:
        schema = {"type": "array", "items": dict(kind.schema), "maxItems": most}
        super().__init__(load_default=tuple, metadata={**schema, "description": description})
        self.kind = kind
        self.most = most

    def _deserialize(
        self, value: list[str], attr: str | None, data: Mapping[str, Any] | None, **_: object
    ) -> object:
        del attr, data
        if len(value) > self.most:
            raise refuse("too-many", len(value), limit=self.most)
        return tuple(dict.fromkeys(map(self._read, value)))

    def _read(self, value: str) -> object:
        try:
            return self.kind.read(value)
        except ValidationError:
            if "," in value:
                raise refuse("comma-separated", value) from None
            raise


def words(longest: int, shortest: int = 0) -> Kind:
    """A text; an empty one is as good as none, unless `shortest` says otherwise."""
    least = {"minLength": shortest} if shortest else {}

    def read(value: str) -> str:
        if len(value) > longest:
            raise refuse("too-long", value, limit=longest)
        cleaned = clean(value)
        if len(cleaned) < shortest:
            raise refuse("empty", value)
        return cleaned

    return Kind(read, {"type": "string", **least, "maxLength": longest})


def key(longest: int) -> Kind:
    """A key of another system, without white space."""
    schema = {"type": "string", "minLength": 1, "maxLength": longest, "pattern": r"^\S+$"}
    return Kind(checks.identifier(longest), schema)


def integer(lowest: int, highest: int) -> Kind:
    """A whole number within bounds."""

    def read(value: str) -> int:
        digits = value.removeprefix("-")
        if not (digits.isascii() and digits.isdigit()):
            raise refuse("not-integer", value)
        if len(digits) > LONGEST_NUMBER or not lowest <= int(value) <= highest:
            raise refuse("out-of-range", value, lowest=lowest, highest=highest)
        return int(value)

    return Kind(read, {"type": "integer", "minimum": lowest, "maximum": highest})


def fraction() -> Kind:
    """A share: any number from 0 to 1, as JSON writes it."""

    def read(value: str) -> float:
        if len(value) > LONGEST_FRACTION or not _NUMBER.fullmatch(value):
            raise refuse("not-fraction", value)
        return checks.fraction(float(value))

    return Kind(read, {"type": "number", "minimum": 0, "maximum": 1})


def choice(*choices: str) -> Kind:
    """A value of a closed list."""
    labels = dict.fromkeys(choices, "")

    def read(value: str) -> str:
        if value not in labels:
            raise refuse("unknown-value", value, nearest_or_all(value, labels))
        return value

    return Kind(read, {"type": "string", "enum": list(choices)})


def switch() -> Kind:
    """On or off: true or false."""
    states = {"true": True, "false": False}

    def read(value: str) -> bool:
        if value not in states:
            raise refuse("unknown-value", value, tuple(states))
        return states[value]

    return Kind(read, {"type": "boolean"})


def moment() -> Kind:
    """A time with its zone, RFC 3339, given back as UTC; a date is the beginning of its UTC day."""

    def read(value: str) -> datetime:
        try:
            if len(value) == len("2027-01-31"):
                return datetime.combine(date.fromisoformat(value), time(tzinfo=UTC))
            found = datetime.fromisoformat(value.replace(" ", "+"))  # a + that was not encoded
            if found.tzinfo is not None:
                return found.astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise refuse("not-moment", value) from error
        raise refuse("not-moment", value)

    schema = {"type": "string", "format": "date-time", "maxLength": LONGEST_MOMENT}
    return Kind(read, schema)


def write_moment(moment: datetime) -> str:
    """Write a UTC time as a parameter takes it."""
    return f"{moment.replace(tzinfo=None).isoformat()}Z"


def uuid() -> Kind:
    """A UUID, given back in its usual spelling."""

    def read(value: str) -> str:
        try:
            return str(UUID(value))
        except ValueError as error:
            raise refuse("not-uuid", value) from error

    return Kind(read, {"type": "string", "format": "uuid", "maxLength": 36})
