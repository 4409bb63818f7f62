"""What all schemas share: camelCase on the wire, and a refusal of fields they do not know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marshmallow import RAISE, Schema, fields

if TYPE_CHECKING:
    from typing import Any


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
