"""What an entry rests on in replies to surveys."""

from __future__ import annotations

from schemas import documented as doc
from schemas.base import CamelSchema
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
    before = doc.text("What stands right before.", null=True, sparse=True)
    after = doc.text("What stands right after.", null=True, sparse=True)
