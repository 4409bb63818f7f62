"""The public entry, whole and in part."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, cast

from record.field import Field, Type
from record.fields import SHOWN
from schemas import documented as doc
from schemas.base import CamelSchema
from schemas.differences import DiffSchema
from schemas.hypermedia import links

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from marshmallow import fields

LABELS = "labels"
NAMING = ("id", "uri", "title")
"""Fields that every hit has, whatever `fields` chooses."""
HIT_FIELDS = (
    *(*NAMING, "kind", "summary", "counties", "national", "goals", "sectors"),
    *("leadOrganisation", "startYear", "endYear", "state", "updatedAt"),
)
"""Fields of a hit when `fields` chooses none."""
SIGNALS = "With explain=true: what its score is the sum of; empty in any other sort order."


def answered(field: Field, *, sparse: bool = False, lacking: bool = False) -> fields.Field[Any]:
    """Return how answers show a field of the record.

    Args:
        field: the field.
        sparse: whether it may be left out.
        lacking: whether it may be missing, which answers show as null.
    """
    null = field.nullable or lacking
    if field.parts:
        schema = parts_schema(field)
        if field.type is Type.OBJECTS:
            return doc.list_of(schema, field.about, sparse=sparse)
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


@cache  # one class for one schema: openapi.yaml names them by their classes
def parts_schema(field: Field) -> type[CamelSchema]:
    """Return the schema of an object's parts; what does not apply to an object is null."""
    parts = {
        part.name: answered(
            part,
            lacking=field.loaded and part.loaded and not (part.required or part.certain),
        )
        for part in field.parts
        if part.shown
    }
    return cast("type[CamelSchema]", CamelSchema.from_dict(parts, name=f"{field.object}Schema"))


def _labels() -> fields.Dict:
    return doc.by_name(
        doc.by_name(doc.text("Label."), "Id -> label."),
        "With expand=labels: field -> id -> label of its concepts.",
        sparse=True,
    )


class EntrySchema(CamelSchema):
    """An example: an activity, a working method or a sector collaboration."""

    class Meta(CamelSchema.Meta):
        """Every field of the record that is shown."""

        include = {field.name: answered(field) for field in SHOWN}  # noqa: RUF012

    labels = _labels()
    diff = doc.one(
        DiffSchema, "Of a version, with diff: how it differs from that version.", sparse=True
    )
    _links = links("The entry, and of an entry by itself its versions, relations and others.")


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
        " time named), meaning (how near its meaning is), similarity (how similar it is to the"
        " first hits) or phrases (that are quoted).",
        *("words", "coverage", "ngrams", "place", "meaning", "similarity", "phrases"),
    )
    value = doc.decimal("How much of it there is: from 0 to about 1, of some words more.")
    weight = doc.decimal("What the value is multiplied by.")
    points = doc.decimal("The product; the points of a hit sum to its score, but for rounding.")


class FoundEntrySchema(CamelSchema):
    """An entry in a list: the fields of HIT_FIELDS, or those that `fields` chooses."""

    class Meta(CamelSchema.Meta):
        """Every field of an entry; only what names it is always there."""

        include = {field.name: answered(field, sparse=field.name not in NAMING) for field in SHOWN}  # noqa: RUF012

    etag = doc.text(
        "To be sent as If-Match with a change, unless a later version is a draft.", sparse=True
    )
    score = doc.decimal(
        "Relevance score, among hits of one answer; null in any other sort order.",
        null=True,
        sparse=True,
    )
    highlights = doc.by_name(
        doc.texts("Fragments."),
        "Field -> fragments: HTML-escaped, matched words between <mark> and </mark>.",
        sparse=True,
    )
    explanation = doc.list_of(ReasonSchema, "With explain=true: why it was found.", sparse=True)
    signals = doc.list_of(SignalSchema, SIGNALS, sparse=True)
    labels = _labels()
    _links = links("The entry by itself.")


EVERY_FIELD = "*"
HIT_NAMES = (
    *(field.name for field in SHOWN),
    *("etag", "score", "highlights", "explanation", "signals"),
)
"""Members of a hit that the parameter `fields` may name."""
