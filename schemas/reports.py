"""Faults of entries that readers report, on the wire."""

from __future__ import annotations

from record.lists import REPORT_KINDS
from schemas import documented as doc
from schemas.arguments import MOST_IDS, PageArgsSchema
from schemas.base import CamelSchema
from schemas.editing import LONGEST_REASON
from schemas.hypermedia import PageMetaSchema, links
from schemas.parameters import Parameters, choice, uuid
from schemas.rows import choice_field, text_field

STATES = ("open", "closed")
TRANSITIONS = ("close",)


class ReportsArgsSchema(PageArgsSchema):
    """Which reports."""

    state = Parameters(choice(*STATES), "State. May be repeated.", most=len(STATES))
    kind = Parameters(
        choice(*REPORT_KINDS), "What is wrong. May be repeated.", most=len(REPORT_KINDS)
    )
    entry = Parameters(uuid(), "Entry id. May be repeated.", most=MOST_IDS)


class ReportSchema(CamelSchema):
    """A fault of an entry that a reader reported."""

    id = doc.uuid("Its id.")
    state = doc.choice("open: to be looked at.", *STATES)
    entry_id = doc.uuid("The entry that it is about.")
    kind = doc.choice("What is wrong, as the reader chose.", *REPORT_KINDS)
    text = doc.text("What is wrong, in the reader's words.")
    answer_to = doc.text(
        "Address for an answer; null if the reader wants none, and once it is closed.", null=True
    )
    created_at = doc.moment("When it was sent.")
    closed_at = doc.moment("When it was closed.", null=True)
    closed_by = doc.text("Who closed it, never a person's name.", null=True)
    reason = doc.text("What came of it.", null=True)
    _links = links("related: the entry. transitions: to close it.")


class ReportsSchema(CamelSchema):
    """Reports, the newest first."""

    items = doc.list_of(ReportSchema, "The reports.")
    _meta = doc.one(PageMetaSchema, "Paging information.")
    _links = links()


class NewReportTransitionSchema(CamelSchema):
    """A step with a report."""

    transition = choice_field("The step.", *TRANSITIONS)
    reason = text_field(LONGEST_REASON, "What came of it; never public.", lines=True, required=True)
