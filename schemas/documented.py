"""Fields of answers, each with its description, in one line.

Answers are made as plain JSON by the use cases, not dumped through schemas: twenty hits would cost
more than the search. The schemas are the contract; tests hold every answer to it.
"""

from __future__ import annotations

from typing import Any

from marshmallow import fields, validate

from schemas.base import CamelSchema

NAMED = "x-name"
"""Under which openapi.yaml has the schema of an object, instead of in its place."""
MOMENT = "2026-11-24T10:15:30.000000Z"


def text(
    description: str, *, null: bool = False, sparse: bool = False, **properties: object
) -> fields.String:
    """A text; `null` allows null, `sparse` allows leaving it out."""
    return fields.String(**_options(description, null=null, sparse=sparse, **properties))


def texts(description: str, *, null: bool = False, sparse: bool = False) -> fields.List[Any]:
    """A list of texts."""
    return fields.List(fields.String(), **_options(description, null=null, sparse=sparse))


def value(description: str) -> fields.Raw:
    """Any JSON value, null included."""
    return fields.Raw(**_options(description, null=True))


def json_list(description: str) -> fields.List[Any]:
    """A list of any JSON values, or null."""
    return fields.List(fields.Raw(), **_options(description, null=True))


def choice(
    description: str, *choices: str, null: bool = False, sparse: bool = False
) -> fields.String:
    """One of a closed list."""
    valid = validate.OneOf([*choices, *([None] if null else [])])
    return fields.String(validate=valid, **_options(description, null=null, sparse=sparse))


def number(
    description: str, *, null: bool = False, sparse: bool = False, **properties: object
) -> fields.Integer:
    """A whole number."""
    return fields.Integer(**_options(description, null=null, sparse=sparse, **properties))


def decimal(description: str, *, null: bool = False, sparse: bool = False) -> fields.Float:
    """A number with decimals."""
    return fields.Float(**_options(description, null=null, sparse=sparse))


def flag(description: str, *, null: bool = False, sparse: bool = False) -> fields.Boolean:
    """True or false."""
    return fields.Boolean(**_options(description, null=null, sparse=sparse))


def moment(description: str, *, null: bool = False, sparse: bool = False) -> fields.String:
    """A UTC time, RFC 3339."""
    return text(description, null=null, sparse=sparse, format="date-time", example=MOMENT)


def day(description: str, *, null: bool = False, sparse: bool = False) -> fields.String:
    """A date, RFC 3339."""
    return text(description, null=null, sparse=sparse, format="date", example=MOMENT[:10])


def address(description: str, *, null: bool = False, sparse: bool = False) -> fields.String:
    """An absolute http or https address."""
    return text(description, null=null, sparse=sparse, format="uri")


def uuid(description: str, *, null: bool = False, sparse: bool = False) -> fields.String:
    """A UUID."""
    return text(description, null=null, sparse=sparse, format="uuid")


def one(
    schema: type[CamelSchema], description: str, *, null: bool = False, sparse: bool = False
) -> fields.Nested:
    """An object."""
    return fields.Nested(schema, **_options(description, null=null, sparse=sparse))


def list_of(
    schema: type[CamelSchema], description: str, *, sparse: bool = False
) -> fields.List[Any]:
    """A list of objects."""
    return fields.List(fields.Nested(schema), **_options(description, sparse=sparse))


def by_name(values: fields.Field[Any], description: str, *, sparse: bool = False) -> fields.Dict:
    """An object whose names are data."""
    return fields.Dict(fields.String(), values, **_options(description, sparse=sparse))


def anything(description: str, *, null: bool = False, sparse: bool = False) -> fields.Dict:
    """An object whose names and values are chosen elsewhere, as by a vocabulary."""
    return fields.Dict(**_options(description, null=null, sparse=sparse))


def _options(
    description: str, *, null: bool = False, sparse: bool = False, **properties: object
) -> dict[str, Any]:
    return {
        "required": not sparse,
        "allow_none": null,
        "metadata": {"description": description, **properties},
    }
