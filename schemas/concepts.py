"""Vocabularies and their concepts, after SKOS."""

from __future__ import annotations

from schemas import documented as doc
from schemas.base import CamelSchema
from schemas.hypermedia import PageMetaSchema, links
from schemas.searching import BilingualSchema


class MaybeBilingualSchema(CamelSchema):
    """A text in the languages it exists in."""

    sv = doc.text("In Swedish.", null=True)
    en = doc.text("In English.", null=True)


class BilingualTextsSchema(CamelSchema):
    """Texts in both languages."""

    sv = doc.texts("In Swedish.")
    en = doc.texts("In English.")


class ConceptReferenceSchema(CamelSchema):
    """A concept by its place."""

    vocabulary = doc.text("Id of its vocabulary.")
    id = doc.text("Id within the vocabulary.")


class VocabularySourceSchema(CamelSchema):
    """What a vocabulary or a mapping rests on."""

    key = doc.text("Name of the source within the vocabulary.")
    title = doc.text("Its title.")
    url = doc.text("Its address, or what is known of it.")
    says = doc.text("What it says.")
    unverified = doc.text("What could not be verified.", null=True)


class ConceptMappingSchema(ConceptReferenceSchema):
    """A mapping to a concept of another vocabulary."""

    relation = doc.choice(
        "SKOS mapping relation.",
        "exactMatch",
        "closeMatch",
        "broadMatch",
        "narrowMatch",
        "relatedMatch",
    )
    label = doc.text("Name of the other concept in the language of the answer.")
    pref_label = doc.one(BilingualSchema, "The same in both languages.")
    strength = doc.choice("Strength of the mapping.", "primary", "secondary", null=True)
    editorial = doc.flag("True for the catalogue's own judgement; else the sources say so.")
    reason = doc.text("Why, in Swedish.")
    sources = doc.list_of(VocabularySourceSchema, "Sources of the mapping.")
    related_sources = doc.list_of(VocabularySourceSchema, "Sources that support the reason.")
    targets = doc.texts("Agenda 2030 targets that the mapping rests on.")


class ListedConceptSchema(ConceptReferenceSchema):
    """A concept as its vocabulary lists it."""

    notation = doc.text("Its code.", null=True)
    label = doc.text("Its name in the language of the answer.")
    pref_label = doc.one(BilingualSchema, "The same in both languages.")
    alt_labels = doc.one(BilingualTextsSchema, "Other names.")
    definition = doc.one(MaybeBilingualSchema, "What it means.")
    broader = doc.one(ConceptReferenceSchema, "The concept above it.", null=True)
    narrower_concepts = doc.list_of(ConceptReferenceSchema, "The concepts below it.")
    uri = doc.address("Its address on the web of data: elsewhere, or else here (/id/).")
    position = doc.number("Its place in the vocabulary's order.", minimum=0)
    attributes = doc.anything("What this vocabulary adds: codes, colours, authorities.")
    as_filter = doc.by_name(
        doc.texts("Values."),
        "Parameters of a search for it; empty if no search finds it, as of most of SNI.",
    )


class ConceptSchema(ListedConceptSchema):
    """A concept with its mappings."""

    mappings = doc.list_of(ConceptMappingSchema, "Mappings to other vocabularies.")
    _links = links()


class ListedVocabularySchema(CamelSchema):
    """A vocabulary without its concepts."""

    id = doc.text("Its id.")
    label = doc.text("Its name in the language of the answer.")
    title = doc.one(BilingualSchema, "The same in both languages.")
    description = doc.one(BilingualSchema, "What it holds.")
    checked_on = doc.day("When it was last checked against its sources.")
    filter = doc.text("The filter that takes its concepts, if any.", null=True)
    concept_count = doc.number("Concepts in it.", minimum=0)


class VocabularyItemSchema(ListedVocabularySchema):
    """A vocabulary in the collection."""

    _links = links("The vocabulary by itself.")


class VocabulariesSchema(CamelSchema):
    """All vocabularies."""

    items = doc.list_of(VocabularyItemSchema, "The vocabularies.")
    _meta = doc.one(PageMetaSchema, "Paging information.")
    _links = links()


class VocabularySchema(ListedVocabularySchema):
    """A vocabulary with its concepts."""

    notes = doc.one(BilingualTextsSchema, "Notes on the vocabulary, the same in both languages.")
    attributes = doc.anything("Attributes specific to it.")
    sources = doc.list_of(VocabularySourceSchema, "What it rests on.")
    concepts = doc.list_of(ListedConceptSchema, "Its concepts, in order.")
    _links = links()
