"""The public entry, whole and in part."""

from __future__ import annotations

from copy import deepcopy
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

LINKS, LABELS = "conceptLinks", "labels"
SIGNALS = "With explain=true: what its score is the sum of; empty in any other sort order."
SPARSE = "Sparse"
"""How the schemas of what the parameter `fields` chooses begin: generated clients try schemas by
their names, and these must come last."""


def answered(
    field: Field, *, sparse: bool = False, partial: bool = False, lacking: bool = False
) -> fields.Field[Any]:
    """Return how answers show a field of the record.

    Args:
        field: the field.
        sparse: whether it may be left out.
        partial: whether a reader may choose some of its parts.
        lacking: whether it may be missing, which answers tell by null.
    """
    null = field.nullable or lacking
    if field.parts:
        schema = parts_schema(field, partial=partial)
        if field.type is Type.OBJECTS:
            return doc.several(schema, field.about, sparse=sparse)
        return doc.one(schema, field.about, null=null, sparse=sparse)
    if field.type in {Type.TEXTS, Type.CONCEPTS}:
        return doc.texts(field.about, sparse=sparse)
    if field.type is Type.FLAG:
        return doc.flag(field.about, sparse=sparse)
    if field.type is Type.CHOICE:
        return doc.choice(field.about, *field.choices, null=null, sparse=sparse)
    bounds = {"minimum": field.lowest, "maximum": field.highest}
    limits = {name: bound for name, bound in bounds.items() if bound}
    return _SCALARS[field.type](field.about, null=null, sparse=sparse, **limits)


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


def parts_schema(field: Field, *, partial: bool = False) -> type[CamelSchema]:
    """Return the schema of an object's parts; what does not apply to an object is null."""
    return _parts_schema(field, partial)


@cache  # one class for one schema: openapi.yaml names them by their classes
def _parts_schema(field: Field, partial: bool) -> type[CamelSchema]:  # noqa: FBT001
    parts = {
        part.name: answered(
            part,
            sparse=partial,
            partial=partial,
            lacking=field.loaded and part.loaded and not (part.required or part.certain),
        )
        for part in field.parts
        if part.shown
    }
    name = f"{SPARSE * partial}{field.object}Schema"
    return cast("type[CamelSchema]", CamelSchema.from_dict(parts, name=name))


class EntrySchema(CamelSchema):
    """An example: an activity, a working method or a sector collaboration."""

    class Meta(CamelSchema.Meta):
        """Every field of the record that is shown."""

        include = {field.name: answered(field) for field in SHOWN}  # noqa: RUF012


def _labels() -> fields.Dict:
    return doc.by_name(
        doc.by_name(doc.text("Label."), "Id -> label."),
        "With expand=labels: field -> id -> label of its concepts, in the language of the answer.",
        sparse=True,
    )


class SingleEntrySchema(EntrySchema):
    """An entry by itself."""

    labels = _labels()
    _links = links("The entry, its versions, relations, similar entries and provenance.")


class ReasonSchema(CamelSchema):
    """One thing that an entry and a search have in common."""

    type = doc.choice(
        "word (as written or inflected), correction, part (of a compound), phrase,"
        " concept (linked to it) or topic"
        " (names it in other words).",
        "word",
        "correction",
        "part",
        "phrase",
        "concept",
        "topic",
    )
    text = doc.text("The words of the search.")
    found = doc.text(
        "The correction, the id of the concept, the name of the topic; else null.",
        null=True,
    )
    filter = doc.text("The filter of a concept; else null.", null=True)
    in_fields = doc.texts(
        "Fields of the entry that hold the word; organisations: those that lead and take part;"
        " conceptLinks: the names of what it is linked to.",
    )
    words = doc.texts("The first two matching words, where they differ from the text.")
    message = doc.text("The same in a sentence, in the language of the answer.")


class SignalSchema(CamelSchema):
    """One thing that speaks for an entry, and what it adds to the score."""

    name = doc.choice(
        "words (how much of the text it says, and how often), coverage (which share of the text it"
        " has at all), ngrams (how much of the writing it shares), place (of the place and the"
        " time named), meaning (how near its meaning is) or phrases (that are quoted).",
        *("words", "coverage", "ngrams", "place", "meaning", "phrases"),
    )
    value = doc.decimal("How much of it there is: from 0 to about 1, of some words more.")
    weight = doc.decimal("What the value is multiplied by.")
    points = doc.decimal("The product; the points of a hit sum to its score, but for rounding.")


class FoundEntrySchema(EntrySchema):
    """An entry among others; `fields` gives its conceptLinks, whose values stand in its lists."""

    class Meta(CamelSchema.Meta):
        """A third of a list, and nothing that most readers of one want."""

        exclude = (LINKS,)

    score = doc.decimal(
        "Relevance score, among hits of one answer; null in any other sort order.", null=True
    )
    highlights = doc.by_name(
        doc.texts("Fragments."),
        "Field -> fragments: HTML-escaped, matched words between <mark> and </mark>.",
    )
    explanation = doc.several(ReasonSchema, "With explain=true: why it was found.", sparse=True)
    signals = doc.several(SignalSchema, SIGNALS, sparse=True)
    labels = _labels()
    _links = links("The entry by itself.")


def left_out(field: fields.Field[Any]) -> fields.Field[Any]:
    """Return a field that may be left out."""
    sparse = deepcopy(field)
    sparse.required = False
    return sparse


def _sparse(schema: type[CamelSchema]) -> type[CamelSchema]:
    """Return a schema whose fields may all be left out."""
    fields = {name: left_out(field) for name, field in schema().fields.items()}
    return cast(
        "type[CamelSchema]", CamelSchema.from_dict(fields, name=f"{SPARSE}{schema.__name__}")
    )


class SparseEntrySchema(FoundEntrySchema):
    """What the parameter `fields` has chosen of an entry, and its id."""

    class Meta(CamelSchema.Meta):
        """The fields of an entry, which may all be left out."""

        include = {  # as upstream
            field.name: answered(field, sparse=field.name != "id", partial=True) for field in SHOWN
        } | {name: left_out(FoundEntrySchema().fields[name]) for name in ("score", "highlights")}

    explanation = doc.several(
        _sparse(ReasonSchema), "With explain=true: why it was found.", sparse=True
    )
    signals = doc.several(_sparse(SignalSchema), SIGNALS, sparse=True)


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
FOUND_PATHS = tuple(
    path for path in _paths(SparseEntrySchema()) if path != LABELS and not path.startswith("_")
)
"""The same for entries among others: why they were found, too."""
FOUND = doc.Either("AnyFoundEntry", FoundEntrySchema, SparseEntrySchema)
SINGLE = doc.Either("AnyEntry", SingleEntrySchema, SparseEntrySchema)
"""An entry, found or by itself, without and with the parameter `fields`."""
