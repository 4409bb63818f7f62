"""The public entry."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, cast

from record.field import Field, Type
from record.fields import SHOWN
from schemas import documented as doc
from schemas.base import CamelSchema
from schemas.hypermedia import links

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from marshmallow import fields


def answered(field: Field, *, sparse: bool, whole: bool = False) -> fields.Field[Any]:
    """Return how answers show a field of the record.

    Args:
        field: the field.
        sparse: whether it may be left out.
        whole: whether all its parts are there when it is.
    """
    if field.parts:
        shown = doc.several if field.type is Type.OBJECTS else doc.one
        return shown(parts_schema(field, whole=whole), field.about, sparse=sparse)
    if field.type in {Type.TEXTS, Type.CONCEPTS}:
        return doc.texts(field.about, sparse=sparse)
    if field.type is Type.FLAG:
        return doc.flag(field.about, sparse=sparse)
    if field.type is Type.CHOICE:
        return doc.choice(field.about, *field.choices, null=field.nullable, sparse=sparse)
    bounds = {"minimum": field.lowest, "maximum": field.highest}
    limits = {name: bound for name, bound in bounds.items() if bound}
    return _SCALARS[field.type](field.about, null=field.nullable, sparse=sparse, **limits)


_SCALARS: Mapping[Type, Callable[..., fields.Field[Any]]] = {
    Type.KEY: doc.text,
    Type.TEXT: doc.text,
    Type.CONTACT: doc.text,
    Type.DAY: doc.day,
    Type.MOMENT: doc.moment,
    Type.UUID: doc.uuid,
    Type.URL: doc.address,
    Type.YEAR: doc.number,
    Type.NUMBER: doc.number,
    Type.DECIMAL: doc.decimal,
}


def parts_schema(field: Field, *, whole: bool = False) -> type[CamelSchema]:
    """Return the schema of an object's parts; what does not apply to an object is left out."""
    return _parts_schema(field, whole)


@cache  # one class for one schema: openapi.yaml names them by their classes
def _parts_schema(field: Field, whole: bool) -> type[CamelSchema]:  # noqa: FBT001
    parts = {
        part.name: answered(part, sparse=not whole, whole=True)
        for part in field.parts
        if part.shown
    }
    return cast("type[CamelSchema]", CamelSchema.from_dict(parts, name=f"{field.object}Schema"))


class EntrySchema(CamelSchema):
    """An example: an activity, a working method or a sector collaboration.

    Without the parameter `fields` every property is there; with it, `id` and those chosen.
    """

    class Meta(CamelSchema.Meta):
        """Every field of the record that is shown."""

        include = {  # noqa: RUF012  # as upstream
            field.name: answered(field, sparse=field.name != "id") for field in SHOWN
        }


class SingleEntrySchema(EntrySchema):
    """An entry by itself."""

    _links = links("The entry, its versions, relations, similar entries and provenance.")


class ReasonSchema(CamelSchema):
    """One thing that an entry and a search have in common."""

    type = doc.choice(
        "word (as written or inflected), correction, part (of a compound), derived (of the same"
        " family), sides (of a compound, each by itself), label (in the name of a concept that it"
        " is linked to), phrase, concept (linked to it) or topic (names it in other words).",
        "word",
        "correction",
        "part",
        "derived",
        "sides",
        "label",
        "phrase",
        "concept",
        "topic",
        sparse=True,
    )
    text = doc.text("The words of the search.", sparse=True)
    found = doc.text(
        "The correction, the id of the concept, the name of the topic; else null.",
        null=True,
        sparse=True,
    )
    filter = doc.text("The filter of a concept; else null.", null=True, sparse=True)
    in_fields = doc.texts(
        "Fields of the entry that hold the word; organisations: those that lead and take part;"
        " links: the names of what it is linked to.",
        sparse=True,
    )
    words = doc.texts(
        "What stands there, the first two, where it is not the text itself.", sparse=True
    )
    message = doc.text("The same in a sentence, in the language of the answer.", sparse=True)


class FoundEntrySchema(EntrySchema):
    """An entry as a search found it."""

    score = doc.decimal("Relevance; null when the order is another.", null=True, sparse=True)
    highlights = doc.by_name(
        doc.texts("Fragments."),
        "Field -> fragments: HTML-escaped, matched words between <mark> and </mark>.",
        sparse=True,
    )
    explanation = doc.several(
        ReasonSchema, "With explain=true: what it has in common with the search.", sparse=True
    )
    _links = links("The entry by itself.")


def _paths(schema: CamelSchema, prefix: str = "") -> list[str]:
    paths = []
    for field in schema.fields.values():
        path = f"{prefix}{field.data_key}"
        inner = getattr(field, "inner", field)
        nested = getattr(inner, "schema", None)
        paths += [path, *(_paths(nested, f"{path}.") if nested else [])]
    return paths


FIELD_PATHS = tuple(_paths(EntrySchema()))
"""What the parameter `fields` may name: fields, and parts of them (`source.url`)."""
FOUND_PATHS = tuple(path for path in _paths(FoundEntrySchema()) if not path.startswith("_"))
"""The same for entries among others: why they were found, too."""
