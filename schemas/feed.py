"""The feed of changes."""

from __future__ import annotations

from schemas import documented as doc
from schemas.arguments import ConditionsArgsSchema
from schemas.base import CamelSchema
from schemas.entries import EntrySchema
from schemas.hypermedia import PageMetaSchema, links
from schemas.parameters import Parameter, integer, words

HIGHEST_SEQ = 999_999_999
LONGEST_MARK = 12
MOST_CHANGES = 100


class ChangesArgsSchema(ConditionsArgsSchema):
    """A position, how much to read from there, and the conditions of a search to follow."""

    since = Parameter(
        integer(0, HIGHEST_SEQ),
        "Position reached so far; 0 for everything from the start.",
        default=0,
    )
    mark = Parameter(
        words(LONGEST_MARK),
        "What came with the position; with it a ledger restored from a backup is noticed (410).",
    )
    limit = Parameter(integer(1, MOST_CHANGES), "Maximum items.", default=20)


class ChangeSchema(CamelSchema):
    """The last public change of an entry."""

    seq = doc.number("Position of the change.", minimum=1)
    at = doc.moment("When it was made.")
    type = doc.choice(
        "create: the entry became public; update: something public of it changed, its relations"
        " included; withdraw: it is no longer public. Earlier changes of the same entry are left"
        " out, so an update or a withdrawal may be the first that a reader hears of it."
        " leave, with conditions: it has changed, and they do not find it.",
        "create",
        "update",
        "withdraw",
        "leave",
    )
    entry_id = doc.uuid("The entry.")
    version = doc.number("The version that became public, or that was withdrawn.", minimum=1)
    entry = doc.one(
        EntrySchema,
        "The entry as it is now; null if it is to go.",
        null=True,
    )
    _links = links("The entry by itself.")


class ChangesMetaSchema(PageMetaSchema):
    """Where the answer ends; a feed is read by positions, and its pages have no numbers."""

    total_records = doc.number("Always null: a feed is not counted.", null=True)
    page = doc.number("Always null: a feed has positions, not pages.", null=True)
    offset = doc.number("Always null: see seq.", null=True)
    seq = doc.number(
        "Everything up to this position has been read, also when there are no items.", minimum=0
    )
    mark = doc.text("To be sent along with the position.")


class ChangesSchema(CamelSchema):
    """What changed after a position, in the order of the ledger."""

    items = doc.list_of(ChangeSchema, "The changes; an entry occurs once.")
    _meta = doc.one(ChangesMetaSchema, "Where the answer ends.")
    _links = links(
        "next: there is more now. changes: where to read on later, once there is no next."
    )
