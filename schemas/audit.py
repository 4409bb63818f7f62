"""The ledger as administrators read it."""

from __future__ import annotations

from schemas import documented as doc
from schemas.arguments import (
    LONGEST_VALUE,
    MOST_IDS,
    MOST_VALUES,
    PageArgsSchema,
)
from schemas.base import CamelSchema
from schemas.hypermedia import PageMetaSchema, links
from schemas.parameters import Parameter, Parameters, choice, moment, uuid, words

ACTIONS = (
    "create",
    "update",
    "submit",
    "return",
    "publish",
    "withdraw",
    "restore",
    "relate",
    "erase",
    "expire",
    "create-token",
    "rotate-token",
    "revoke-token",
    "create-account",
    "change-password",
    "close-account",
    "slow-sign-in",
    "submit-import",
    "finish-import",
    "commit-import",
    "revert-import",
    "submit-reply",
)
LONGEST_SUBJECT = 50


class AuditArgsSchema(PageArgsSchema):
    """Which events are asked for."""

    entry_id = Parameters(uuid(), "Changes of these entries. May be repeated.", most=MOST_IDS)
    actor = Parameters(
        words(LONGEST_VALUE, shortest=1),
        "Changes by these: token:<id>, user:<id>, command. May be repeated.",
        most=MOST_VALUES,
    )
    action = Parameters(
        choice(*ACTIONS), "Changes of these kinds. May be repeated.", most=len(ACTIONS)
    )
    import_id = Parameters(
        uuid(), "Events of these imports, and changes by them. May be repeated.", most=MOST_IDS
    )
    subject = Parameters(
        words(LONGEST_SUBJECT, shortest=1),
        "Events of these: token:<id>, user:<id>, reply:<id>. May be repeated.",
        most=MOST_VALUES,
    )
    since = Parameter(moment(), "Changes at this moment or later.")
    until = Parameter(moment(), "Changes before this moment.")


class AuditEventSchema(CamelSchema):
    """One change of an entry, or something else that was done."""

    seq = doc.number("Position in the ledger, in the order of commits.", minimum=1)
    at = doc.moment("When.")
    actor = doc.text("Who: token:<id>, user:<id>, command, anonymous, or what loaded.")
    action = doc.choice(
        "What; relate = another entry's change altered its relations, erase = a text was"
        " overwritten for good, expire = what was kept for a time was deleted, slow-sign-in = so"
        " many sign-ins have failed for an account that the next attempts must wait.",
        *ACTIONS,
    )
    entry_id = doc.uuid("The entry; null for what is of no single one.", null=True)
    version = doc.number("The version that it made or acted on.", minimum=1, null=True)
    public = doc.flag("Whether it changed what the public sees.")
    import_id = doc.uuid("The import that it was part of, or that it was done to.", null=True)
    subject = doc.text(
        "The token, account or reply that it was done to: token:<id>, user:<id>, reply:<id>.",
        null=True,
    )
    reason = doc.text("Why, as given; of work, what it came to.", null=True)
    _links = links("The entry, import, token or reply.")


class AuditSchema(CamelSchema):
    """A page of what was done, latest first."""

    items = doc.several(AuditEventSchema, "The events.")
    _meta = doc.one(PageMetaSchema, "Numbers of the page.")
    _links = links("This page and the pages around it; each keeps all other parameters.")
