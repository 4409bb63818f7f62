"""What all schemas share: camelCase on the wire, and a refusal of fields they do not know."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields, missing


def camel_case(name: str) -> str:
    """Return `start_year` as `startYear`; a leading underscore stays (`_links`).

    A trailing one goes: it keeps a field's name apart from marshmallow's own (`fields_`).
    """
    head, *tail = name.strip("_").split("_")
    prefix = "_" * (len(name) - len(name.lstrip("_")))
    return prefix + head + "".join(part.title() for part in tail)


class CamelSchema(Schema):
    """Fields are snake_case here, camelCase on the wire and in what is loaded.

    Error messages are codes of `schemas.faults.MESSAGES`.
    """

    class Meta:
        """What marshmallow asks for."""

        unknown = RAISE

    error_messages = {"unknown": "unknown-field", "type": "not-object"}  # noqa: RUF012  # as upstream

    def on_bind_field(self, field_name: str, field_obj: fields.Field[Any]) -> None:
        """Give the field its name on the wire."""
        field_obj.data_key = field_obj.attribute = field_obj.data_key or camel_case(field_name)


class PlainSchema(CamelSchema):
    """Fields alone, without hooks: what is valid is loaded without marshmallow's steps between."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401  marshmallow's
        super().__init__(**options)
        known = {str(each.data_key): each for each in self.load_fields.values()}
        self._takes = {name: each.deserialize for name, each in known.items()}
        self._always = {name for name, each in known.items() if each.load_default is not None}

    def load(self, data: Any, **options: Any) -> dict[str, Any]:  # noqa: ANN401  marshmallow's
        """Return the fields by their names on the wire; marshmallow tells the faults.

        Its own way takes three times as long, and a load has many rows.
        """
        if not options and isinstance(data, dict) and data.keys() <= self._takes.keys():
            with suppress(ValidationError):
                return {
                    name: take(data.get(name, missing), name, data)
                    if name in data or name in self._always
                    else None
                    for name, take in self._takes.items()
                }
        loaded: dict[str, Any] = super().load(data, **options)
        return loaded
