"""Steps of an entry from one state to another, and what a change answers."""

from __future__ import annotations

from record.lists import STATUSES
from schemas import checks
from schemas import documented as doc
from schemas.base import CamelSchema
from schemas.editing import LONGEST_REASON, confirmed_words, replacement
from schemas.entries import EntrySchema
from schemas.fields import Checked
from schemas.history import RelationsSchema
from schemas.hypermedia import PageMetaSchema, links
from schemas.problems import FaultSchema
from schemas.rows import choice_field, text_field

TRANSITIONS = ("submit", "return", "publish", "withdraw", "restore")
HIGHEST_VERSION = 2_147_483_647
"""Highest number that the database keeps; larger ones are no version of anything."""


class NewTransitionSchema(CamelSchema):
    """A step to be taken."""

    transition = choice_field("The step; GET tells which can be taken now.", *TRANSITIONS)
    reason = text_field(LONGEST_REASON, "Why; return, withdraw and restore take one.", lines=True)
    version = Checked(
        checks.integer(1, HIGHEST_VERSION),
        type="integer",
        minimum=1,
        maximum=HIGHEST_VERSION,
        description="For restore: the version to go back to; left out: the latest.",
    )
    publish = Checked(
        checks.boolean,
        type="boolean",
        description="For restore: make the result public at once; takes entries:publish.",
    )
    replaced_by = replacement("For withdraw: the entry that replaces it.")
    confirm_personal = confirmed_words()


class PossibleTransitionSchema(CamelSchema):
    """A step that the entry's state allows."""

    transition = doc.choice("The step.", *TRANSITIONS)
    to = doc.choice("The state that it leads to.", *STATUSES)
    reason = doc.choice("Whether a reason must be given.", "required", "optional")
    scope = doc.text("The scope that it takes.")
    allowed = doc.flag("Whether the caller has that scope.")


class TransitionsSchema(CamelSchema):
    """The steps that can be taken now."""

    status = doc.choice("State of the latest version.", *STATUSES)
    version = doc.number("Number of the latest version.", minimum=1)
    items = doc.list_of(PossibleTransitionSchema, "The steps.")
    _meta = doc.one(PageMetaSchema, "Paging information.")
    _links = links()


class ChangeWarningSchema(FaultSchema):
    """What is worth a look; it hinders nothing."""

    entry_id = doc.uuid("The entry that a new one resembles.", null=True)
    likeness = doc.number("Similarity, 0 to 100.", null=True, minimum=0, maximum=100)


class ChangeMetaSchema(CamelSchema):
    """The effects of a change, in addition to the entry."""

    seq = doc.number(
        "Position in the ledger that holds the change; a search whose indexSeq has reached it"
        " shows what is public of it.",
        minimum=0,
    )
    warnings = doc.list_of(
        ChangeWarningSchema,
        "What looks like personal data in the texts and, of a new entry, which ones it resembles;"
        " they hinder nothing.",
    )


class ChangedListMetaSchema(PageMetaSchema, ChangeMetaSchema):
    """The numbers of a list, and what the change led to."""


class ChangedEntrySchema(EntrySchema):
    """An entry as a change left it."""

    _meta = doc.one(ChangeMetaSchema, "What the change led to.")


class ChangedRelationsSchema(RelationsSchema):
    """An entry's relations as a change left them."""

    _meta = doc.one(ChangedListMetaSchema, "The numbers of the list, and what the change led to.")
