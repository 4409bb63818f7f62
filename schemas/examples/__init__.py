"""Examples of what is sent and answered, as openapi.yaml shows them; tests hold them to schemas."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import SimpleNamespace
from typing import Any

import yaml
from marshmallow import Schema, fields

PUBLIC = "https://exempelbanken.example"
ROOT = f"{PUBLIC}/api/v1"
ENTRY_ID = "0199f3a2-7c54-7d01-8a2b-3f1c5d7e9b10"


@cache
def read_examples(area: str) -> SimpleNamespace:
    """Return the examples in a file of this folder by their names."""
    text = files(__name__).joinpath(f"{area}.yaml").read_text(encoding="utf-8")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return SimpleNamespace(**yaml.load(text, Loader=loader))  # noqa: S506  (both are safe loaders)


def complete_example(schema: type[Schema], example: Mapping[str, Any]) -> dict[str, Any]:
    """Return an example of an answer with all that it always holds.

    What the example lacks is null, or an empty list or object: so it shows a new field by itself.
    """
    complete = {}
    for name, field in schema().fields.items():
        key = field.data_key or name
        if key in example:
            complete[key] = _complete_value(field, example[key])
        elif field.required:
            complete[key] = _empty_value(field)
    return {**complete, **{name: example[name] for name in example if name not in complete}}


def _complete_value(field: fields.Field[Any], value: Any) -> Any:  # noqa: ANN401  (JSON)
    match field:
        case fields.Nested() if value is not None:
            return complete_example(type(field.schema), value)
        case fields.List() if value is not None:
            return [_complete_value(field.inner, each) for each in value]
        case fields.Dict(value_field=fields.Field() as inner) if value is not None:
            return {name: _complete_value(inner, each) for name, each in value.items()}
        case _:
            return value


def _empty_value(field: fields.Field[Any]) -> list[Any] | dict[str, Any] | None:
    if field.allow_none:
        return None
    return [] if isinstance(field, fields.List) else {}
