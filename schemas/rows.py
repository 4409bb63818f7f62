"""One row of the load format: field by field, and what its fields say of each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from typing import Any

from marshmallow import fields

from record import fields as record
from record.field import LONGEST_URL, Field, Type
from record.texts import whole_text
from schemas import checks
from schemas.base import PlainSchema
from schemas.checks import organisation_contact
from schemas.documented import NAMED
from schemas.faults import FieldFault, fault, nearest
from schemas.fields import Checked, listed

A_DAY = "2026-11-24"


def load_field(field: Field) -> Checked:
    """Return how a load takes a field of the record."""
    check, documented = _CHECKS[field.type](field)
    taken = Checked(check, required=field.required, description=field.about)
    taken.metadata = {**documented, **taken.metadata}
    return taken


def patch_field(field: Field) -> Checked:
    """Return how a merge patch may hold a field: left out it stays, and so do parts left out."""
    taken = load_field(field)
    taken.required = False
    if field.type is Type.OBJECT:
        shape = {name: value for name, value in taken.metadata.items() if name != "required"}
        taken.metadata = {**shape, NAMED: f"{field.object}Patch"}
    return taken


def text_field(
    longest: int, description: str, *, lines: bool = False, required: bool = False
) -> Checked:
    """A text that belongs to no entry; `lines` allows line breaks."""
    return load_field(
        Field(
            name="",
            type=Type.TEXT,
            longest=longest,
            about=description,
            lines=lines,
            required=required,
        )
    )


def choice_field(description: str, *choices: str) -> Checked:
    """One of a closed list that belongs to no entry."""
    return load_field(
        Field(name="", type=Type.CHOICE, choices=choices, about=description, required=True)
    )


def _some_text(longest: int) -> dict[str, object]:
    return {"type": "string", "minLength": 1, "maxLength": longest}


Check = tuple["Callable[[object], Any]", dict[str, object]]
"""The check of a value, and its JSON schema in openapi.yaml."""


def _key(field: Field) -> Check:
    return checks.identifier(field.longest), {**_some_text(field.longest), "pattern": r"^\S+$"}


def _text(field: Field) -> Check:
    return checks.text(field.longest, lines=field.lines), _some_text(field.longest)


def _texts(field: Field) -> Check:
    items = _some_text(field.longest)
    least = {"minItems": field.least} if field.least else {}
    documented = {"type": "array", "items": items, "maxItems": field.most, **least}
    return listed(checks.text(field.longest), field.most, field.least), documented


def _choice(field: Field) -> Check:
    return checks.choice(*field.choices), {"type": "string", "enum": list(field.choices)}


def _number(field: Field) -> Check:
    bounds = {"minimum": field.lowest, "maximum": field.highest}
    return checks.integer(field.lowest, field.highest), {"type": "integer", **bounds}


def _flag(_: Field) -> Check:
    return checks.boolean, {"type": "boolean"}


def _day(_: Field) -> Check:
    return checks.day, {"type": "string", "format": "date", "example": A_DAY}


def _uuid(_: Field) -> Check:
    return checks.uuid, {"type": "string", "format": "uuid"}


def _url(_: Field) -> Check:
    return checks.url, {**_some_text(LONGEST_URL), "format": "uri"}


def _contact(_: Field) -> Check:
    return organisation_contact, _some_text(LONGEST_URL)


def _object(field: Field) -> Check:
    schema = parts_schema(field)()

    def check(value: object) -> dict[str, Any] | None:
        loaded: dict[str, Any] = schema.load(value)  # refuses what is no object
        return {name: part for name, part in loaded.items() if part is not None} or None

    parts = {str(part.data_key): _part_openapi(part) for part in schema.fields.values()}
    required = [part.name for part in field.parts if part.required]
    return check, {
        NAMED: f"New{field.object}",
        "type": "object",
        **({"required": required} if required else {}),
        "properties": parts,
        "additionalProperties": False,
    }


def _part_openapi(part: fields.Field[Any]) -> dict[str, Any]:
    """Return what openapi.yaml has of a part; null is as good as none, so that answers fit."""
    shape = dict(part.metadata)
    return shape if part.required else {**shape, "type": [shape["type"], "null"]}


def _objects(field: Field) -> Check:
    check, items = _object(field)
    return listed(check, field.most), {"type": "array", "items": items, "maxItems": field.most}


_CHECKS: dict[Type, Callable[[Field], Check]] = {
    Type.KEY: _key,
    Type.TEXT: _text,
    Type.TEXTS: _texts,
    Type.CONCEPTS: _texts,  # whether a vocabulary has them: consistency_faults
    Type.CHOICE: _choice,
    Type.YEAR: _number,
    Type.NUMBER: _number,
    Type.FLAG: _flag,
    Type.DAY: _day,
    Type.UUID: _uuid,
    Type.URL: _url,
    Type.CONTACT: _contact,
    Type.OBJECT: _object,
    Type.OBJECTS: _objects,
}


def parts_schema(field: Field) -> type[PlainSchema]:
    """Return the schema of what a load takes of an object's parts."""
    parts = {part.name: load_field(part) for part in field.parts if part.loaded}

    class PartsSchema(PlainSchema):
        __doc__ = field.about

        class Meta(PlainSchema.Meta):
            include = parts
            register = False

    return PartsSchema


class EntryRowSchema(PlainSchema):
    """One row: the contract of everything that is loaded, created or changed."""

    class Meta(PlainSchema.Meta):
        """Every field of the record that a load may hold."""

        include = {field.name: load_field(field) for field in record.LOADED}  # noqa: RUF012


def consistency_faults(
    data: Mapping[str, Any], known: Mapping[str, Mapping[str, str]]
) -> Iterator[FieldFault]:
    """Yield what is wrong between the valid fields of a row; `data` may lack the others."""
    return chain(
        _unknown_values(data, known),
        _year_order_errors(data),
        _national_faults(data, known),
        _relation_faults(data),
        _evidence_faults(data),
    )


def _unknown_values(
    data: Mapping[str, Any], known: Mapping[str, Mapping[str, str]]
) -> Iterator[FieldFault]:
    for field, valid in known.items():
        for index, value in enumerate(data.get(field) or ()):
            if value not in valid:
                found = fault("unknown-value", value, nearest(value, valid))
                yield replace(found, pointer=f"/{field}/{index}")


def _year_order_errors(data: Mapping[str, Any]) -> Iterator[FieldFault]:
    start, end = data.get("startYear"), data.get("endYear")
    if start and end and end < start:
        yield replace(fault("years-reversed", end), pointer="/endYear")
    quote = (data.get("source") or {}).get("quote") or {}
    if {"start", "end"} <= quote.keys() and quote["end"] <= quote["start"]:
        yield replace(fault("offsets-reversed", quote["end"]), pointer="/source/quote/end")


def _national_faults(
    data: Mapping[str, Any], known: Mapping[str, Mapping[str, str]]
) -> Iterator[FieldFault]:
    claimed, counties = data.get("national"), data.get("counties")
    if claimed is None or counties is None:
        return
    if claimed != (known["counties"].keys() <= set(counties)):
        yield replace(fault("not-national", claimed), pointer="/national")


def _relation_faults(data: Mapping[str, Any]) -> Iterator[FieldFault]:
    for index, item in enumerate(data.get("relations") or ()):
        if ("entryId" in item) == ("externalId" in item):
            yield replace(fault("relation-target"), pointer=f"/relations/{index}")


def _evidence_faults(data: Mapping[str, Any]) -> Iterator[FieldFault]:
    evidence = data.get("evidence")
    if not evidence:
        return
    whole = whole_text(data)
    for index, item in enumerate(evidence):
        if item["quote"] not in whole:
            found = fault("quote-not-found", item["quote"])
            yield replace(found, pointer=f"/evidence/{index}/quote")
        linked = data.get(item["field"], (item["value"],))  # a field at fault is reported already
        if item["value"] not in (linked or ()):
            found = fault("not-linked", item["value"])
            yield replace(found, pointer=f"/evidence/{index}/value")
