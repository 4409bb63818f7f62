"""What belongs to one entry: versions, relations, provenance."""

from __future__ import annotations

from record.fields import BY_NAME
from record.links import LINKS
from record.lists import KINDS, ORIGINS, RELATION_TYPES, STATUSES
from schemas import documented as doc
from schemas.base import CamelSchema
from schemas.entries import parts_schema
from schemas.hypermedia import PageMetaSchema
from schemas.hypermedia import links as followed
from schemas.replies import span_lists


class ReplyProvenanceSchema(CamelSchema):
    """Words of a reply that an entry was made of; the last five fields are for curators."""

    checksum = doc.text("SHA-256 of the document that they stand in, in hexadecimal.")
    survey = doc.text("The survey.")
    question = doc.text("The question that they answer.")
    received_on = doc.day("When the reply came in.", null=True)
    registry_number = doc.text("Its registry number.", null=True)
    quote = doc.text("The words, as far as they are public.", null=True)
    spans = span_lists("Where they stand in the document's text, in characters.")
    reply_id = doc.uuid("The reply.", sparse=True)
    candidate_id = doc.uuid("The candidate that the entry was.", sparse=True)
    text = doc.text("The words as they stand, while they are kept.", sparse=True)
    before = doc.text("The text just before.", null=True, sparse=True)
    after = doc.text("The text just after.", null=True, sparse=True)


class VersionSchema(CamelSchema):
    """A version; who made it, when and why is shown to those who may see drafts."""

    version = doc.number("Its number.", minimum=1)
    title = doc.text("The title it had.")
    created_at = doc.moment("When it was written.")
    published_at = doc.moment("When it became public; null if it never did.", null=True)
    current = doc.flag("Whether it is the public one now.")
    status = doc.choice("Its state.", *STATUSES, sparse=True)
    actor = doc.text("Who made it: token:<id>, user:<id> or command.", sparse=True)
    reason = doc.text("Why it was made.", null=True, sparse=True)
    import_id = doc.uuid("The import that made it.", null=True, sparse=True)
    _links = followed("The entry as it was in this version.")


class VersionsSchema(CamelSchema):
    """Versions, latest first; without a scope those that were published."""

    items = doc.list_of(VersionSchema, "The versions.")
    _meta = doc.one(PageMetaSchema, "Paging information.")
    _links = followed()


class RelationSchema(CamelSchema):
    """A relation to another entry."""

    type = doc.choice("Kind of relation.", *RELATION_TYPES)
    direction = doc.choice("Which of the two entries states the relation.", "outgoing", "incoming")
    entry_id = doc.uuid("The other entry.")
    title = doc.text("Its title.")
    kind = doc.choice("Its kind.", *KINDS)
    _links = followed("The other entry.")


class RelationsSchema(CamelSchema):
    """Relations in both directions."""

    items = doc.list_of(RelationSchema, "The relations.")
    _meta = doc.one(PageMetaSchema, "Paging information.")
    _links = followed()


class PlacedEvidenceSchema(CamelSchema):
    """A quote and where in the entry it stands."""

    quote = doc.text("The words a link rests on.")
    pointer = doc.text(
        "JSON pointer to the text that holds it; null when an edit has removed it.", null=True
    )
    start = doc.number("First character, counted from 0.", null=True)
    end = doc.number("Character after the last.", null=True)


class ProvenanceLinkSchema(CamelSchema):
    """A link and what it rests on."""

    field = doc.choice("Field of the entry that holds the value.", *LINKS)
    value = doc.text("Id of the concept.")
    origin = doc.choice("Who made it.", *ORIGINS)
    score = doc.decimal("Score of a suggestion, else null.", null=True)
    evidence = doc.list_of(PlacedEvidenceSchema, "The quotes.")


class CuratedFieldSchema(CamelSchema):
    """A field that a person has edited."""

    field = doc.text("The field.")
    version = doc.number("The version in which it was last edited.", minimum=1)
    actor = doc.text("Who edited it: user:<id> or command.")
    edited_at = doc.moment("When.")


class ProvenanceSchema(CamelSchema):
    """What an entry rests on."""

    entry_id = doc.uuid("The entry.")
    source_system = doc.text("The system that it was loaded from.")
    external_id = doc.text("Its key in that system.")
    version = doc.number("The version.", minimum=1)
    licence = doc.text("Licence of the text, an SPDX id.")
    created_at = doc.moment("When it was created.")
    updated_at = doc.moment("When the text that is shown last changed.")
    published_at = doc.moment("When it was first published; null if it never was.", null=True)
    source = doc.one(parts_schema(BY_NAME["source"]), "Where it comes from.")
    concept_links = doc.list_of(ProvenanceLinkSchema, "Links with origin and evidence.")
    replies = doc.list_of(ReplyProvenanceSchema, "Replies to surveys that it was made of.")
    curated_fields = doc.list_of(
        CuratedFieldSchema,
        "What people have edited, for those who may see drafts; later loads leave it as it is.",
        sparse=True,
    )
    _links = followed()
