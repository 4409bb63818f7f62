"""What belongs to one entry: versions, relations, provenance."""

from __future__ import annotations

from schemas import documented as doc
from schemas.base import CamelSchema
from schemas.entries import SourceSchema
from schemas.hypermedia import links as followed
from schemas.rows import KINDS, LINK_FIELDS, RELATION_TYPES


class VersionSchema(CamelSchema):
    """A version that was published."""

    version = doc.number("Its number.", minimum=1)
    title = doc.text("The title it had.")
    created_at = doc.moment("When it was written.")
    published_at = doc.moment("When it became public.")
    current = doc.flag("Whether it is the public one now.")
    _links = followed("The entry as it was in this version.")


class VersionsSchema(CamelSchema):
    """Published versions, latest first; who made them and drafts are not public."""

    items = doc.several(VersionSchema, "The versions.")
    _links = followed()


class RelationSchema(CamelSchema):
    """A relation to another published entry."""

    type = doc.choice("Kind of relation.", *RELATION_TYPES)
    direction = doc.choice("Which of the two names the other.", "outgoing", "incoming")
    entry_id = doc.uuid("The other entry.")
    title = doc.text("Its title.")
    kind = doc.choice("Its kind.", *KINDS)
    _links = followed("The other entry.")


class RelationsSchema(CamelSchema):
    """Relations in both directions."""

    items = doc.several(RelationSchema, "The relations.")
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

    field = doc.choice("Field of the entry that holds the value.", *LINK_FIELDS)
    value = doc.text("Id of the concept.")
    origin = doc.choice("Who made it.", "curated", "harvested", "suggested")
    score = doc.decimal("Score of a suggestion, else null.", null=True)
    evidence = doc.several(PlacedEvidenceSchema, "The quotes.")


class ProvenanceSchema(CamelSchema):
    """What an entry rests on."""

    entry_id = doc.uuid("The entry.")
    source_system = doc.text("The system that it was loaded from.")
    external_id = doc.text("Its key in that system.")
    version = doc.number("The public version.", minimum=1)
    licence = doc.text("Licence of the text, an SPDX id.")
    created_at = doc.moment("When it was created.")
    updated_at = doc.moment("When the public text last changed.")
    published_at = doc.moment("When it was first published.")
    source = doc.one(SourceSchema, "Where it comes from.")
    links = doc.several(ProvenanceLinkSchema, "Links with origin and evidence.")
    _links = followed()
