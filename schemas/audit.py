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
    "change-account",
    "change-password",
    "close-account",
    "reopen-account",
    "slow-sign-in",
    "create-password-link",
    "use-password-link",
    "sign-out-everywhere",
    "submit-import",
    "finish-import",
    "commit-import",
    "confirm-personal",
    "revert-import",
    "submit-reply",
    "release-reply",
    "take-back-reply",
    "mark-candidate",
    "review-reply",
    "describe-reply",
    "relate-reply",
    "correct-answer",
    "switch-reading",
    "open-survey",
    "change-survey",
    "close-survey",
    "create-form-link",
    "revoke-form-link",
    "submit-report",
    "close-report",
    "retry-job",
    "cancel-job",
    "put-aside",
    "load-curated-entries",
)
LONGEST_SUBJECT = 50


class AuditArgsSchema(PageArgsSchema):
    """Conditions on events."""

    entry_id = Parameters(uuid(), "Filter by entry id. May be repeated.", most=MOST_IDS)
    actor = Parameters(
        words(LONGEST_VALUE, shortest=1),
        "Filter by actor: token:<id>, user:<id> or command. May be repeated.",
        most=MOST_VALUES,
    )
    action = Parameters(choice(*ACTIONS), "Filter by action. May be repeated.", most=len(ACTIONS))
    import_id = Parameters(
        uuid(),
        "Filter by import id: its events and the changes it made. May be repeated.",
        most=MOST_IDS,
    )
    subject = Parameters(
        words(LONGEST_SUBJECT, shortest=1),
        "Filter by subject: token:<id>, user:<id>, reply:<id>, report:<id> or job:<id>. May be"
        " repeated.",
        most=MOST_VALUES,
    )
    since = Parameter(moment(), "Only events at this time or later.")
    until = Parameter(moment(), "Only events before this time.")


class AuditEventSchema(CamelSchema):
    """One change of an entry, or something else that was done."""

    seq = doc.number("Position in the ledger, in the order of commits.", minimum=1)
    at = doc.moment("When.")
    actor = doc.text(
        "Who did it: token:<id>, user:<id>, command, anonymous, or the name of a load."
    )
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
        "The token, account, reply or report that it was done to: token:<id>, user:<id>,"
        " reply:<id>, report:<id>.",
        null=True,
    )
    reason = doc.text("The reason given; for finished work, its outcome.", null=True)
    _links = links("The entry, import, token, reply or report.")


class AuditSchema(CamelSchema):
    """A page of what was done, latest first."""

    items = doc.list_of(AuditEventSchema, "The events.")
    _meta = doc.one(PageMetaSchema, "Paging information.")
    _links = links("This page and the pages around it; each keeps all other parameters.")
