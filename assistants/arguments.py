"""What the tools take: the parameters of the API, as JSON Schema and as they are sent on."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from marshmallow import Schema

from assistants.catalogue import LANGUAGES, SWEDISH
from assistants.refusals import Fault, fault_of, refuse
from record.filters import BY_NAME
from schemas.faults import nearest_or_all

LANGUAGE = "language"
SPOKEN = {
    "type": "string",
    "enum": list(LANGUAGES),
    "default": SWEDISH,
    "description": "Of labels and messages.",
}
LIMITS = ("minLength", "maxLength", "pattern", "maxItems")
"""Keywords of JSON Schema for how long a text or a list is, and what characters a text has."""
LARGEST = 64
"""Most bits of a number; Python refuses to write the longest ones."""
Arguments = dict[str, Any]
Properties = dict[str, dict[str, Any]]


def properties_of(schema: Schema, *, without: Collection[str] = ()) -> Properties:
    """Return the JSON Schema of each parameter that a schema of the API takes."""
    fields = {str(field.data_key): field for field in schema.fields.values()}
    return {
        name: _describe_argument(name, dict(field.metadata), field.load_default)
        for name, field in fields.items()
        if name not in without
    }


def _describe_argument(name: str, metadata: dict[str, Any], default: object) -> dict[str, Any]:
    if name in BY_NAME:
        metadata["description"] = BY_NAME[name].about
    if isinstance(default, (int, float)) or (isinstance(default, str) and default):
        metadata["default"] = default
    return _without_limits(metadata)


def _without_limits(described: dict[str, Any]) -> dict[str, Any]:
    """Leave out the limits of texts and lists: the API says them to the few who pass them."""
    return {
        name: _without_limits(each) if isinstance(each, dict) else each
        for name, each in described.items()
        if name not in LIMITS
    }


def input_schema(properties: Properties, required: Collection[str] = ()) -> dict[str, Any]:
    """Return the schema of a tool's arguments; every tool takes a language, too."""
    return {
        "type": "object",
        "properties": {**properties, LANGUAGE: SPOKEN},
        **({"required": list(required)} if required else {}),
        "additionalProperties": False,
    }


def spoken(arguments: Arguments) -> str:
    """Return the requested language; an unknown one is an error in Swedish and English."""
    chosen = arguments.get(LANGUAGE, SWEDISH)
    return chosen if chosen in LANGUAGES else SWEDISH


def check(schema: Mapping[str, Any], arguments: Arguments, language: str) -> dict[str, list[str]]:
    """Return the arguments as parameters with their values; what they may be, the API says.

    A single value is taken for a list of one, null and an empty list for nothing.

    Raises:
        Refusal: arguments that there are none of, that are missing, or that are no plain values.
    """
    properties: Properties = schema["properties"]
    given = {name: value for name, value in arguments.items() if value not in (None, [])}
    faults = [
        *_find_unknown_names(properties, given, language),
        *_missing(schema.get("required", ()), given, language),
        *(
            found
            for name, value in given.items()
            if name in properties and (found := _unfit(name, properties[name], value, language))
        ),
    ]
    if faults:
        raise refuse(faults, language)
    return {
        name: [
            _query_string_value(each) for each in (value if isinstance(value, list) else [value])
        ]
        for name, value in given.items()
        if name != LANGUAGE
    }


def _find_unknown_names(properties: Properties, given: Arguments, language: str) -> Iterator[Fault]:
    names = dict.fromkeys(properties, "")
    for name in given:
        if name not in names:
            near = nearest_or_all(name, names)
            yield fault_of("unknown-parameter", name, language, near)


def _missing(required: Collection[str], given: Arguments, language: str) -> Iterator[Fault]:
    yield from (fault_of("required", name, language) for name in required if name not in given)


def _unfit(name: str, described: Mapping[str, Any], value: object, language: str) -> Fault | None:
    """Find what cannot be sent on, or would make an answer too long."""
    values = value if isinstance(value, list) else [value]
    if not all(_is_plain(each) for each in values):
        return fault_of("not-text", name, language)
    if len(values) > 1 and described["type"] != "array":
        return fault_of("repeated", name, language)
    written = _query_string_value(values[0])
    choices = described.get("enum")
    if choices and written not in choices:
        return fault_of("unknown-value", name, language, tuple(choices))
    lowest, highest = described.get("minimum", 0), described.get("maximum")
    if highest and written.isdecimal() and not lowest <= int(written) <= highest:
        return fault_of("out-of-range", name, language, lowest=lowest, highest=highest)
    return None


def _is_plain(value: object) -> bool:
    """Return whether a value can stand in a query string."""
    if isinstance(value, str):
        return value.isascii() or not any("\ud800" <= each <= "\udfff" for each in value)
    return isinstance(value, float) or (isinstance(value, int) and value.bit_length() <= LARGEST)


def _query_string_value(value: object) -> str:
    """Return a value as a query string has it; models write whole numbers as 2020.0, too."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
