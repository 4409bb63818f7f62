"""What the tools answer: parts of what the API answers, by its own schemas.

An answer is shorter than the API's: empty members are left out, and of two languages one remains.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from marshmallow import Schema, fields

from assistants.catalogue import LANGUAGES
from schemas.base import CamelSchema
from schemas.concepts import ConceptSchema, VocabulariesSchema, VocabularySchema
from schemas.entries import EntrySchema, FoundEntrySchema
from schemas.hypermedia import PageMetaSchema
from schemas.link_suggestions import LinkSuggestionsSchema
from schemas.searching import CoverageSchema, EntriesSchema, EntryQuerySchema

HIT = FoundEntrySchema(
    only=(
        *("id", "uri", "title", "kind", "counties", "national", "summary", "leadOrganisation"),
        *("startYear", "endYear", "state", "updatedAt", "source.url"),
    )
)
"""Members of a hit; the entry by itself has the others."""
UNDERSTOOD = (
    *("words.text", "words.status", "words.corrections"),
    *("concepts.filter", "concepts.id", "concepts.label"),
    *("topics.id", "topics.label"),
    *("relaxations.label", "relaxations.parameters", "relaxations.count"),
)
NAMED = ("id", "pref_label")


class HitsSchema(CamelSchema):
    """A page of hits."""

    items = fields.List(fields.Nested(HIT))
    nearby = fields.List(fields.Nested(HIT))
    facets = EntriesSchema().fields["facets"]
    query = fields.Nested(EntryQuerySchema(only=(*UNDERSTOOD, "complete")))
    _meta = fields.Nested(PageMetaSchema(only=("total_records", "page", "count")))


class SimilarSchema(CamelSchema):
    """Entries like another one."""

    items = fields.List(fields.Nested(HIT))


HITS = HitsSchema()
SIMILAR = SimilarSchema()
ENTRY = EntrySchema(exclude=("labels", "diff", "_links"))
COVERAGE = CoverageSchema(
    only=(
        *("rows", "columns", "cells", "_meta.total_records", "note"),
        *(f"query.{each}" for each in UNDERSTOOD if not each.startswith("relaxations")),
    )
)
VOCABULARIES = VocabulariesSchema(
    only=tuple(f"items.{each}" for each in ("id", "title", "description", "concept_count"))
)
VOCABULARY = VocabularySchema(
    only=("id", "title", "description", *(f"concepts.{each}" for each in (*NAMED, "broader")))
)
CONCEPT = ConceptSchema(
    only=(
        *("vocabulary", *NAMED, "notation", "alt_labels", "definition", "uri"),
        *("broader", "narrower_concepts"),
        *(f"mappings.{each}" for each in ("vocabulary", *NAMED, "relation", "reason", "editorial")),
    )
)
SUGGESTIONS = LinkSuggestionsSchema(
    only=tuple(
        f"items.{each}"
        for each in (
            "field",
            "value",
            "label",
            "precision",
            "method",
            "evidence.quote",
            "evidence.ground",
        )
    )
)


def names(schema: Schema) -> list[str]:
    """Return the values of the parameter `fields` that give what a schema has."""
    return [str(field.data_key) for field in schema.fields.values()]


def _schema_of(field: fields.Field[Any]) -> Schema | None:
    """Return the schema of an object, or of the objects of a list."""
    field = field.inner if isinstance(field, fields.List) else field
    found = field.schema if isinstance(field, fields.Nested) else None
    return found if isinstance(found, Schema) else None


def shortened(schema: Schema, content: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Return what a schema has of an answer, without what is empty, in one language."""
    found = {}
    for field in schema.fields.values():
        name, inner = str(field.data_key), _schema_of(field)
        value = _in_one_language(content.get(name), language)
        if inner and isinstance(value, list):
            value = [shortened(inner, each, language) for each in value if isinstance(each, dict)]
        elif inner and isinstance(value, dict):
            value = shortened(inner, value, language)
        if value not in (None, "", [], {}):
            found[name] = value
    return found


def _in_one_language(value: object, language: str) -> object:
    """Keep one of two languages; what exists only in the other one stays."""
    if isinstance(value, dict) and value.keys() == set(LANGUAGES) and value[language]:
        return {language: value[language]}
    return value
